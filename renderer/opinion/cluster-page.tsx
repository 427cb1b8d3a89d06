import './opinion.css'

import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { opinionContract } from '#db/opinion/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount } from '#renderer/lib/format.ts'
import { UnitChip } from '#renderer/records/common-chips.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { AlikeList } from './alike-list.tsx'
import { ClusterCard } from './cluster-card.tsx'
import { useVoiceTabs } from './voice-tabs.ts'

const route = getRouteApi('/case/voices/clusters')

/** Which voices tell of one event. Many who speak of one road are many voices and one event. */
export function ClusterPage() {
  const { t } = useTranslation('opinion')
  const { unitId, open } = route.useSearch()
  const navigate = route.useNavigate()
  const clusters = useCaseQuery(opinionContract.clusters, { unitId })
  const { voices = 0, events = 0, rows = [] } = clusters.data ?? {}
  return (
    <Page
      title={t('cluster.title')}
      tabs={useVoiceTabs()}
      filters={
        <UnitChip
          value={unitId}
          onChange={(unit) => void navigate({ search: { unitId: unit }, replace: true })}
        />
      }
    >
      <Refusal error={clusters.error} />
      <div className="clusters">
        <section className="card" aria-label={t('cluster.list')}>
          <p className="record-count" role="status">
            <strong>
              {t('cluster.counts', { voices: formatCount(voices), events: formatCount(events) })}
            </strong>
          </p>
          <p className="note">{t('cluster.countsNote')}</p>
          {clusters.data && rows.length === 0 && (
            <EmptyState title={t('cluster.none')}>
              <p className="note">{t('cluster.noneNote')}</p>
            </EmptyState>
          )}
          {rows.map((cluster) => (
            <ClusterCard
              key={cluster.id}
              cluster={cluster}
              open={cluster.id === open}
              onOpen={(opened) =>
                void navigate({
                  search: { unitId, ...(opened ? { open: cluster.id } : {}) },
                  replace: true,
                })
              }
            />
          ))}
        </section>
        <AlikeList unitId={unitId} clusters={rows} />
      </div>
    </Page>
  )
}
