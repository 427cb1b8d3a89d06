import { useTranslation } from 'react-i18next'
import { z } from 'zod'

import { rectKinds } from '#db/kernel/rectification.ts'
import type { RectRow } from '#db/rectification/records.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import type { Column } from '#renderer/records/record-grid.tsx'

import { LateMark, RectStateMark } from './rect-marks.tsx'

export const RectSort = z.enum(['due', 'problemNo', 'unitName'])
export type RectSort = z.infer<typeof RectSort>

/** The columns of the list of items. */
export function useRectColumns(): Column<RectRow, RectSort>[] {
  const { t } = useTranslation('rectification')
  const word = useCodeWord()
  return [
    {
      key: 'no',
      title: t('column.no'),
      sort: 'problemNo',
      numeric: true,
      cell: ({ problemNo }) => problemNo,
    },
    {
      key: 'measure',
      title: t('field.measure'),
      cell: ({ measure, problem }) => <span title={problem}>{measure}</span>,
    },
    {
      key: 'unit',
      title: t('column.unit'),
      sort: 'unitName',
      cell: ({ unitName }) => unitName,
    },
    { key: 'owner', title: t('column.owner'), cell: ({ ownerName }) => ownerName },
    {
      key: 'due',
      title: t('column.due'),
      sort: 'due',
      cell: ({ due, extensions }) => (
        <>
          {due !== null && formatDate(due, { year: true })}
          {extensions > 0 && (
            <span className="note record-aside">{t('extended', { count: extensions })}</span>
          )}
        </>
      ),
    },
    {
      key: 'state',
      title: t('column.state'),
      cell: ({ state }) => <RectStateMark state={state} />,
    },
    {
      key: 'late',
      title: t('chip.lateness'),
      cell: ({ daysLate }) => <LateMark days={daysLate} />,
    },
    { key: 'kind', title: t('column.kind'), cell: ({ kind }) => word(rectKinds, kind) },
  ]
}
