import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'

import { HistoryEntries } from './record-history.tsx'

type Chosen = { readonly table: 'member' | 'round'; readonly id: string }

/** The histories of records that have no page of their own: members and rounds. */
export function OtherHistories() {
  const { t } = useTranslation('journal')
  const [chosen, setChosen] = useState<Chosen>()
  const members = useCaseQuery(casefileContract.members, {}).data ?? []
  const rounds = useCaseQuery(visitContract.rounds, {}).data ?? []
  const records = [
    ...members.map(({ id, name }) => ({ table: 'member' as const, id, label: name })),
    ...rounds.map(({ id, no }) => ({
      table: 'round' as const,
      id,
      label: t('visit:roundNo', { no }),
    })),
  ]
  const optionsOf = (table: Chosen['table']) =>
    records
      .filter((record) => record.table === table)
      .map(({ id, label }) => ({ value: `${table} ${id}`, label }))
  return (
    <div className="journal-others">
      <Select
        aria-label={t('history.choose')}
        placeholder={t('history.choose')}
        className="journal-choose"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={[
          { label: t('table.member'), options: optionsOf('member') },
          { label: t('table.round'), options: optionsOf('round') },
        ]}
        onChange={(value?: string) =>
          setChosen(records.find(({ table, id }) => `${table} ${id}` === value))
        }
      />
      {chosen && <HistoryEntries key={chosen.id} table={chosen.table} id={chosen.id} />}
    </div>
  )
}
