import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

import { handoverClasses } from '#db/kernel/codes.ts'
import { problemContract, type HandoverFields } from '#db/problem/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field } from '#renderer/records/field.tsx'

import type { ProblemRecord } from './problem-form-model.ts'
import { StepFrame } from './step-frame.tsx'

type Props = {
  readonly problem: ProblemRecord
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** 移交: to whom, when and of which class. Nothing of the clue is written here (INV-38). */
export function HandoverForm({ problem, onDone, onCancel }: Props) {
  const { t } = useTranslation('problem')
  const today = useToday()
  const [toBody, setToBody] = useState('')
  const [handedOn, setHandedOn] = useState(today)
  const [kind, setKind] = useState<z.output<typeof HandoverFields>['class']>('discipline')
  const handOver = useCaseCommand(problemContract.handOver)
  const input = { id: problem.id, toBody, handedOn, class: kind }
  return (
    <StepFrame
      event="handOver"
      ready={toBody.trim() !== ''}
      pending={handOver.isPending}
      error={handOver.error}
      onTake={() => handOver.mutate(input, { onSuccess: onDone })}
      onCancel={onCancel}
    >
      <Field id="handover-toBody" label={t('handover.toBody')}>
        <Input
          id="handover-toBody"
          autoFocus
          maxLength={100}
          value={toBody}
          onChange={({ target }) => setToBody(target.value)}
        />
      </Field>
      <Field id="handover-class" label={t('handover.class')}>
        <Select
          id="handover-class"
          options={useCodeOptions(handoverClasses)}
          value={kind}
          onChange={setKind}
        />
      </Field>
      <Field id="handover-handedOn" label={t('handover.handedOn')}>
        <CivilDateInput
          id="handover-handedOn"
          value={handedOn}
          onChange={(date) => setHandedOn(date ?? handedOn)}
        />
      </Field>
    </StepFrame>
  )
}

/** 并入: another of the same unit is chosen by hand; those with the most like text come first. */
export function MergeForm({ problem, onDone, onCancel }: Props) {
  const { t } = useTranslation('problem')
  const [into, setInto] = useState<string>()
  const [basis, setBasis] = useState('')
  const others = useCaseQuery(problemContract.similar, { id: problem.id }).data
  const merge = useCaseCommand(problemContract.merge)
  return (
    <StepFrame
      event="merge"
      ready={into !== undefined && basis.trim() !== ''}
      pending={merge.isPending}
      error={merge.error}
      onTake={() => {
        if (into !== undefined) {
          merge.mutate({ id: problem.id, into, basis }, { onSuccess: onDone })
        }
      }}
      onCancel={onCancel}
    >
      {others?.length === 0 && <p className="note">{t('merge.none')}</p>}
      <Field id="merge-into" label={t('merge.into')}>
        <Select
          id="merge-into"
          options={(others ?? []).map(({ id, no, what }) => ({
            value: id,
            label: t('merge.other', { no, what }),
          }))}
          value={into ?? null}
          onChange={(id) => setInto(id ?? undefined)}
        />
      </Field>
      <Field id="merge-basis" label={t('step.basis.merge')}>
        <Input.TextArea
          id="merge-basis"
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={basis}
          onChange={({ target }) => setBasis(target.value)}
        />
      </Field>
    </StepFrame>
  )
}
