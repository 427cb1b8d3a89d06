import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { problemContract, type WordStep } from '#db/problem/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'

import type { ProblemRecord } from './problem-form-model.ts'
import { StepFrame } from './step-frame.tsx'

/** A step that needs words: what was looked for against it, or why it does not hold. */
export function StepForm({
  problem,
  event,
  onDone,
  onCancel,
}: {
  readonly problem: ProblemRecord
  readonly event: z.infer<typeof WordStep>
  readonly onDone: () => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation('problem')
  const [basis, setBasis] = useKeptState(`problem.basis.${problem.id}`, z.string(), '')
  const advance = useCaseCommand(problemContract.advance)
  const against = problem.evidence.some(({ supports }) => supports === 'against')
  const ready = (event === 'confirm' && against) || basis.trim() !== ''
  const field = `problem-step-${event}`
  return (
    <StepFrame
      event={event}
      ready={ready}
      pending={advance.isPending}
      error={advance.error}
      onTake={() => advance.mutate({ id: problem.id, event, basis }, { onSuccess: onDone })}
      onCancel={onCancel}
    >
      <label htmlFor={field}>{t(`step.basis.${event}`)}</label>
      <Input.TextArea
        id={field}
        autoFocus
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={basis}
        onChange={({ target }) => setBasis(target.value)}
      />
    </StepFrame>
  )
}
