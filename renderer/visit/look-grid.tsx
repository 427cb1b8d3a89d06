import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { methods, natures } from '#db/kernel/codes.ts'
import { explainReason, useCodeWord } from '#renderer/lib/words.ts'
import { TypeName } from '#renderer/problem/type-select.tsx'

import { LookEditor } from './look-editor.tsx'
import { changeLook, lookStep, removeLook } from './looks.ts'
import { fieldId, type Gap } from '#renderer/records/field.tsx'
import { ResultMark } from './result-mark.tsx'
import type { LookItem, VisitForm } from './visit-form-model.ts'

type Props = {
  readonly form: VisitForm
  readonly onChange: (form: VisitForm) => void
  readonly gaps: readonly Gap[]
  readonly asked: boolean
  readonly onRemoved: (removed: { readonly item: LookItem; readonly at: number }) => void
}

/** The looks of a visit: arrows walk them, 1 2 3 state the result, Enter opens one for changes. */
export function LookGrid(props: Props) {
  const { gaps, asked } = props
  const { items } = props.form
  const { t } = useTranslation('visit')
  const { grid, active, edited, refused, change, remove, press, pick, done } = useLookGrid(props)

  if (items.length === 0) return <p className="look-none">{t('looks.none')}</p>
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      className="look-grid"
      aria-label={t('looks.title')}
      aria-rowcount={items.length + 1}
      aria-activedescendant={fieldId('visit', `look.${active}`)}
      onKeyDown={press}
    >
      <LookHead />
      <div role="rowgroup">
        {items.map((item, at) => (
          <LookRow
            key={item.key}
            item={item}
            at={at}
            active={at === active}
            edited={item.key === edited}
            gap={gaps.find((gap) => gap.field === `items.${at}` && (asked || isConflict(gap)))}
            onPick={() => pick(at)}
            onChange={(fields) => change(at, fields)}
            onRemove={() => remove(at)}
            onDone={done}
          />
        ))}
      </div>
      {refused && (
        <p className="control-error" role="alert">
          {explainReason({ code: 'visit.look-is-linked' })}
        </p>
      )}
    </div>
  )
}

/** Which look the keys stand on, which one is open for changes, and what the keys do. */
function useLookGrid({ form, onChange, onRemoved }: Props) {
  const grid = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const [edited, setEdited] = useState<string>()
  const [refused, setRefused] = useState(false)
  const { items } = form

  function change(at: number, fields: Partial<LookItem>) {
    const changed = changeLook(form, at, fields)
    setRefused(changed === form)
    onChange(changed)
  }
  function done() {
    setEdited(undefined)
    grid.current?.focus()
  }
  function remove(at: number) {
    const item = items[at]
    const rest = removeLook(form, at)
    setRefused(rest === form)
    if (!item || rest === form) return
    onRemoved({ item, at })
    onChange(rest)
    setActive(Math.max(at - 1, 0))
    done()
  }
  function pick(at: number) {
    setActive(at)
    setEdited(items[at]?.key)
  }
  function press(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey) return
    const asks = lookStep(event.key, active, items.length)
    if (!asks) return
    event.preventDefault()
    if (asks.step === 'move') setActive(asks.to)
    if (asks.step === 'result') change(active, { result: asks.result })
    if (asks.step === 'edit') pick(active)
    if (asks.step === 'remove') remove(active)
  }
  return { grid, active, edited, refused, change, remove, press, pick, done }
}

/** What contradicts something shows at once; what is only missing waits. */
function isConflict({ code }: Gap): boolean {
  return code === 'visit.looked-twice' || code === 'visit.found-more-than-looked'
}

function LookHead() {
  const { t } = useTranslation('visit')
  return (
    <div role="rowgroup">
      <div role="row" aria-rowindex={1} className="look-row look-head">
        {['type', 'method', 'nature', 'result', 'note'].map((column) => (
          <div key={column} role="columnheader">
            {t(`looks.${column}`)}
          </div>
        ))}
      </div>
    </div>
  )
}

type RowProps = {
  readonly item: LookItem
  readonly at: number
  readonly active: boolean
  readonly edited: boolean
  readonly gap: Gap | undefined
  readonly onPick: () => void
  readonly onChange: (fields: Partial<LookItem>) => void
  readonly onRemove: () => void
  readonly onDone: () => void
}

function LookRow(props: RowProps) {
  const { item, at, active, gap, onPick } = props
  const word = useCodeWord()
  if (props.edited) return <EditedRow {...props} />
  return (
    // The grid around the rows takes the keys for all of them.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={fieldId('visit', `look.${at}`)}
      role="row"
      aria-rowindex={at + 2}
      className={`look-row${active ? ' look-row-active' : ''}`}
      onClick={onPick}
    >
      <div role="gridcell" id={fieldId('visit', `items.${at}`)} tabIndex={-1} onFocus={onPick}>
        {item.problemType !== null && <TypeName id={item.problemType} />}
      </div>
      <div role="gridcell">{item.method !== null && word(methods, item.method)}</div>
      <div role="gridcell">{item.nature !== null && word(natures, item.nature)}</div>
      <div role="gridcell">
        <ResultMark result={item.result} />
      </div>
      <div role="gridcell" className="look-note">
        {gap ? <span className="control-error">{explainReason(gap)}</span> : item.note}
      </div>
    </div>
  )
}

/** A look that is open for changes, in the place of its row. */
function EditedRow({ item, at, gap, onChange, onDone, onRemove }: RowProps) {
  const { t } = useTranslation('visit')
  return (
    <div role="row" id={fieldId('visit', `look.${at}`)} aria-rowindex={at + 2}>
      <div role="gridcell" aria-colspan={5}>
        <LookEditor
          idPrefix={fieldId('visit', `items.${at}`)}
          title={t('looks.edited', { no: at + 1 })}
          item={item}
          onChange={onChange}
          onDone={onDone}
          onRemove={onRemove}
          gaps={gap ? [gap] : []}
          done={t('looks.done')}
          autoFocus
        />
      </div>
    </div>
  )
}
