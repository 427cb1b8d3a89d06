import { useTranslation } from 'react-i18next'

import { problemSources, severities, winds } from '#db/kernel/codes.ts'
import { ProblemSource, type ProblemType, Wind } from '#db/problem/contract.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { Field, fieldId, type Gap } from '#renderer/records/field.tsx'
import { Segments } from '#renderer/records/segments.tsx'
import { CodeSelect } from '#renderer/ui/code-select.tsx'
import { UnitName, UnitPicker } from '#renderer/ui/unit-picker.tsx'

import { type ProblemForm, withType } from './problem-form-model.ts'
import { TypePicker } from './type-picker.tsx'
import { TypeName } from './type-select.tsx'

type Props = {
  readonly form: ProblemForm
  readonly onChange: (form: ProblemForm) => void
  readonly gaps: readonly Gap[]
  readonly types: readonly ProblemType[]
}

/** What kind of problem it is: whose, when found, of what type, how heavy, from where. */
export function ProblemFields({ form, onChange, gaps, types }: Props) {
  const { t } = useTranslation('problem')
  const set = (change: Partial<ProblemForm>) => onChange({ ...form, ...change })
  const field = useFields(gaps)
  return (
    <section className="card form-card" aria-label={t('form.fields')}>
      <PlaceFields form={form} onChange={onChange} gaps={gaps} types={types} />
      <Field {...field('wind')} hint={t('form.windNote')}>
        <CodeSelect
          id={fieldId('problem', 'wind')}
          list={winds}
          allowClear
          placeholder={t('form.noWind')}
          value={form.wind}
          onChange={(code) => set({ wind: Wind.safeParse(code).data ?? null })}
        />
      </Field>
      <Field {...field('severity')}>
        <Segments
          id={fieldId('problem', 'severity')}
          label={t('form.severity')}
          options={useCodeOptions(severities)}
          value={form.severity}
          onChange={(severity) => set({ severity })}
        />
      </Field>
      <Field {...field('source')}>
        <CodeSelect
          id={fieldId('problem', 'source')}
          list={problemSources}
          placeholder={t('form.choose')}
          value={form.source}
          onChange={(code) => set({ source: ProblemSource.safeParse(code).data ?? null })}
        />
      </Field>
    </section>
  )
}

/** Unit, day and type. A problem that hangs on a look keeps those of the look (INV-24). */
function PlaceFields({ form, onChange, gaps, types }: Props) {
  const { t } = useTranslation('problem')
  const set = (change: Partial<ProblemForm>) => onChange({ ...form, ...change })
  const field = useFields(gaps)
  const linked = form.exposureId !== null
  return (
    <>
      <Field {...field('unitId')}>
        {linked && form.unitId !== null ? (
          <p id={fieldId('problem', 'unitId')} className="field-fixed">
            <UnitName id={form.unitId} />
          </p>
        ) : (
          <UnitPicker
            id={fieldId('problem', 'unitId')}
            value={form.unitId}
            onChange={(unitId) => set({ unitId })}
          />
        )}
      </Field>
      <Field {...field('foundOn')}>
        <CivilDateInput
          id={fieldId('problem', 'foundOn')}
          value={form.foundOn}
          onChange={(date) => set({ foundOn: date ?? '' })}
        />
      </Field>
      <Field {...field('problemType')} hint={linked ? t('form.linkedNote') : undefined}>
        {linked && form.problemType !== null ? (
          <p id={fieldId('problem', 'problemType')} className="field-fixed">
            <TypeName id={form.problemType} />
          </p>
        ) : (
          <TypePicker
            id={fieldId('problem', 'problemType')}
            placeholder={t('form.typeHint')}
            value={form.problemType}
            onChange={(problemType) => onChange(withType(form, problemType, types))}
          />
        )}
      </Field>
    </>
  )
}

/** Gives the label, the id and the gap of a field by its name. */
function useFields(gaps: readonly Gap[]) {
  const { t } = useTranslation('problem')
  return (name: string) => ({
    id: fieldId('problem', name),
    label: t(`form.${name}`),
    gap: gaps.find((gap) => gap.field === name),
  })
}
