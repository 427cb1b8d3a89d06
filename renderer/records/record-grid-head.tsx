import { useTranslation } from 'react-i18next'

import type { Column } from './record-grid.tsx'

export type Sorting<Sort extends string> = { readonly by: Sort; readonly descending: boolean }

/** The heads of the columns; those that the list can be sorted by are buttons. */
export function RecordGridHead<Row, Sort extends string>({
  columns,
  tracks,
  sorting,
  onSort,
  picks,
}: {
  readonly tracks: string | undefined
  readonly columns: readonly Column<Row, Sort>[]
  readonly sorting: Sorting<Sort>
  readonly onSort: (sorting: Sorting<Sort>) => void
  /** Whether each row has a tick before its columns. */
  readonly picks: boolean
}) {
  const { t } = useTranslation('visit')
  return (
    <div role="rowgroup" className="record-head">
      <div
        role="row"
        aria-rowindex={1}
        className="record-head-row"
        style={{ gridTemplateColumns: tracks }}
      >
        {picks && (
          <div role="columnheader" className="record-cell">
            <span className="visually-hidden">{t('batch.pick')}</span>
          </div>
        )}
        {columns.map(({ key, title, sort, numeric }) => {
          const sorted = sort !== undefined && sort === sorting.by
          const direction = sorting.descending ? 'descending' : 'ascending'
          return (
            <div
              key={key}
              role="columnheader"
              className={`record-cell${numeric ? ' record-numeric' : ''}`}
              aria-sort={sorted ? direction : undefined}
            >
              {sort === undefined ? (
                title
              ) : (
                <button
                  type="button"
                  title={t('records.sortBy', { column: title })}
                  onClick={() =>
                    onSort({ by: sort, descending: sorted ? !sorting.descending : true })
                  }
                >
                  {title}
                  <span aria-hidden="true" className="record-sort">
                    {sorted ? (sorting.descending ? '▾' : '▴') : ''}
                  </span>
                </button>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
