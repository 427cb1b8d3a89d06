import { useTranslation } from 'react-i18next'
import type { z } from 'zod'

import { type DueItem, todayContract } from '#db/today/contract.ts'
import { formatDate } from '#renderer/lib/format.ts'
import type { Column } from '#renderer/records/record-grid.tsx'

import { useDueWords } from './due-words.ts'

export const DueSort = todayContract.items.input.shape.sort.unwrap()
export type DueSort = z.infer<typeof DueSort>

/** The columns of the list of what there is to do. */
export function useDueColumns(): Column<DueItem, DueSort>[] {
  const { t } = useTranslation('today')
  const words = useDueWords()
  return [
    {
      key: 'kind',
      title: t('column.kind'),
      sort: 'kind',
      width: '124px',
      cell: ({ kind }) => t(`kind.${kind}`),
    },
    {
      key: 'where',
      title: t('column.where'),
      sort: 'unitName',
      width: 'minmax(130px, 1fr)',
      cell: (item) => words(item).where,
    },
    {
      key: 'about',
      title: t('column.about'),
      width: 'minmax(200px, 3fr)',
      cell: (item) => <span title={words(item).about}>{words(item).about}</span>,
    },
    {
      key: 'dueOn',
      title: t('column.dueOn'),
      sort: 'dueOn',
      width: '128px',
      cell: ({ dueOn }) =>
        dueOn === null ? t('column.undated') : formatDate(dueOn, { year: true }),
    },
    {
      key: 'due',
      title: t('column.due'),
      width: '120px',
      cell: (item) => (
        <span className={item.when === 'overdue' ? 'due-late' : undefined}>{words(item).due}</span>
      ),
    },
    {
      key: 'who',
      title: t('column.who'),
      width: '120px',
      cell: (item) => words(item).who,
    },
  ]
}
