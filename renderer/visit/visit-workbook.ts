import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

import { methods, notices, selections } from '#db/kernel/codes.ts'
import type { VisitRow } from '#db/visit/contract.ts'
import type { Workbook } from '#electron/shell/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

type CodeWord = ReturnType<typeof useCodeWord>

/** The rows of visits as a workbook sheet; dates stay dates that every program reads. */
export function visitSheet(rows: readonly VisitRow[], word: CodeWord, t: TFunction<'visit'>) {
  const columns = [
    { title: t('column.startedOn'), width: 12 },
    { title: t('column.endedOn'), width: 12 },
    { title: t('column.prefecture'), width: 14 },
    { title: t('column.unit'), width: 28 },
    { title: t('column.round'), width: 8 },
    { title: t('column.method'), width: 14 },
    { title: t('column.notice'), width: 10 },
    { title: t('column.selection'), width: 10 },
    { title: t('column.exposures'), width: 10 },
    { title: t('column.found'), width: 10 },
    { title: t('column.state'), width: 10 },
  ]
  return {
    columns,
    rows: rows.map((row) => [
      row.startedOn,
      row.endedOn,
      row.prefectureName,
      row.unitName,
      row.roundNo,
      word(methods, row.method),
      word(notices, row.notice),
      word(selections, row.selection),
      row.exposures,
      row.found,
      t(`state.${row.state}`),
    ]),
  }
}

/** Gives the workbook of a list of visits in the language on screen. */
export function useVisitWorkbook() {
  const { t } = useTranslation('visit')
  const word = useCodeWord()
  return (rows: readonly VisitRow[], heading: readonly string[]): Workbook => ({
    suggestedName: t('export.fileName'),
    sheets: [{ name: t('title'), heading: [...heading], ...visitSheet(rows, word, t) }],
  })
}
