import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { methods, notices, selections } from '#db/kernel/codes.ts'
import type { Round } from '#db/visit/contract.ts'
import { Method } from '#db/visit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { CodeSelect } from '#renderer/ui/code-select.tsx'
import { UnitPicker } from '#renderer/ui/unit-picker.tsx'

import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field, fieldId, type Gap } from '#renderer/records/field.tsx'
import { Segments } from '#renderer/records/segments.tsx'
import { RoundField } from './round-field.tsx'
import { roundOf, type VisitForm } from './visit-form-model.ts'

type Props = {
  readonly form: VisitForm
  readonly onChange: (form: VisitForm) => void
  readonly gaps: readonly Gap[]
  readonly rounds: readonly Round[]
}

/** What kind of visit it was: where, when, who went, and what the unit knew of it. */
export function VisitFields({ form, onChange, gaps, rounds }: Props) {
  const { t } = useTranslation('visit')
  const set = (change: Partial<VisitForm>) => onChange({ ...form, ...change })
  const field = (name: string) => ({
    id: fieldId('visit', name),
    label: t(`form.${name}`),
    gap: gaps.find((gap) => gap.field === name),
  })
  return (
    <section className="card form-card visit-fields" aria-label={t('form.fields')}>
      <Field {...field('unitId')}>
        <UnitPicker
          id={fieldId('visit', 'unitId')}
          value={form.unitId}
          onChange={(unitId) => set({ unitId })}
        />
      </Field>
      <DateFields form={form} onChange={set} gaps={gaps} rounds={rounds} />
      <Field {...field('method')}>
        <CodeSelect
          id={fieldId('visit', 'method')}
          list={methods}
          value={form.method}
          onChange={(code) => set(withMethod(form, Method.safeParse(code).data ?? null))}
        />
      </Field>
      <Field {...field('notice')}>
        <Segments
          id={fieldId('visit', 'notice')}
          label={t('form.notice')}
          options={useCodeOptions(notices)}
          value={form.notice}
          onChange={(notice) => set({ notice })}
        />
      </Field>
      <Field {...field('selection')} hint={t('form.selectionNote')}>
        <Segments
          id={fieldId('visit', 'selection')}
          label={t('form.selection')}
          options={useCodeOptions(selections)}
          value={form.selection}
          onChange={(chosen) => set({ selection: chosen })}
        />
      </Field>
      <MembersField form={form} onChange={set} gap={gaps.find((gap) => gap.field === 'members')} />
      <Field {...field('note')}>
        <Input.TextArea
          id={fieldId('visit', 'note')}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={5000}
          value={form.note}
          onChange={({ target }) => set({ note: target.value })}
        />
      </Field>
    </section>
  )
}

/** The method of the visit is the first proposal for what is looked at on it. */
function withMethod(form: VisitForm, method: VisitForm['method']): Partial<VisitForm> {
  const follows = form.entry.method === null || form.entry.method === form.method
  return { method, entry: follows ? { ...form.entry, method } : form.entry }
}

function DateFields({
  form,
  onChange,
  gaps,
  rounds,
}: Omit<Props, 'onChange'> & {
  readonly onChange: (change: Partial<VisitForm>) => void
}) {
  const { t } = useTranslation('visit')
  const gap = (name: string) => gaps.find((each) => each.field === name)
  const start = fieldId('visit', 'startedOn')
  const end = fieldId('visit', 'endedOn')
  return (
    <>
      <Field id={start} label={t('form.startedOn')} gap={gap('startedOn')}>
        <CivilDateInput
          id={start}
          value={form.startedOn}
          onChange={(date) => {
            const startedOn = date ?? ''
            const sameDay = form.endedOn === form.startedOn || form.endedOn < startedOn
            onChange({
              startedOn,
              endedOn: sameDay ? startedOn : form.endedOn,
              roundId: roundOf(startedOn, rounds),
            })
          }}
        />
      </Field>
      <Field id={end} label={t('form.endedOn')} gap={gap('endedOn')}>
        <CivilDateInput
          id={end}
          value={form.endedOn}
          onChange={(date) => onChange({ endedOn: date ?? '' })}
        />
      </Field>
      <RoundField
        value={form.roundId}
        day={form.startedOn}
        rounds={rounds}
        gap={gap('roundId')}
        onChange={(roundId) => onChange({ roundId })}
      />
    </>
  )
}

function MembersField({
  form,
  onChange,
  gap,
}: {
  readonly form: VisitForm
  readonly onChange: (change: Partial<VisitForm>) => void
  readonly gap: Gap | undefined
}) {
  const { t } = useTranslation('visit')
  const members = useCaseQuery(casefileContract.members, {}).data ?? []
  const id = fieldId('visit', 'members')
  return (
    <Field id={id} label={t('form.members')} gap={gap}>
      <Select
        id={id}
        mode="multiple"
        value={form.members}
        options={members
          .filter((member) => member.active || form.members.includes(member.id))
          .map((member) => ({ value: member.id, label: member.name }))}
        onChange={(chosen) => onChange({ members: chosen })}
      />
    </Field>
  )
}
