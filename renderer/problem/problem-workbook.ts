import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

import { problemSources, severities } from '#db/kernel/codes.ts'
import type { ProblemRow } from '#db/problem/contract.ts'
import type { Workbook } from '#electron/shell/contract.ts'
import { useCodeWord } from '#renderer/lib/words.ts'

import { useProblemTypes } from './problem-types.ts'

export type ProblemSpeaker = {
  readonly t: TFunction<'problem'>
  readonly word: ReturnType<typeof useCodeWord>
  readonly codeOf: (type: string) => string
  readonly nameOf: (type: string) => string
}

/** The rows of problems as a sheet (问题清单); dates stay dates that every program reads. */
export function problemSheet(rows: readonly ProblemRow[], speaker: ProblemSpeaker) {
  const { t, word, codeOf, nameOf } = speaker
  const columns = [
    { title: t('column.no'), width: 8 },
    { title: t('column.foundOn'), width: 12 },
    { title: t('column.prefecture'), width: 14 },
    { title: t('column.unit'), width: 28 },
    { title: t('column.what'), width: 60 },
    { title: t('column.typeCode'), width: 8 },
    { title: t('column.type'), width: 30 },
    { title: t('column.severity'), width: 10 },
    { title: t('column.source'), width: 12 },
    { title: t('column.state'), width: 12 },
  ]
  return {
    columns,
    rows: rows.map((row) => [
      row.no,
      row.foundOn,
      row.prefectureName,
      row.unitName,
      row.what,
      codeOf(row.problemType),
      nameOf(row.problemType),
      word(severities, row.severity),
      word(problemSources, row.source),
      t(`state.${row.state}`),
    ]),
  }
}

/** Gives the workbook of a list of problems in the language on screen. */
export function useProblemWorkbook() {
  const { t } = useTranslation('problem')
  const word = useCodeWord()
  const { codeOf, nameOf } = useProblemTypes()
  return (rows: readonly ProblemRow[], heading: readonly string[]): Workbook => ({
    suggestedName: t('export.fileName'),
    sheets: [
      {
        name: t('title'),
        heading: [...heading],
        ...problemSheet(rows, { t, word, codeOf, nameOf }),
      },
    ],
  })
}
