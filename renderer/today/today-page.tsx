import './today.css'

import { getRouteApi, Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { DueWhen, todayContract } from '#db/today/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatCount, formatDate, formatDay } from '#renderer/lib/format.ts'
import { useToday } from '#renderer/lib/today.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { Refusal } from '#renderer/ui/refusal.tsx'

import { WeeksCard } from './weeks-card.tsx'
import { DraftsCard } from './drafts-card.tsx'
import { DueSection } from './due-section.tsx'
import { RoundCards } from './round-cards.tsx'
import { TodayFigures } from './today-figures.tsx'
import { useTodayTabs } from './today-tabs.ts'

const route = getRouteApi('/case/today')

/** What must be done now, by the member or by the whole group, and what stands in the calendar. */
export function TodayPage() {
  return (
    <Page title={formatDay(useToday())} tabs={useTodayTabs()}>
      <div className="today">
        <div className="today-main">
          <TodayFigures />
          <DueCard />
        </div>
        <aside className="today-side">
          <WeeksCard />
          <RoundCards />
          <DraftsCard />
        </aside>
      </div>
    </Page>
  )
}

/** The list of the day, part by part. */
function DueCard() {
  const { t } = useTranslation('today')
  const { whose } = route.useSearch()
  const counts = useCaseQuery(todayContract.counts, { whose })
  const card = useRef<HTMLElement>(null)
  usePageKeys({ arrowdown: () => walk(card.current, 1), arrowup: () => walk(card.current, -1) })
  if (counts.error) return <Refusal error={counts.error} />
  if (!counts.data) return null
  const { whens, mine, all, nextOn } = counts.data
  const nothingNow = whens.overdue + whens.today === 0
  return (
    <section ref={card} className="card due-card" aria-label={t('todo')}>
      <header className="due-top">
        <h2 className="card-title">{t('todo')}</h2>
        <WhoseTabs whose={whose} mine={mine} all={all} />
        <span className="note due-keys">
          <kbd className="key-cap">↑</kbd> <kbd className="key-cap">↓</kbd> {t('keys.walk')}
          <kbd className="key-cap">Enter</kbd> {t('keys.open')}
        </span>
      </header>
      {nothingNow && (
        <EmptyState title={t('empty.title')}>
          <p className="note">
            {nextOn === null ? t('empty.none') : t('empty.next', { date: formatDate(nextOn) })}
          </p>
        </EmptyState>
      )}
      {DueWhen.options.map((when) => (
        <DueSection key={when} when={when} whose={whose} />
      ))}
    </section>
  )
}

function WhoseTabs({
  whose,
  mine,
  all,
}: {
  readonly whose: 'mine' | 'all'
  readonly mine: number
  readonly all: number
}) {
  const { t } = useTranslation('today')
  const counts = { mine, all }
  return (
    <nav className="whose" aria-label={t('whose.label')}>
      {(['mine', 'all'] as const).map((each) => (
        <Link
          key={each}
          to="/today"
          search={{ whose: each }}
          replace
          className="whose-tab"
          aria-current={each === whose ? 'page' : undefined}
        >
          {t(`whose.${each}`)} <b>{formatCount(counts[each])}</b>
        </Link>
      ))}
    </nav>
  )
}

/** Arrows go from one item to the next, across the parts; Enter opens what has the focus. */
function walk(card: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(card?.querySelectorAll<HTMLElement>('.due-open') ?? [])]
  const at = rows.findIndex((row) => row === document.activeElement)
  rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus()
}
