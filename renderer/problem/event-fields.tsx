import { Input } from 'antd'
import { useTranslation } from 'react-i18next'

import { IdentityHint } from '#renderer/informant/identity-hint.tsx'
import { Field, fieldId, type Gap } from '#renderer/records/field.tsx'

import { PersonRows } from './person-rows.tsx'
import type { ProblemForm } from './problem-form-model.ts'

type Props = {
  readonly form: ProblemForm
  readonly onChange: (form: ProblemForm) => void
  readonly gaps: readonly Gap[]
}

type TextField = 'what' | 'happened' | 'place' | 'effect' | 'measure'
/** Most signs of each text, as the case file takes them. */
const MOST: Readonly<Record<TextField, number>> = {
  what: 5000,
  happened: 200,
  place: 200,
  effect: 2000,
  measure: 5000,
}

/** The event in its four parts (R70), who answers for it (R71), and what was done about it. */
export function EventFields({ form, onChange, gaps }: Props) {
  const { t } = useTranslation('problem')
  const text = (name: TextField) => ({
    name,
    value: form[name],
    gap: gaps.find(({ field }) => field === name),
    onChange: (value: string) => onChange({ ...form, [name]: value }),
  })
  return (
    <section className="card form-card event-card" aria-label={t('form.event')}>
      <header className="form-card-head">
        <h2 className="card-title">{t('form.event')}</h2>
        <span className="note">{t('form.eventNote')}</span>
      </header>
      <TextPart {...text('what')} rows={4} />
      <div className="event-pair">
        <TextPart {...text('happened')} />
        <TextPart {...text('place')} />
      </div>
      <TextPart {...text('effect')} rows={2} />
      <PersonRows
        persons={form.persons}
        gaps={gaps}
        onChange={(persons) => onChange({ ...form, persons })}
      />
      <TextPart {...text('measure')} rows={2} />
      <IdentityHint texts={[form.what, form.happened, form.place, form.effect, form.measure]} />
    </section>
  )
}

/** One part of the event; `rows` makes it a field of several lines. */
function TextPart({
  name,
  value,
  gap,
  rows,
  onChange,
}: {
  readonly name: TextField
  readonly value: string
  readonly gap: Gap | undefined
  readonly rows?: number
  readonly onChange: (value: string) => void
}) {
  const { t } = useTranslation('problem')
  const id = fieldId('problem', name)
  const shared = { id, value, maxLength: MOST[name], placeholder: t(`form.${name}Hint`) }
  return (
    <Field id={id} label={t(`form.${name}`)} gap={gap}>
      {rows === undefined ? (
        <Input {...shared} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <Input.TextArea
          {...shared}
          autoSize={{ minRows: rows, maxRows: 14 }}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}
