import { Button, Checkbox, DatePicker } from 'antd'
import dayjs from 'dayjs'

import { notices, selections, unitKinds, unitLevels } from '#db/kernel/codes.ts'
import type { Code } from '#db/kernel/codes.ts'
import type { Period } from '#db/kernel/dates.ts'
import type { PrevalenceQuery } from '#db/prevalence/contract.ts'
import { Notice, Selection, visitContract } from '#db/visit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'

import { QueryChip } from './query-chip.tsx'
import type { Condition, Prefecture } from './query-words.ts'
import type { Speaker } from './speaker.ts'

type Props = {
  readonly query: PrevalenceQuery
  readonly conditions: readonly Condition[]
  readonly prefectures: readonly Prefecture[]
  readonly speaker: Speaker
  readonly onChange: (query: PrevalenceQuery) => void
}

/** The one query object as chips: chart, table, matrix, sentence and files all read it. */
export function QueryBar({ query, conditions, prefectures, speaker, onChange }: Props) {
  const choose = (change: Partial<PrevalenceQuery>) => onChange({ ...query, ...change })
  const options = (list: readonly Code[]) =>
    list.map(({ code }) => ({ value: code, label: speaker.word(list, code) }))
  const choices = {
    levels: (
      <Choices
        options={options(unitLevels)}
        value={query.levels}
        onChange={(levels) => choose({ levels })}
      />
    ),
    kinds: (
      <Choices
        options={options(unitKinds)}
        value={query.kinds}
        onChange={(kinds) => choose({ kinds })}
      />
    ),
    prefectures: (
      <Choices
        options={prefectures.map(({ id, name }) => ({ value: id, label: name }))}
        value={query.prefectures}
        onChange={(ids) => choose({ prefectures: ids })}
      />
    ),
    period: (
      <PeriodChoice
        period={query.period}
        speaker={speaker}
        onChange={(period) => choose({ period })}
      />
    ),
    selections: (
      <Choices
        options={options(selections)}
        value={query.selections}
        onChange={(codes) => choose({ selections: Selection.array().parse(codes) })}
      />
    ),
    notices: (
      <Choices
        options={options(notices)}
        value={query.notices}
        onChange={(codes) => choose({ notices: Notice.array().parse(codes) })}
      />
    ),
  }
  return conditions.map(({ part, name, value, all }) => (
    <QueryChip key={part} name={name} value={value} set={!all}>
      {choices[part]}
      {!all && (
        <Button size="small" type="link" onClick={() => choose({ [part]: unset(part) })}>
          {speaker.t('query.clear')}
        </Button>
      )}
    </QueryChip>
  ))
}

function unset(part: Condition['part']) {
  return part === 'period' ? { from: null, to: null } : []
}

function Choices({
  options,
  value,
  onChange,
}: {
  readonly options: { readonly value: string; readonly label: string }[]
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
}) {
  return (
    <Checkbox.Group<string>
      className="query-options"
      options={options}
      value={[...value]}
      onChange={onChange}
    />
  )
}

function PeriodChoice({
  period,
  speaker,
  onChange,
}: {
  readonly period: Period
  readonly speaker: Speaker
  readonly onChange: (period: Period) => void
}) {
  const { t } = speaker
  const { data: rounds = [] } = useCaseQuery(visitContract.rounds, {})
  const day = (date: string | null) => (date === null ? null : dayjs(date))
  return (
    <div className="period-choice">
      {rounds.length > 0 && (
        <div className="period-rounds">
          {rounds.map(({ id, no, fromOn, toOn }) => (
            <Button key={id} size="small" onClick={() => onChange({ from: fromOn, to: toOn })}>
              {t('query.round', { no })}
            </Button>
          ))}
        </div>
      )}
      <label className="period-end">
        {t('query.from')}
        <DatePicker
          size="small"
          value={day(period.from)}
          maxDate={day(period.to) ?? dayjs('9999-12-31')}
          onChange={(date) => onChange({ ...period, from: date?.format('YYYY-MM-DD') ?? null })}
        />
      </label>
      <label className="period-end">
        {t('query.to')}
        <DatePicker
          size="small"
          value={day(period.to)}
          minDate={day(period.from) ?? dayjs('1900-01-01')}
          onChange={(date) => onChange({ ...period, to: date?.format('YYYY-MM-DD') ?? null })}
        />
      </label>
    </div>
  )
}
