import { Button } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { isComposing } from '#renderer/lib/composition.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** A small form inside a record: Ctrl+Enter saves, Esc closes it, and what is refused is said. */
export function InlineForm({
  label,
  save,
  lacking,
  error,
  pending,
  onSave,
  onCancel,
  children,
}: {
  readonly label: string
  /** The word on the button that saves. */
  readonly save: string
  /** What is still missing, said beside the button; undefined when the form is whole. */
  readonly lacking: string | undefined
  readonly error: unknown
  readonly pending: boolean
  readonly onSave: () => void
  readonly onCancel: () => void
  readonly children: ReactNode
}) {
  const { t } = useTranslation('records')
  function take() {
    if (lacking === undefined && !pending) onSave()
  }
  function press(key: KeyboardEvent) {
    if (isComposing(key)) return
    if (key.key === 'Enter' && (key.ctrlKey || key.metaKey)) {
      key.preventDefault()
      take()
    }
    if (key.key !== 'Escape') return
    key.stopPropagation()
    onCancel()
  }
  return (
    // Keys of the fields inside, gathered in one place.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className="step-form" role="group" aria-label={label} onKeyDown={press}>
      {children}
      <Refusal error={error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={lacking === undefined ? 'primary' : 'dashed'}
          loading={pending}
          onClick={take}
        >
          {save} <kbd className="key-cap">Ctrl Enter</kbd>
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('inline.cancel')}
        </Button>
        {lacking !== undefined && <span className="note">{lacking}</span>}
      </div>
    </div>
  )
}
