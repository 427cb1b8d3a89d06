import './rectification.css'

import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { unitKinds, unitLevels } from '#db/kernel/codes.ts'
import { rectificationContract } from '#db/rectification/contract.ts'
import { type AgeRow, Lateness, RectFilter } from '#db/rectification/records.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { Segments } from '#renderer/records/segments.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { ClosingTime } from './closing-time.tsx'
import { useProblemTabs } from '#renderer/problem/problem-tabs.ts'

const route = getRouteApi('/case/problems/ageing')
const groupings = ['level', 'kind', 'unit'] as const
type Grouping = (typeof groupings)[number]

/** How late what is owed is, and how long it takes until a problem is struck off (R12, R31). */
export function AgeingPage() {
  const { t } = useTranslation('rectification')
  const { by } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: rows, error } = useCaseQuery(rectificationContract.ageing, { by })
  return (
    <Page
      title={t('tabs.ageing')}
      tabs={useProblemTabs()}
      filters={
        <Segments
          id="ageing-by"
          label={t('ageing.by')}
          options={groupings.map((value) => ({ value, label: t(`ageing.${value}`) }))}
          value={by}
          onChange={(next) => void navigate({ search: { by: next }, replace: true })}
        />
      }
    >
      <Refusal error={error} />
      <div className="ageing-cards">
        {rows && <AgeTable rows={rows} by={by} />}
        <ClosingTime />
      </div>
    </Page>
  )
}

function AgeTable({ rows, by }: { readonly rows: readonly AgeRow[]; readonly by: Grouping }) {
  const { t } = useTranslation('rectification')
  const word = useCodeWord()
  if (rows.length === 0) {
    return (
      <EmptyState
        title={t('ageing.empty')}
        actions={
          <Link to="/problems" search={{ states: ['reminded'] }}>
            {t('empty.problems')}
          </Link>
        }
      />
    )
  }
  const nameOf = ({ key, name }: AgeRow) => {
    if (by === 'unit') return name
    return key === '' ? t('ageing.none') : word(by === 'level' ? unitLevels : unitKinds, key)
  }
  return (
    <section className="card" aria-label={t('ageing.table')}>
      <h2 className="card-title">{t('ageing.table')}</h2>
      <table className="ageing-table">
        <thead>
          <tr>
            <th scope="col">{t(`ageing.${by}`)}</th>
            {Lateness.options.map((late) => (
              <th key={late} scope="col">
                {t(`lateness.${late}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{nameOf(row)}</th>
              {Lateness.options.map((late) => (
                <td key={late}>
                  {row[late] === 0 ? (
                    '0'
                  ) : (
                    <Link
                      to="/problems/rectification"
                      search={questionOf(by, row.key, late)}
                      className="number-link"
                    >
                      {formatCount(row[late])}
                    </Link>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The list behind one number of the table. */
function questionOf(by: Grouping, key: string, late: Lateness): Partial<RectFilter> {
  const group = { level: { levels: [key] }, kind: { unitKinds: [key] }, unit: { unitId: key } }
  const parsed = RectFilter.safeParse({ ...group[by], lateness: [late] })
  return parsed.success ? parsed.data : { lateness: [late] }
}
