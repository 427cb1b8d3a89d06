import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { DefectCode } from '#db/defect/contract.ts'
import { namedDefects } from '#db/kernel/named-defects.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { Field, fieldId, type Gap } from '#renderer/records/field.tsx'
import { CodeSelect } from '#renderer/ui/code-select.tsx'
import { UnitPicker } from '#renderer/ui/unit-picker.tsx'
import { VisitPicker } from '#renderer/visit/visit-picker.tsx'

import type { DefectForm } from './defect-form-model.ts'

type Props = {
  readonly form: DefectForm
  readonly onChange: (form: DefectForm) => void
  readonly gaps: readonly Gap[]
}

type Name = keyof DefectForm

function useFields({ form, onChange, gaps }: Props) {
  const { t } = useTranslation('defect')
  const field = (name: Name) => ({
    id: fieldId('defect', name),
    label: t(`form.${name}`),
    gap: gaps.find((gap) => gap.field === name),
  })
  const area = (name: 'what' | 'measure' | 'evidence') => (
    <Input.TextArea
      id={fieldId('defect', name)}
      autoSize={{ minRows: 3, maxRows: 10 }}
      maxLength={5000}
      value={form[name]}
      onChange={({ target }) => onChange({ ...form, [name]: target.value })}
    />
  )
  const line = (name: 'name' | 'place', maxLength: number) => (
    <Input
      id={fieldId('defect', name)}
      maxLength={maxLength}
      value={form[name]}
      onChange={({ target }) => onChange({ ...form, [name]: target.value })}
    />
  )
  const date = (name: 'seenOn' | 'dueOn') => (
    <CivilDateInput
      id={fieldId('defect', name)}
      value={form[name]}
      onChange={(day) => onChange({ ...form, [name]: day ?? '' })}
    />
  )
  return { field, area, line, date }
}

/** Which defect it is, when and where it showed, and the fact. */
export function SeenFields(props: Props) {
  const { t } = useTranslation('defect')
  const { form, onChange } = props
  const { field, area, line, date } = useFields(props)
  return (
    <section className="card form-card" aria-label={t('form.seen')}>
      <h2 className="card-title form-card-head">{t('form.seen')}</h2>
      <Field {...field('code')} hint={t('form.codeHint')}>
        <CodeSelect
          id={fieldId('defect', 'code')}
          list={namedDefects}
          value={form.code}
          onChange={(code) => onChange({ ...form, code: DefectCode.safeParse(code).data ?? null })}
        />
      </Field>
      {form.code === 'own' && <Field {...field('name')}>{line('name', 60)}</Field>}
      <Field {...field('seenOn')}>{date('seenOn')}</Field>
      <Field {...field('what')} hint={t('form.whatHint')}>
        {area('what')}
      </Field>
      <Field {...field('place')}>{line('place', 200)}</Field>
      <Field {...field('unitId')} hint={t('form.unitHint')}>
        <UnitPicker
          id={fieldId('defect', 'unitId')}
          allowClear
          value={form.unitId}
          onChange={(unitId) => onChange({ ...form, unitId, visitId: null })}
        />
      </Field>
      {form.unitId !== null && (
        <Field {...field('visitId')}>
          <VisitPicker
            id={fieldId('defect', 'visitId')}
            unitId={form.unitId}
            value={form.visitId}
            onChange={(visitId) => onChange({ ...form, visitId })}
          />
        </Field>
      )}
    </section>
  )
}

/** Who mends it, how, until when, and what shows that it is mended. */
export function CorrectionFields(props: Props) {
  const { t } = useTranslation('defect')
  const { form, onChange } = props
  const { field, area, date } = useFields(props)
  const members = useCaseQuery(casefileContract.members, {}).data ?? []
  return (
    <section className="card form-card" aria-label={t('form.correction')}>
      <h2 className="card-title form-card-head">{t('form.correction')}</h2>
      <Field {...field('ownerId')}>
        <Select<string | null>
          id={fieldId('defect', 'ownerId')}
          allowClear
          value={form.ownerId}
          onChange={(ownerId) => onChange({ ...form, ownerId: ownerId ?? null })}
          options={members
            .filter(({ active, id }) => active || id === form.ownerId)
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field {...field('measure')}>{area('measure')}</Field>
      <Field {...field('dueOn')}>{date('dueOn')}</Field>
      <Field {...field('evidence')} hint={t('form.evidenceHint')}>
        {area('evidence')}
      </Field>
    </section>
  )
}
