import { useTranslation } from 'react-i18next'

import type { DueItem } from '#db/today/contract.ts'
import type { Workbook } from '#electron/shell/contract.ts'

import { useDueWords } from './due-words.ts'

/** Gives the list of what there is to do in the language on screen. */
export function useDueWorkbook() {
  const { t } = useTranslation('today')
  const words = useDueWords()
  return (rows: readonly DueItem[], heading: readonly string[]): Workbook => ({
    suggestedName: t('list'),
    sheets: [
      {
        name: t('list'),
        heading: [...heading],
        columns: [
          { title: t('column.kind'), width: 14 },
          { title: t('column.where'), width: 26 },
          { title: t('column.about'), width: 60 },
          { title: t('column.dueOn'), width: 12 },
          { title: t('column.due'), width: 14 },
          { title: t('column.who'), width: 14 },
        ],
        rows: rows.map((item) => {
          const { where, about, due, who } = words(item)
          return [t(`kind.${item.kind}`), where, about, item.dueOn, due, who]
        }),
      },
    ],
  })
}
