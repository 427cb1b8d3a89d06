import './unit.css'

import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { casefileContract } from '#db/casefile/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { Page } from '#renderer/ui/page.tsx'
import { useUnitSearch } from '#renderer/ui/unit-search.ts'

import { EmptyTree } from './empty-tree.tsx'
import { UnitBoard } from './unit-board.tsx'
import { UnitFinder, UnitResults } from './unit-finder.tsx'
import { useUnitTabs } from './unit-tabs.ts'
import { UnitTree } from './unit-tree.tsx'

const route = getRouteApi('/case/units')

/** What is known of each unit: the tree, a search over it, and the board of the chosen unit. */
export function UnitPage() {
  const { t } = useTranslation('unit')
  const { open } = route.useSearch()
  const navigate = useNavigate()
  const summary = useCaseQuery(casefileContract.summary, {})
  const tabs = useUnitTabs()
  const search = useUnitSearch({ includeClosed: true, limit: 100, emptyFinds: false })
  const choose = (id: string) => void navigate({ to: '/units', search: { open: id } })
  if (!summary.data)
    return (
      <Page title={t('title')} tabs={tabs}>
        {null}
      </Page>
    )
  if (summary.data.units === 0) {
    return (
      <Page title={t('title')} tabs={tabs}>
        <EmptyTree summary={summary.data} />
      </Page>
    )
  }
  return (
    <Page
      title={t('title')}
      tabs={tabs}
      filters={<UnitFinder search={search} />}
      actions={<span className="note">{t('count', { units: summary.data.units })}</span>}
    >
      <div className="unit-columns">
        <section className="card unit-list" aria-label={t('tree')}>
          {search.text.trim() === '' ? (
            <UnitTree selected={open} onSelect={choose} />
          ) : (
            <UnitResults search={search} selected={open} onSelect={choose} />
          )}
        </section>
        {open === undefined ? (
          <section className="card unit-board">
            <p className="note">{t('chooseOne')}</p>
          </section>
        ) : (
          <UnitBoard key={open} id={open} />
        )}
      </div>
    </Page>
  )
}
