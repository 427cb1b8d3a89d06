import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { type Overlap, ownlistContract } from '#db/ownlist/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

const counts = ['listed', 'masses', 'group', 'allThree', 'unitOnly'] as const

/**
 * How the unit's own list, what the masses told and what the group found meet, unit by unit: numbers
 * of problems that open their records, never shares (R37, R51).
 */
export function OverlapTable({ unitId }: { readonly unitId: string | null }) {
  const { t } = useTranslation('ownlist')
  const { data: rows = [], error } = useCaseQuery(ownlistContract.overlap, { unitId })
  if (error) return <Refusal error={error} />
  if (rows.length === 0) return null
  return (
    <section className="card overlap" aria-label={t('overlap.title')}>
      <h2 className="card-title">{t('overlap.title')}</h2>
      <p className="note">{t('overlap.note')}</p>
      {/* A table that scrolls must be reachable by the keys that scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="overlap-scroll" tabIndex={0} role="group" aria-label={t('overlap.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('column.unit')}</th>
              {counts.map((key) => (
                <th key={key} scope="col">
                  {t(`overlap.${key}`)}
                </th>
              ))}
              <th scope="col">{t('overlap.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.unitId}>
                <th scope="row">{row.unitName}</th>
                {counts.map((key) => (
                  <td key={key}>{row[key]}</td>
                ))}
                <td>
                  <Unlisted row={row} mark="massesUnlisted" />
                  <Unlisted row={row} mark="groupUnlisted" />
                  {row.massesUnlisted + row.groupUnlisted === 0 && t('overlap.nothing')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** What the unit did not list, as the way to the problems themselves. */
function Unlisted({
  row,
  mark,
}: {
  readonly row: Overlap
  readonly mark: 'massesUnlisted' | 'groupUnlisted'
}) {
  const { t } = useTranslation('ownlist')
  const count = row[mark]
  if (count === 0) return null
  return (
    <Link
      to="/problems"
      search={{ unitId: row.unitId, marks: [mark] }}
      className="number-link overlap-link"
    >
      {t(`unlisted.${mark}`, { count })}
    </Link>
  )
}
