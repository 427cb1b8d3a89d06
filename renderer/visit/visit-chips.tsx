import type { InputRef } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'

import { notices, selections } from '#db/kernel/codes.ts'
import { visitContract, type VisitFilter } from '#db/visit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'

import {
  PeriodChip,
  PrefectureChip,
  TextFilter,
  UnitChip,
} from '#renderer/records/common-chips.tsx'
import { ChoiceChip } from '#renderer/records/filter-chip.tsx'

/** The question of the visits page, part by part. */
export function VisitChips({
  filter,
  onChange,
  textField,
}: {
  readonly filter: VisitFilter
  readonly onChange: (change: Partial<VisitFilter>) => void
  readonly textField: RefObject<InputRef | null>
}) {
  const { t } = useTranslation('visit')
  const rounds = useCaseQuery(visitContract.rounds, {})
  const states = (['open', 'closed'] as const).map((value) => ({
    value,
    label: t(`state.${value}`),
  }))
  return (
    <>
      <TextFilter
        field={textField}
        value={filter.text}
        placeholder={t('chip.text')}
        onChange={(text) => onChange({ text })}
      />
      <UnitChip value={filter.unitId} onChange={(unitId) => onChange({ unitId })} />
      <PrefectureChip
        value={filter.prefectures}
        onChange={(prefectures) => onChange({ prefectures })}
      />
      <ChoiceChip
        name={t('chip.round')}
        options={(rounds.data ?? []).map(({ id, no }) => ({
          value: id,
          label: t('roundNo', { no }),
        }))}
        value={filter.rounds}
        onChange={(chosen) => onChange({ rounds: chosen })}
      />
      <PeriodChip value={filter.period} onChange={(period) => onChange({ period })} />
      <ChoiceChip
        name={t('chip.notice')}
        options={useCodeOptions(notices)}
        value={filter.notices}
        onChange={(chosen) => onChange({ notices: chosen })}
      />
      <ChoiceChip
        name={t('chip.selection')}
        options={useCodeOptions(selections)}
        value={filter.selections}
        onChange={(chosen) => onChange({ selections: chosen })}
      />
      <ChoiceChip
        name={t('chip.state')}
        options={states}
        value={filter.state === null ? [] : [filter.state]}
        onChange={(chosen) => onChange({ state: chosen.length === 1 ? (chosen[0] ?? null) : null })}
      />
    </>
  )
}
