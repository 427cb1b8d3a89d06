import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import type { TFunction } from 'i18next'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

import type { Period } from '#db/kernel/dates.ts'
import { unitContract } from '#db/unit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useComposedText } from '#renderer/lib/composition.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { UnitName, UnitPicker } from '#renderer/ui/unit-picker.tsx'

import { CivilDateInput } from './civil-date-input.tsx'
import { ChoiceChip, FilterChip } from './filter-chip.tsx'

type ChipProps<V> = { readonly value: V; readonly onChange: (value: V) => void }

/** One unit. */
export function UnitChip({ value, onChange }: ChipProps<string | null>) {
  const { t } = useTranslation('visit')
  return (
    <FilterChip
      name={t('chip.unit')}
      value={value === null ? null : <UnitName id={value} />}
      onClear={() => onChange(null)}
    >
      <UnitPicker
        value={value}
        onChange={onChange}
        allowClear
        includeClosed
        aria-label={t('chip.unit')}
      />
    </FilterChip>
  )
}

/** Prefectures whose units count. */
export function PrefectureChip({ value, onChange }: ChipProps<string[]>) {
  const { t } = useTranslation('visit')
  const prefectures = useCaseQuery(unitContract.prefectures, {})
  return (
    <ChoiceChip
      name={t('chip.prefecture')}
      options={(prefectures.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  )
}

/** A span of dates, either end open. */
export function PeriodChip({ value, onChange }: ChipProps<Period>) {
  const { t } = useTranslation('visit')
  const { from, to } = value
  return (
    <FilterChip
      name={t('chip.period')}
      value={from === null && to === null ? null : periodWords(value, t)}
      onClear={() => onChange({ from: null, to: null })}
    >
      <div className="filter-period">
        <CivilDateInput
          aria-label={t('chip.from')}
          placeholder={t('chip.from')}
          value={from}
          onChange={(date) => onChange({ ...value, from: date })}
        />
        –
        <CivilDateInput
          aria-label={t('chip.to')}
          placeholder={t('chip.to')}
          value={to}
          onChange={(date) => onChange({ ...value, to: date })}
        />
      </div>
    </FilterChip>
  )
}

function periodWords({ from, to }: Period, t: TFunction<'visit'>): string {
  const first = from === null ? undefined : formatDate(from, { year: true })
  const last = to === null ? undefined : formatDate(to, { year: true })
  if (first === undefined) return t('chip.until', { date: last })
  return last === undefined ? t('chip.since', { date: first }) : `${first} – ${last}`
}

/** Milliseconds without a key before the list is asked again. */
const PAUSE = 250

/** A text that the records must contain; on Ctrl+F. */
export function TextFilter({
  value,
  onChange,
  placeholder,
  field,
}: ChipProps<string> & {
  readonly placeholder: string
  readonly field: RefObject<InputRef | null>
}) {
  const [text, setText] = useState(value)
  const [sought, setSought] = useState(value)
  const [seen, setSeen] = useState(value)
  const [told, setTold] = useState(value)
  const composed = useComposedText(setSought)
  const tell = useEffectEvent((asked: string) => {
    if (asked === value) return
    setTold(asked)
    onChange(asked)
  })
  useEffect(() => {
    const timer = setTimeout(() => tell(sought), PAUSE)
    return () => clearTimeout(timer)
  }, [sought])
  // The address can change without this field: Back, or a link with another question.
  if (value !== seen) {
    setSeen(value)
    if (value !== told) {
      setTold(value)
      setText(value)
      setSought(value)
    }
  }
  return (
    <span {...composed.handlers} className="filter-text">
      <Input
        ref={field}
        size="small"
        allowClear
        maxLength={100}
        prefix={<SearchOutlined />}
        value={text}
        placeholder={placeholder}
        aria-label={placeholder}
        onChange={({ target }) => {
          setText(target.value)
          composed.onSearch(target.value)
        }}
      />
    </span>
  )
}
