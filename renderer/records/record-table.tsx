import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { formatCount } from '#renderer/lib/format.ts'

import type { Sorting } from './record-grid-head.tsx'
import { type Column, RecordGrid } from './record-grid.tsx'
import { MOST_ROWS, type RecordPages } from './record-pages.ts'
import type { Selection } from './use-selection.ts'

/** How many records answer the question of the page, and their list. */
export function RecordTable<Row extends { readonly id: string }, Sort extends string>({
  label,
  count,
  openId,
  onOpen,
  pages,
  batch,
  ...grid
}: {
  readonly label: string
  /** The number of records as a sentence. */
  readonly count: string
  readonly className: string
  readonly hidden?: readonly string[]
  readonly columns: readonly Column<Row, Sort>[]
  readonly pages: RecordPages<Row>
  readonly sorting: Sorting<Sort>
  readonly onSort: (sorting: Sorting<Sort>) => void
  readonly openId: string | undefined
  readonly onOpen: (id: string | undefined) => void
  readonly selection?: Selection<Row>
  /** Stands over the list while something is picked. */
  readonly batch?: ReactNode
}) {
  const { t } = useTranslation('visit')
  return (
    <section className="card record-card" aria-label={label}>
      <p className="record-count" role="status">
        <strong>{count}</strong>
        {(pages.total ?? 0) > MOST_ROWS && t('records.most', { most: formatCount(MOST_ROWS) })}
      </p>
      {batch}
      <RecordGrid
        {...grid}
        label={label}
        pages={pages}
        isOpen={({ id }) => id === openId}
        onOpen={({ id }) => onOpen(id)}
        onClose={() => onOpen(undefined)}
      />
    </section>
  )
}
