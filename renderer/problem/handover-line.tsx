import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { handoverClasses } from '#db/kernel/codes.ts'
import { problemContract } from '#db/problem/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { Field } from '#renderer/records/field.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import type { ProblemRecord } from './problem-form-model.ts'

/** To whom it was handed over, and that it arrived there; both without what it is about (R66). */
export function Handover({
  problemId,
  handover,
}: {
  readonly problemId: string
  readonly handover: NonNullable<ProblemRecord['handover']>
}) {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  return (
    <>
      <p>
        {t('handover.line', {
          date: formatDate(handover.handedOn, { year: true }),
          body: handover.toBody,
          kind: word(handoverClasses, handover.class),
        })}{' '}
        {handover.receivedOn !== null &&
          t('handover.received', { date: formatDate(handover.receivedOn, { year: true }) })}
      </p>
      {handover.receivedOn === null && <Receipt problemId={problemId} />}
    </>
  )
}

function Receipt({ problemId }: { readonly problemId: string }) {
  const { t } = useTranslation('problem')
  const today = useToday()
  const [open, setOpen] = useState(false)
  const [receivedOn, setReceivedOn] = useState(today)
  const receive = useCaseCommand(problemContract.receive)
  if (!open) {
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {t('handover.receive')}
      </Button>
    )
  }
  return (
    <div className="step-form" role="group" aria-label={t('handover.receive')}>
      <Field id="handover-receivedOn" label={t('handover.receivedOn')}>
        <CivilDateInput
          id="handover-receivedOn"
          value={receivedOn}
          onChange={(date) => setReceivedOn(date ?? receivedOn)}
        />
      </Field>
      <Refusal error={receive.error} />
      <div className="step-buttons">
        <Button
          size="small"
          type="primary"
          loading={receive.isPending}
          onClick={() => receive.mutate({ id: problemId, receivedOn })}
        >
          {t('handover.saveReceipt')}
        </Button>
        <Button size="small" onClick={() => setOpen(false)}>
          {t('step.cancel')}
        </Button>
      </div>
    </div>
  )
}
