import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { addDays, weekOf } from '#db/kernel/dates.ts'
import { useToday } from '#renderer/lib/today.ts'

import { CalendarGrid } from './calendar-grid.tsx'

/** Two weeks back and two ahead. A day leads to the calendar. */
export function WeeksCard() {
  const { t } = useTranslation('today')
  const today = useToday()
  const navigate = useNavigate()
  const monday = weekOf(today)
  return (
    <section className="card" aria-label={t('calendar.label')}>
      <h2 className="card-title today-side-head">
        {t('calendar.label')}
        <Link to="/today/calendar" className="note">
          {t('calendar.open')}
        </Link>
      </h2>
      <CalendarGrid
        small
        from={addDays(monday, -14)}
        to={addDays(monday, 20)}
        day={today}
        onDay={(day) => void navigate({ to: '/today/calendar', search: { day } })}
      />
      <CalendarKey />
    </section>
  )
}

/** What the colours of the calendar mean. */
export function CalendarKey() {
  const { t } = useTranslation('today')
  return (
    <p className="note calendar-key">
      <span className="calendar-swatch" /> {t('calendar.isRound')}
      <span className="calendar-swatch calendar-swatch-planned" /> {t('calendar.isPlanned')}
      <span className="calendar-has">3</span> {t('calendar.isDue')}
    </p>
  )
}
