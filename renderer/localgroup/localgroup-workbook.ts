import { useTranslation } from 'react-i18next'

import { unitLevels } from '#db/kernel/codes.ts'
import type { LocalGroupRow } from '#db/localgroup/contract.ts'
import type { Workbook } from '#electron/shell/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

import { useCounted } from './localgroup-columns.tsx'

/** The rows of local groups as a workbook, column by column as the list shows them. */
export function useGroupWorkbook() {
  const { t } = useTranslation('localgroup')
  const word = useCodeWord()
  const counted = useCounted()
  return (rows: readonly LocalGroupRow[], heading: readonly string[]): Workbook => ({
    suggestedName: t('list'),
    sheets: [
      {
        name: t('title'),
        heading: [...heading],
        columns: [
          { title: t('column.name'), width: 30 },
          { title: t('column.level'), width: 16 },
          { title: t('column.lead'), width: 12 },
          { title: t('column.units'), width: 10 },
          { title: t('column.lastContactOn'), width: 14 },
          { title: t('column.agreed'), width: 16 },
          { title: t('column.formOnly'), width: 16 },
        ],
        rows: rows.map((row) => [
          row.name,
          word(unitLevels, row.level),
          row.leadName,
          row.units,
          row.lastContactOn,
          counted(row.agreed, row.compared),
          counted(row.formOnly, row.checks),
        ]),
      },
    ],
  })
}
