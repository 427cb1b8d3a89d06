import { Select } from 'antd'
import { useTranslation } from 'react-i18next'

import { methods } from '#db/kernel/codes.ts'
import { visitContract } from '#db/visit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

/** Picks one of the visits of a unit, the newest first. */
export function VisitPicker({
  id,
  unitId,
  value,
  onChange,
}: {
  readonly id: string
  readonly unitId: string | null
  readonly value: string | null
  readonly onChange: (visitId: string | null) => void
}) {
  const { t } = useTranslation('visit')
  const word = useCodeWord()
  const visits = useCaseQuery(
    visitContract.list,
    { filter: { unitId }, limit: 200 },
    { enabled: unitId !== null, keepPrevious: false },
  )
  return (
    <Select<string | null>
      id={id}
      allowClear
      value={value}
      onChange={(visitId) => onChange(visitId ?? null)}
      placeholder={unitId === null ? t('picker.unitFirst') : t('picker.placeholder')}
      notFoundContent={t('picker.none')}
      popupMatchSelectWidth={false}
      options={(visits.data?.rows ?? []).map((visit) => ({
        value: visit.id,
        label: `${formatDate(visit.startedOn, { year: true })} ${word(methods, visit.method)}`,
      }))}
    />
  )
}
