import { useTranslation } from 'react-i18next'

import type { DefectRow } from '#db/defect/contract.ts'
import type { Workbook } from '#electron/shell/contract.ts'

import { useDefectName } from './defect-columns.tsx'

/** The rows of own defects as a workbook, column by column as the list shows them. */
export function useDefectWorkbook() {
  const { t } = useTranslation('defect')
  const nameOf = useDefectName()
  return (rows: readonly DefectRow[], heading: readonly string[]): Workbook => ({
    suggestedName: t('list'),
    sheets: [
      {
        name: t('title'),
        heading: [...heading],
        columns: [
          { title: t('column.no'), width: 8 },
          { title: t('column.seenOn'), width: 12 },
          { title: t('column.name'), width: 40 },
          { title: t('column.what'), width: 60 },
          { title: t('column.owner'), width: 12 },
          { title: t('column.dueOn'), width: 12 },
          { title: t('column.state'), width: 12 },
        ],
        rows: rows.map((row) => [
          row.no,
          row.seenOn,
          nameOf(row),
          row.what,
          row.ownerName,
          row.dueOn,
          row.overdue ? `${t(`state.${row.state}`)} ${t('overdue')}` : t(`state.${row.state}`),
        ]),
      },
    ],
  })
}
