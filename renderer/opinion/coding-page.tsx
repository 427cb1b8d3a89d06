import './opinion.css'

import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { speakerKinds } from '#db/kernel/opinion-codes.ts'
import { opinionContract, OpinionFilter, type OpinionRow } from '#db/opinion/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { useCodeWord } from '#renderer/lib/words.ts'
import { UnitChip } from '#renderer/records/common-chips.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { CodingPanel } from './coding-panel.tsx'
import { useVoiceTabs } from './voice-tabs.ts'

const route = getRouteApi('/case/voices/coding')

/** Opinions that nobody has coded yet, one after the other. What is coded here stays in reach. */
export function CodingPage() {
  const { t } = useTranslation('opinion')
  const { unitId } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page
      title={t('codes.title')}
      tabs={useVoiceTabs()}
      filters={
        <UnitChip
          value={unitId}
          onChange={(unit) => void navigate({ search: { unitId: unit }, replace: true })}
        />
      }
    >
      <Walk key={unitId} unitId={unitId} />
    </Page>
  )
}

function Walk({ unitId }: { readonly unitId: string | null }) {
  const { t } = useTranslation('opinion')
  const { open } = route.useSearch()
  const navigate = route.useNavigate()
  const { rows, left, error } = useWalk(unitId)
  const at = Math.max(
    rows.findIndex(({ id }) => id === open),
    0,
  )
  const current = rows[at]
  const one = useCaseQuery(
    opinionContract.one,
    { id: current?.id ?? '' },
    { enabled: current !== undefined, keepPrevious: false },
  )
  function walk(step: 1 | -1) {
    const next = rows[at + step]
    if (!next) return
    void navigate({ search: (now) => ({ ...now, open: next.id }), replace: true })
  }
  return (
    <>
      <Refusal error={error ?? one.error} />
      {left === 0 && (
        <EmptyState
          title={t('coding.done')}
          actions={<Link to="/voices/clusters">{t('coding.toClusters')}</Link>}
        />
      )}
      {left !== undefined && current && (
        <div className="coding">
          <CodingQueue rows={rows} openId={current.id} left={left} />
          {one.data && <CodingPanel key={one.data.id} opinion={one.data} onWalk={walk} />}
        </div>
      )}
    </>
  )
}

/** What is not coded, in the order in which it was heard, and before it what was coded meanwhile. */
function useWalk(unitId: string | null) {
  const filter = OpinionFilter.parse({ unitId, coded: false })
  const list = useCaseQuery(
    opinionContract.list,
    { filter, sort: 'heardOn', descending: false },
    { keepPrevious: true },
  )
  const [seen, setSeen] = useState<readonly OpinionRow[]>([])
  const uncoded = list.data?.rows ?? []
  const known = new Set(seen.map(({ id }) => id))
  const added = uncoded.filter(({ id }) => !known.has(id))
  if (added.length > 0) setSeen([...seen, ...added])
  const open = new Set(uncoded.map(({ id }) => id))
  const rows = seen.map((row) => ({ ...row, coded: !open.has(row.id) }))
  return { rows, left: list.data?.total, error: list.error }
}

function CodingQueue({
  rows,
  openId,
  left,
}: {
  readonly rows: readonly (OpinionRow & { readonly coded: boolean })[]
  readonly openId: string
  readonly left: number
}) {
  const { t } = useTranslation('opinion')
  const word = useCodeWord()
  return (
    <nav className="card coding-queue" aria-label={t('coding.queue')}>
      <p className="record-count" role="status">
        <strong>{t('coding.left', { count: left, shown: formatCount(left) })}</strong>
        <kbd className="key-cap">J</kbd> <kbd className="key-cap">K</kbd>
      </p>
      <ol>
        {rows.map(({ id, unitName, speakerKind, verbatim, coded }) => (
          <li key={id}>
            <Link
              to="/voices/coding"
              search={(now) => ({ unitId: null, ...now, open: id })}
              replace
              aria-current={id === openId ? 'true' : undefined}
              ref={(link) => {
                if (id === openId) link?.scrollIntoView({ block: 'nearest' })
              }}
            >
              <span className="quotation">{verbatim}</span>
              <span className="note">
                {coded && <b>{t('column.coded')} · </b>}
                {unitName} · {word(speakerKinds, speakerKind)}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
