import type { InputRef } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'

import { problemSources, severities, unitKinds, unitLevels } from '#db/kernel/codes.ts'
import { type ProblemFilter, ProblemMark, ProblemState } from '#db/problem/contract.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import {
  PeriodChip,
  PrefectureChip,
  TextFilter,
  UnitChip,
} from '#renderer/records/common-chips.tsx'
import { ChoiceChip } from '#renderer/records/filter-chip.tsx'

import { useProblemTypes } from './problem-types.ts'

type Props = {
  readonly filter: ProblemFilter
  readonly onChange: (change: Partial<ProblemFilter>) => void
}

/** The question of the problems page, part by part. */
export function ProblemChips({
  filter,
  onChange,
  textField,
}: Props & { readonly textField: RefObject<InputRef | null> }) {
  const { t } = useTranslation('problem')
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
        name={t('chip.level')}
        options={useCodeOptions(unitLevels)}
        value={filter.levels}
        onChange={(levels) => onChange({ levels })}
      />
      <ChoiceChip
        name={t('chip.kind')}
        options={useCodeOptions(unitKinds)}
        value={filter.kinds}
        onChange={(kinds) => onChange({ kinds })}
      />
      <MatterChips filter={filter} onChange={onChange} />
      <PeriodChip value={filter.period} onChange={(period) => onChange({ period })} />
    </>
  )
}

/** Of what type, in which state, how heavy, and where it came from. */
function MatterChips({ filter, onChange }: Props) {
  const { t } = useTranslation('problem')
  const { types, nameOf, codeOf } = useProblemTypes()
  return (
    <>
      <ChoiceChip
        name={t('chip.type')}
        options={types.map(({ id }) => ({
          value: id,
          label: `${codeOf(id)} ${nameOf(id)}`.trim(),
        }))}
        value={filter.problemTypes}
        onChange={(problemTypes) => onChange({ problemTypes })}
      />
      <ChoiceChip
        name={t('chip.state')}
        options={ProblemState.options.map((state) => ({
          value: state,
          label: t(`state.${state}`),
        }))}
        value={filter.states}
        onChange={(states) => onChange({ states })}
      />
      <ChoiceChip
        name={t('chip.mark')}
        options={ProblemMark.options.map((mark) => ({ value: mark, label: t(`mark.${mark}`) }))}
        value={filter.marks}
        onChange={(marks) => onChange({ marks })}
      />
      <ChoiceChip
        name={t('chip.severity')}
        options={useCodeOptions(severities)}
        value={filter.severities}
        onChange={(chosen) => onChange({ severities: chosen })}
      />
      <ChoiceChip
        name={t('chip.source')}
        options={useCodeOptions(problemSources)}
        value={filter.sources}
        onChange={(sources) => onChange({ sources })}
      />
    </>
  )
}
