import { useTranslation } from 'react-i18next'

import { checkResults } from '#db/kernel/rectification.ts'
import type { RectRow } from '#db/rectification/records.ts'
import type { Workbook } from '#electron/shell/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

/** Gives the 整改台账 (domain §5.3) of a list of items in the language on screen. */
export function useRectWorkbook() {
  const { t } = useTranslation('rectification')
  const word = useCodeWord()
  return (rows: readonly RectRow[], heading: readonly string[]): Workbook => ({
    suggestedName: t('list'),
    sheets: [
      {
        name: t('title'),
        heading: [...heading],
        columns: [
          { title: t('column.serial'), width: 8 },
          { title: t('column.problem'), width: 50 },
          { title: t('field.measure'), width: 50 },
          { title: t('column.unit'), width: 26 },
          { title: t('column.owner'), width: 18 },
          { title: t('column.deadline'), width: 12 },
          { title: t('column.due'), width: 12 },
          { title: t('column.state'), width: 12 },
          { title: t('column.published'), width: 12 },
          { title: t('column.check'), width: 12 },
          { title: t('column.masses'), width: 24 },
          { title: t('column.closedOn'), width: 12 },
          { title: t('column.checker'), width: 12 },
        ],
        rows: rows.map((row, index) => [
          index + 1,
          row.problem,
          row.measure,
          row.unitName,
          `${row.ownerName} ${row.ownerPost}`.trim(),
          row.deadline,
          row.due,
          t(`state.${row.state}`),
          t(`published.${row.published}`),
          row.checkResult === null ? null : word(checkResults, row.checkResult),
          row.asked === 0 ? null : t('masses', row),
          row.closedOn,
          row.checker,
        ]),
      },
    ],
  })
}
