import type { InputRef } from 'antd'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'

import { channels, opinionDirectnesses, speakerKinds } from '#db/kernel/opinion-codes.ts'
import { opinionContract, type OpinionFilter } from '#db/opinion/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { useCodeOptions } from '#renderer/records/code-options.ts'
import { PeriodChip, TextFilter, UnitChip } from '#renderer/records/common-chips.tsx'
import { ChoiceChip } from '#renderer/records/filter-chip.tsx'

/** The question of the list of opinions, part by part. */
export function OpinionChips({
  filter,
  onChange,
  textField,
}: {
  readonly filter: OpinionFilter
  readonly onChange: (change: Partial<OpinionFilter>) => void
  readonly textField: RefObject<InputRef | null>
}) {
  const { t } = useTranslation('opinion')
  const yesOrNo = (yes: string, no: string) => [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ]
  const chosen = (value: boolean | null) => (value === null ? [] : [value ? 'yes' : 'no'])
  const told = (values: readonly string[]) => (values.length === 1 ? values[0] === 'yes' : null)
  return (
    <>
      <TextFilter
        field={textField}
        value={filter.text}
        placeholder={t('chip.text')}
        onChange={(text) => onChange({ text })}
      />
      <UnitChip value={filter.unitId} onChange={(unitId) => onChange({ unitId })} />
      <PeriodChip value={filter.period} onChange={(period) => onChange({ period })} />
      <ChoiceChip
        name={t('form.speakerKind')}
        options={useCodeOptions(speakerKinds)}
        value={filter.speakerKinds}
        onChange={(kinds) => onChange({ speakerKinds: kinds })}
      />
      <ChoiceChip
        name={t('form.channel')}
        options={useCodeOptions(channels)}
        value={filter.channels}
        onChange={(ways) => onChange({ channels: ways })}
      />
      <ChoiceChip
        name={t('form.directness')}
        options={useCodeOptions(opinionDirectnesses)}
        value={filter.directnesses}
        onChange={(near) => onChange({ directnesses: near })}
      />
      <ChoiceChip
        name={t('codes.title')}
        options={yesOrNo(t('column.coded'), t('column.uncoded'))}
        value={chosen(filter.coded)}
        onChange={(values) => onChange({ coded: told(values) })}
      />
      <ChoiceChip
        name={t('codes.strong')}
        options={yesOrNo(t('chip.strong'), t('chip.notStrong'))}
        value={chosen(filter.strong)}
        onChange={(values) => onChange({ strong: told(values) })}
      />
      <ClusterChip filter={filter} onChange={onChange} />
    </>
  )
}

/** There when the list was asked for from an event; it leads to another, or back to all. */
function ClusterChip({
  filter: { clusterId, unitId },
  onChange,
}: {
  readonly filter: OpinionFilter
  readonly onChange: (change: Partial<OpinionFilter>) => void
}) {
  const { t } = useTranslation('opinion')
  const asked = { enabled: clusterId !== null }
  const clusters = useCaseQuery(opinionContract.clusters, { unitId }, asked).data?.rows ?? []
  if (clusterId === null) return null
  return (
    <ChoiceChip
      name={t('cluster.title')}
      options={clusters.map(({ id, name }) => ({ value: id, label: name }))}
      value={[clusterId]}
      onChange={(ids) => onChange({ clusterId: ids.find((id) => id !== clusterId) ?? null })}
    />
  )
}
