import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { waysFound } from '#db/kernel/codes.ts'
import type { OwnProblemRow } from '#db/ownlist/contract.ts'
import type { Workbook } from '#electron/shell/contract.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import type { Column } from '#renderer/records/record-grid.tsx'

export const OwnListSort = z.enum(['listedOn', 'unitName'])
export type OwnListSort = z.infer<typeof OwnListSort>

/** The columns of what units list as their own problems. */
export function useOwnListColumns(): Column<OwnProblemRow, OwnListSort>[] {
  const { t } = useTranslation('ownlist')
  const word = useCodeWord()
  return [
    {
      key: 'listedOn',
      title: t('listedOn'),
      sort: 'listedOn',
      cell: ({ listedOn }) => formatDate(listedOn, { year: true }),
    },
    { key: 'unit', title: t('column.unit'), sort: 'unitName', cell: ({ unitName }) => unitName },
    { key: 'text', title: t('words'), cell: ({ text }) => <span title={text}>{text}</span> },
    { key: 'way', title: t('wayFound'), cell: ({ wayFound }) => word(waysFound, wayFound) },
    { key: 'claimedBy', title: t('claimedBy'), cell: ({ claimedBy }) => claimedBy },
    {
      key: 'match',
      title: t('match'),
      cell: ({ matchesNo, matchesProblemId }) =>
        matchesProblemId === null ? (
          <span className="note">{t('noMatch')}</span>
        ) : (
          <Link to="/problems" search={{ open: matchesProblemId }} className="number-link">
            {t('matchNo', { no: matchesNo })}
          </Link>
        ),
    },
  ]
}

/** Gives the workbook of the units' own lists in the language on screen. */
export function useOwnListWorkbook() {
  const { t } = useTranslation('ownlist')
  const word = useCodeWord()
  return (rows: readonly OwnProblemRow[], heading: readonly string[]): Workbook => ({
    suggestedName: t('title'),
    sheets: [
      {
        name: t('title'),
        heading: [...heading],
        columns: [
          { title: t('listedOn'), width: 12 },
          { title: t('column.unit'), width: 28 },
          { title: t('words'), width: 60 },
          { title: t('wayFound'), width: 14 },
          { title: t('claimedBy'), width: 14 },
          { title: t('match'), width: 10 },
        ],
        rows: rows.map((row) => [
          row.listedOn,
          row.unitName,
          row.text,
          word(waysFound, row.wayFound),
          row.claimedBy,
          row.matchesNo,
        ]),
      },
    ],
  })
}
