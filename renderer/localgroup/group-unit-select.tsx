import { Select } from 'antd'
import { useTranslation } from 'react-i18next'

import type { LocalGroup } from './localgroup-drawer.tsx'

/** Picks one of the units that the group answers for, or once did. */
export function GroupUnitSelect({
  id,
  group,
  value,
  onChange,
}: {
  readonly id: string
  readonly group: LocalGroup
  readonly value: string | null
  readonly onChange: (unitId: string | null) => void
}) {
  const { t } = useTranslation('localgroup')
  const units = new Map(group.assignments.map(({ unitId, unitName }) => [unitId, unitName]))
  return (
    <Select<string | null>
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      onChange={(unitId) => onChange(unitId ?? null)}
      notFoundContent={t('assignment.none')}
      options={[...units].map(([unitId, name]) => ({ value: unitId, label: name }))}
    />
  )
}
