import { Button, Input } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { type GroupStep, problemContract } from '#db/problem/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

/** What the step does and that it stays; then its basis, which only a confirmation may leave out. */
export function StepForm({
  id,
  event,
  onDone,
  onCancel,
}: {
  readonly id: string
  readonly event: GroupStep
  readonly onDone: () => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation('problem')
  const [basis, setBasis] = useKeptState(`problem.basis.${id}`, z.string(), '')
  const advance = useCaseCommand(problemContract.advance)
  const ready = event === 'confirm' || basis.trim() !== ''
  const field = `problem-step-${event}`

  function take() {
    if (ready && !advance.isPending) advance.mutate({ id, event, basis }, { onSuccess: onDone })
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
      <label htmlFor={field}>{t(`step.basis.${event}`)}</label>
      <Input.TextArea
        id={field}
        autoFocus
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={basis}
        onChange={({ target }) => setBasis(target.value)}
      />
      <Refusal error={advance.error} />
      <div className="step-buttons">
        <Button
          size="small"
          type={ready ? 'primary' : 'dashed'}
          loading={advance.isPending}
          onClick={take}
        >
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
