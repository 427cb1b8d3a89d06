import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { localgroupContract } from '#db/localgroup/contract.ts'
import { useCaseCommand } from '#renderer/lib/case-client.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useToday } from '#renderer/lib/today.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { Field, fieldId } from '#renderer/records/field.tsx'
import { InlineForm } from '#renderer/records/inline-form.tsx'

import { GroupUnitSelect } from './group-unit-select.tsx'
import type { LocalGroup } from './localgroup-drawer.tsx'

const Form = z.object({
  unitId: z.string().nullable(),
  answeredOn: z.string(),
  question: z.string(),
  answer: z.string(),
})

/** What the group was asked of one of its units, and what it answered. */
export function AskForm({
  group,
  onDone,
}: {
  readonly group: LocalGroup
  readonly onDone: () => void
}) {
  const { t } = useTranslation('localgroup')
  const today = useToday()
  const [form, setForm] = useKeptState(`localgroup.ask.${group.id}`, Form, {
    unitId: null,
    answeredOn: today,
    question: '',
    answer: '',
  })
  const ask = useCaseCommand(localgroupContract.ask)
  const { unitId } = form
  const written = form.answeredOn !== '' && form.question.trim() !== '' && form.answer.trim() !== ''
  const field = (name: string) => fieldId('ask', name)
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  function save() {
    if (unitId !== null) {
      ask.mutate({ localGroupId: group.id, ...form, unitId }, { onSuccess: onDone })
    }
  }
  return (
    <InlineForm
      label={t('answer.add')}
      save={t('answer.save')}
      lacking={unitId !== null && written ? undefined : t('answer.lacking')}
      error={ask.error}
      pending={ask.isPending}
      onSave={save}
      onCancel={onDone}
    >
      <Field id={field('unitId')} label={t('answer.unit')}>
        <GroupUnitSelect
          id={field('unitId')}
          group={group}
          value={unitId}
          onChange={(chosen) => set({ unitId: chosen })}
        />
      </Field>
      <Field id={field('answeredOn')} label={t('answer.answeredOn')}>
        <CivilDateInput
          id={field('answeredOn')}
          value={form.answeredOn}
          onChange={(date) => set({ answeredOn: date ?? '' })}
        />
      </Field>
      <WordFields form={form} onChange={set} />
    </InlineForm>
  )
}

function WordFields({
  form,
  onChange,
}: {
  readonly form: z.infer<typeof Form>
  readonly onChange: (change: Partial<z.infer<typeof Form>>) => void
}) {
  const { t } = useTranslation('localgroup')
  const field = (name: string) => fieldId('ask', name)
  return (
    <>
      <Field id={field('question')} label={t('answer.question')}>
        <Input
          id={field('question')}
          maxLength={500}
          value={form.question}
          onChange={({ target }) => onChange({ question: target.value })}
        />
      </Field>
      <Field id={field('answer')} label={t('answer.answer')}>
        <Input.TextArea
          id={field('answer')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={2000}
          value={form.answer}
          onChange={({ target }) => onChange({ answer: target.value })}
        />
      </Field>
    </>
  )
}
