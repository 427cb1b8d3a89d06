import type { ReactNode } from 'react'

import { explainReason, type ReasonLike } from '#renderer/lib/words.ts'

/** A field that keeps a record from being saved, and why. */
export type Gap = ReasonLike & { readonly field: string }

/** What is wrong shows at once; what is only missing waits until saving was tried. */
export function conflictsOf(gaps: readonly Gap[]): Gap[] {
  return gaps.filter(({ code }) => !code.endsWith('-missing'))
}

/** One field of a form: its label, the control, and what is wrong with it right below. */
export function Field({
  id,
  label,
  gap,
  hint,
  children,
}: {
  readonly id: string
  readonly label: string
  readonly gap?: Gap | undefined
  readonly hint?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className={`form-field${gap ? ' form-field-wrong' : ''}`}>
      <label htmlFor={id}>{label}</label>
      <div className="form-control">
        {children}
        {hint !== undefined && <span className="note">{hint}</span>}
        {gap && <p className="control-error">{explainReason(gap)}</p>}
      </div>
    </div>
  )
}

/** The id of a field's control on the page. */
export function fieldId(form: string, field: string): string {
  return `${form}-${field.replaceAll('.', '-')}`
}

/** Moves the focus to a field and brings it into view. */
export function focusField(id: string): void {
  const place = document.getElementById(id)
  const focusable = 'input,textarea,button,[tabindex]'
  const control = place?.matches(focusable) ? place : place?.querySelector<HTMLElement>(focusable)
  control?.focus()
  control?.scrollIntoView({ block: 'nearest' })
}

/** The field that F8 goes to: the next with a gap after the one in focus, round and round. */
export function nextGap(fields: readonly string[], current: string | undefined, step: 1 | -1) {
  if (fields.length === 0) return undefined
  const at = current === undefined ? -1 : fields.indexOf(current)
  if (at < 0) return step === 1 ? fields[0] : fields.at(-1)
  return fields[(at + step + fields.length) % fields.length]
}
