import type { InputRef } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'

import { unitKinds, unitLevels } from '#db/kernel/codes.ts'
import { rectKinds } from '#db/kernel/rectification.ts'
import { Lateness, RectFilter, RectState } from '#db/rectification/records.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { PeriodChip, TextFilter, UnitChip } from '#renderer/records/common-chips.tsx'
import { ChoiceChip } from '#renderer/records/filter-chip.tsx'

type Props = {
  readonly filter: RectFilter
  readonly onChange: (change: Partial<RectFilter>) => void
  readonly textField: RefObject<InputRef | null>
}

const Warning = RectFilter.shape.warning.unwrap()

/** The question of the rectification page, part by part. */
export function RectChips({ filter, onChange, textField }: Props) {
  const { t } = useTranslation('rectification')
  const levels = useCodeOptions(unitLevels)
  const kinds = useCodeOptions(unitKinds)
  return (
    <>
      <TextFilter
        field={textField}
        value={filter.text}
        placeholder={t('chip.text')}
        onChange={(text) => onChange({ text })}
      />
      <UnitChip value={filter.unitId} onChange={(unitId) => onChange({ unitId })} />
      <ChoiceChip
        name={t('chip.state')}
        options={RectState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
        value={filter.itemStates}
        onChange={(itemStates) => onChange({ itemStates })}
      />
      <ChoiceChip
        name={t('chip.lateness')}
        options={Lateness.options.map((value) => ({ value, label: t(`lateness.${value}`) }))}
        value={filter.lateness}
        onChange={(lateness) => onChange({ lateness })}
      />
      <ChoiceChip
        name={t('chip.warning')}
        options={Warning.options
          .filter((value) => value !== 'all')
          .map((value) => ({ value, label: t(`warning.${value}`) }))}
        value={filter.warning === 'all' ? [] : [filter.warning]}
        onChange={(chosen) => onChange({ warning: chosen.at(-1) ?? 'all' })}
      />
      <ChoiceChip
        name={t('column.kind')}
        options={useCodeOptions(rectKinds)}
        value={filter.itemKinds}
        onChange={(itemKinds) => onChange({ itemKinds })}
      />
      <ChoiceChip
        name={t('chip.level')}
        options={levels}
        value={filter.levels}
        onChange={(chosen) => onChange({ levels: chosen })}
      />
      <ChoiceChip
        name={t('chip.unitKind')}
        options={kinds}
        value={filter.unitKinds}
        onChange={(chosen) => onChange({ unitKinds: chosen })}
      />
      <PeriodChip value={filter.period} onChange={(period) => onChange({ period })} />
    </>
  )
}
