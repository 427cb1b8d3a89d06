import { Button, Checkbox, Input, Select } from 'antd'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import type { RectItem } from '#db/rectification/records.ts'
import { visitContract } from '#db/visit/contract.ts'
import { useCaseCommand, useCaseQuery } from '#renderer/lib/case-client.ts'
import { isComposing } from '#renderer/lib/composition.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useKeptState } from '#renderer/lib/kept-state.ts'
import { useToday } from '#renderer/lib/today.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { CivilDateInput } from '#renderer/records/civil-date-input.tsx'
import { UnitPicker } from '#renderer/ui/unit-picker.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import type { Action, ActionKey, FormField, ProblemActionKey } from './rect-actions.ts'

type Values = Readonly<Record<string, string>>
type Props = {
  readonly action: Action<ActionKey> | Action<ProblemActionKey>
  /** The record that the step belongs to, as the command names it. */
  readonly subject: Readonly<Record<string, string>>
  readonly unitId: string
  /** What the fields hold before anything is typed. */
  readonly before?: Values
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** What a step does, the record that it leaves, and the step itself on Ctrl+Enter. */
export function ActionForm({ action, subject, unitId, before, onDone, onCancel }: Props) {
  const { t } = useTranslation('rectification')
  const name = `rect.${action.key}.${Object.values(subject).join('.')}`
  const today = useToday()
  const days = action.fields.filter(({ kind }) => kind === 'day').map((field) => field.name)
  const [values, setValues] = useKeptState(name, z.record(z.string(), z.string()), {
    ...Object.fromEntries(days.map((day) => [day, today])),
    ...before,
  })
  const command = useCaseCommand(action.entry)
  const lacking = action.fields.filter((field) => !field.optional && !values[field.name]?.trim())

  function take() {
    if (lacking.length > 0 || command.isPending) return
    const input = { ...subject, ...action.more, ...inputOf(action.fields, values) }
    command.mutate(input, { onSuccess: onDone })
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
    <div
      className="step-form"
      role="group"
      aria-label={t(`action.${action.key}`)}
      onKeyDown={press}
    >
      <p>{t(`what.${action.key}`)}</p>
      {action.fields.map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          unitId={unitId}
          value={values[field.name] ?? ''}
          onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
        />
      ))}
      <Refusal error={command.error} />
      <FormButtons
        name={action.key}
        lacking={lacking}
        pending={command.isPending}
        onTake={take}
        onCancel={onCancel}
      />
    </div>
  )
}

type ButtonsProps = {
  readonly name: ActionKey | ProblemActionKey
  readonly lacking: readonly FormField[]
  readonly pending: boolean
  readonly onTake: () => void
  readonly onCancel: () => void
}

function FormButtons({ name, lacking, pending, onTake, onCancel }: ButtonsProps) {
  const { t } = useTranslation('rectification')
  return (
    <div className="step-buttons">
      <Button
        size="small"
        type={lacking.length === 0 ? 'primary' : 'dashed'}
        loading={pending}
        onClick={onTake}
      >
        {t(`action.${name}`)} <kbd className="key-cap">Ctrl Enter</kbd>
      </Button>
      <Button size="small" onClick={onCancel}>
        {t('form.cancel')}
      </Button>
      {lacking.length > 0 && (
        <span className="note">
          {t('form.lacking', {
            fields: lacking.map((field) => t(`field.${field.name}`)).join(t('common:listComma')),
          })}
        </span>
      )}
    </div>
  )
}

type ControlProps = {
  readonly field: FormField
  readonly unitId: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function FieldRow({ field, ...control }: ControlProps) {
  const { t } = useTranslation('rectification')
  return (
    <div className="rect-field">
      <label htmlFor={`rect-${field.name}`}>
        {t(`field.${field.name}`)}
        {field.optional && <span className="note"> {t('form.optional')}</span>}
      </label>
      <Control field={field} {...control} />
    </div>
  )
}

function ChoiceSelect({ field, value, onChange }: Omit<ControlProps, 'unitId'>) {
  const { t } = useTranslation('rectification')
  const word = useCodeWord()
  const list = field.list ?? []
  return (
    <Select
      id={`rect-${field.name}`}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('form.choose')}
      value={value === '' ? null : value}
      options={list.map(({ code }) => ({ value: code, label: word(list, code) }))}
      onChange={onChange}
    />
  )
}

function Control({ field, unitId, value, onChange }: ControlProps) {
  const { t } = useTranslation('rectification')
  const id = `rect-${field.name}`
  if (field.kind === 'unit') {
    return <UnitPicker id={id} value={value} onChange={(unit) => onChange(unit ?? '')} />
  }
  if (field.kind === 'visit') return <VisitSelect {...{ id, unitId, value, onChange }} />
  if (field.kind === 'tick') {
    return (
      <Checkbox
        id={id}
        checked={value !== ''}
        onChange={({ target }) => onChange(target.checked ? 'yes' : '')}
      />
    )
  }
  if (field.kind === 'date' || field.kind === 'day') {
    return (
      <CivilDateInput
        id={id}
        value={value === '' ? null : value}
        onChange={(date) => onChange(date ?? '')}
      />
    )
  }
  if (field.kind === 'choice') return <ChoiceSelect {...{ field, value, onChange }} />
  if (field.kind === 'line' || field.kind === 'count') {
    return (
      <Input
        id={id}
        inputMode={field.kind === 'count' ? 'numeric' : 'text'}
        value={value}
        maxLength={200}
        onChange={({ target }) =>
          onChange(field.kind === 'count' ? target.value.replaceAll(/\D/g, '') : target.value)
        }
      />
    )
  }
  return (
    <Input.TextArea
      id={id}
      autoSize={{ minRows: 2, maxRows: 6 }}
      maxLength={2000}
      placeholder={field.kind === 'milestone' ? t('form.milestoneHint') : undefined}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

/** The latest visits to the unit, on which the check may have been made. */
function VisitSelect({
  id,
  unitId,
  value,
  onChange,
}: Omit<ControlProps, 'field'> & { readonly id: string }) {
  const { t } = useTranslation('rectification')
  const question = { filter: { unitId }, limit: 50 }
  const visits = useCaseQuery(visitContract.list, question).data?.rows ?? []
  return (
    <Select
      id={id}
      placeholder={visits.length === 0 ? t('form.noVisit') : t('form.choose')}
      value={value === '' ? null : value}
      options={visits.map((visit) => ({
        value: visit.id,
        label: `${formatDate(visit.startedOn, { year: true })} ${visit.unitName}`,
      }))}
      onChange={onChange}
    />
  )
}

/** What a command is told of the fields; what was left empty is left out. */
function inputOf(fields: readonly FormField[], values: Values): object {
  const told = fields.flatMap(({ name, kind }): [string, unknown][] => {
    const value = values[name]?.trim() ?? ''
    if (value === '') return []
    if (kind === 'count') return [[name, Number(value)]]
    if (kind === 'tick') return [[name, true]]
    return [[name, kind === 'milestone' ? milestonesOf(value) : value]]
  })
  return Object.fromEntries(told)
}

/** An item as the fields of its form hold it, so that it can be changed while it is drafted. */
export function valuesOf(item: RectItem): Values {
  const { unitId, kind, measure, ownerName, ownerPost, deadline, test, milestones } = item
  const lines = milestones.map(({ dueOn, aim }) => `${dueOn} ${aim}`).join('\n')
  const held = { unitId, kind, measure, ownerName, ownerPost, test, milestones: lines }
  return { ...held, deadline: deadline ?? '' }
}

/** Lines of a date and an aim, as `2014-09-30 完成核编`. */
function milestonesOf(lines: string): object[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [dueOn = '', ...aim] = line.trim().split(/\s+/)
      return { dueOn, aim: aim.join(' ') }
    })
}
