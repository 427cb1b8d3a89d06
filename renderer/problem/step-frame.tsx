import { Button } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import type { GroupStep } from '#db/problem/contract.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** The form of one step: what it does and that it stays, its fields, and the button that takes it. */
export function StepFrame({
  event,
  ready,
  pending,
  error,
  onTake,
  onCancel,
  children,
}: {
  readonly event: GroupStep
  readonly ready: boolean
  readonly pending: boolean
  readonly error: unknown
  readonly onTake: () => void
  readonly onCancel: () => void
  readonly children: ReactNode
}) {
  const { t } = useTranslation('problem')
  function take() {
    if (ready && !pending) onTake()
  }
  function press(key: KeyboardEvent) {
    if (isComposing(key)) return
    if (key.key === 'Enter' && (key.ctrlKey || key.metaKey)) take()
    if (key.key !== 'Escape') return
    key.stopPropagation()
    onCancel()
  }
  return (
    // Keys of the fields inside, gathered in one place.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className="step-form" role="group" aria-label={t(`step.${event}`)} onKeyDown={press}>
      <p>{t(`step.what.${event}`)}</p>
      {children}
      <Refusal error={error} />
      <div className="step-buttons">
        <Button size="small" type={ready ? 'primary' : 'dashed'} loading={pending} onClick={take}>
          {t(`step.take.${event}`)} <kbd className="key-cap">Ctrl Enter</kbd>
        </Button>
        <Button size="small" onClick={onCancel}>
          {t('step.cancel')}
        </Button>
        {!ready && <span className="note">{t('step.basisFirst')}</span>}
      </div>
    </div>
  )
}
