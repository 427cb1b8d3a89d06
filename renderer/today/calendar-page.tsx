import './today.css'

import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { addDays, addMonths, monthEnd, weekOf } from '#db/kernel/dates.ts'
import { DueFilter, todayContract } from '#db/today/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate, formatDay, formatMonth } from '#renderer/lib/format.ts'
import { useToday } from '#renderer/lib/today.ts'
import { usePageKeys } from '#renderer/records/use-page-keys.ts'
import { Page } from '#renderer/ui/page.tsx'

import { CalendarGrid } from './calendar-grid.tsx'
import { dueAddress } from './due-address.ts'
import { useDueWords } from './due-words.ts'
import { useTodayTabs } from './today-tabs.ts'
import { CalendarKey } from './weeks-card.tsx'

const route = getRouteApi('/case/today/calendar')

/** The rows of one day that the page shows before it leads to the list. */
const SHOWN = 12

/** A month, and what one of its days holds. Arrows go from day to day. */
export function CalendarPage() {
  const { t } = useTranslation('today')
  const today = useToday()
  const { day = today } = route.useSearch()
  const navigate = route.useNavigate()
  const go = (to: string) => void navigate({ search: { day: to }, replace: true })
  usePageKeys({
    arrowleft: () => go(addDays(day, -1)),
    arrowright: () => go(addDays(day, 1)),
    arrowup: () => go(addDays(day, -7)),
    arrowdown: () => go(addDays(day, 7)),
    pageup: () => go(addMonths(day, -1)),
    pagedown: () => go(addMonths(day, 1)),
    home: () => go(today),
  })
  const month = day.slice(0, 7)
  return (
    <Page
      title={formatMonth(day)}
      tabs={useTodayTabs()}
      filters={
        <>
          <Button size="small" onClick={() => go(addMonths(day, -1))}>
            {t('calendar.before')}
          </Button>
          <Button size="small" onClick={() => go(today)}>
            {t('calendar.today')}
          </Button>
          <Button size="small" onClick={() => go(addMonths(day, 1))}>
            {t('calendar.after')}
          </Button>
          <span className="note">
            <kbd className="key-cap">←</kbd> <kbd className="key-cap">→</kbd> {t('keys.days')}{' '}
            <kbd className="key-cap">PageUp</kbd> <kbd className="key-cap">PageDown</kbd>{' '}
            {t('keys.months')}
          </span>
        </>
      }
    >
      <div className="today">
        <section className="card today-main" aria-label={t('calendar.label')}>
          <CalendarGrid
            from={weekOf(`${month}-01`)}
            to={addDays(weekOf(monthEnd(day)), 6)}
            month={month}
            day={day}
            onDay={go}
          />
          <CalendarKey />
        </section>
        <aside className="today-side">
          <DayCard day={day} />
        </aside>
      </div>
    </Page>
  )
}

/** What one day holds: its rounds, what is due, and how many visits were under way. */
function DayCard({ day }: { readonly day: string }) {
  const { t } = useTranslation('today')
  const words = useDueWords()
  const filter = { ...DueFilter.parse({}), on: day }
  const due = useCaseQuery(todayContract.items, { filter, limit: SHOWN })
  const calendar = useCaseQuery(todayContract.calendar, { from: day, to: day })
  if (!due.data || !calendar.data) return null
  const { rows, total } = due.data
  const [held] = calendar.data.days
  if (!held) return null
  const { visits, holiday } = held
  const period = { from: day, to: day }
  return (
    <section className="card" aria-live="polite" aria-label={formatDay(day)}>
      <h2 className="card-title">{formatDay(day)}</h2>
      {holiday && (
        <p className="note">{`${t(`calendar.${holiday.kind}`)} ${holiday.name}`.trim()}</p>
      )}
      {calendar.data.rounds.map(({ id, no, purpose, fromOn, toOn }) => (
        <p key={id} className="calendar-line">
          <Link to="/rounds" search={{ open: id }}>
            {t('where.round', { no })}
          </Link>{' '}
          {purpose} <span className="note">{`${formatDate(fromOn)} – ${formatDate(toOn)}`}</span>
        </p>
      ))}
      {visits > 0 && (
        <p className="calendar-line">
          <Link to="/rounds/visits" search={{ period }} className="number-link">
            {t('calendar.visits', { count: visits })}
          </Link>
        </p>
      )}
      {total === 0 && <p className="note calendar-line">{t('calendar.nothingDue')}</p>}
      <ul className="calendar-items">
        {rows.map((item) => (
          <li key={item.id}>
            <span className="due-kind">{t(`kind.${item.kind}`)}</span>{' '}
            <Link {...dueAddress(item)} className="calendar-item">
              {words(item).where} {words(item).about}
            </Link>
          </li>
        ))}
      </ul>
      {total > 0 && (
        <Link to="/today/list" search={{ on: day }} className="number-link">
          {t('calendar.listDue', { count: total })}
        </Link>
      )}
    </section>
  )
}
