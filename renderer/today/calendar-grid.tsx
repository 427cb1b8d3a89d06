import './calendar.css'

import { useTranslation } from 'react-i18next'

import { type CalendarDay, type CalendarRound, todayContract } from '#db/today/contract.ts'
import { useCaseQuery } from '#renderer/lib/case-client.ts'
import { formatDate } from '#renderer/lib/format.ts'
import { useToday } from '#renderer/lib/today.ts'
import { Refusal } from '#renderer/ui/refusal.tsx'

type Props = {
  /** A Monday and a later Sunday. */
  readonly from: string
  readonly to: string
  /** The day that is looked at. */
  readonly day: string
  /** The month that is shown, `YYYY-MM`: days outside of it are paler. */
  readonly month?: string
  /** A few weeks beside a page: numbers and colours only. */
  readonly small?: boolean
  readonly onDay: (day: string) => void
}

/** Weeks of a calendar: rounds as bands, what is due, visits, and days that were moved. */
export function CalendarGrid({ from, to, day, month, small = false, onDay }: Props) {
  const { t } = useTranslation('today')
  const today = useToday()
  const { data, error } = useCaseQuery(todayContract.calendar, { from, to })
  if (error) return <Refusal error={error} />
  const days = data?.days ?? []
  const weeks = Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7))
  const weekdays = t('weekdays').split(' ')
  return (
    <table className={small ? 'calendar calendar-small' : 'calendar'}>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.date}>
            {week.map((each) => (
              <td key={each.date}>
                <DayButton
                  day={each}
                  rounds={(data?.rounds ?? []).filter((round) => touches(round, each.date))}
                  small={small}
                  isToday={each.date === today}
                  isChosen={each.date === day}
                  outside={month !== undefined && !each.date.startsWith(month)}
                  onChoose={() => onDay(each.date)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function touches({ fromOn, toOn }: CalendarRound, date: string): boolean {
  return fromOn <= date && date <= toOn
}

/** Whether the round is only planned, so that its band is hatched. */
export function isPlanned({ state }: CalendarRound): boolean {
  return state === 'draft' || state === 'agreed' || state === 'approved'
}

type DayProps = {
  readonly day: CalendarDay
  readonly rounds: readonly CalendarRound[]
  readonly small: boolean
  readonly isToday: boolean
  readonly isChosen: boolean
  readonly outside: boolean
  readonly onChoose: () => void
}

function DayButton({ day, rounds, small, isToday, isChosen, outside, onChoose }: DayProps) {
  const { t } = useTranslation('today')
  const { date, due, visits, holiday } = day
  const said = [
    formatDate(date, { year: true }),
    ...(isToday ? [t('due.today')] : []),
    ...rounds.map(({ no }) => t('where.round', { no })),
    ...(due > 0 ? [t('calendar.due', { count: due })] : []),
    ...(visits > 0 ? [t('calendar.visits', { count: visits })] : []),
    ...(holiday ? [`${t(`calendar.${holiday.kind}`)} ${holiday.name}`.trim()] : []),
  ]
  const look = [
    'calendar-day',
    ...(isToday ? ['calendar-today'] : []),
    ...(outside ? ['calendar-outside'] : []),
    ...(rounds.length > 0 ? ['calendar-round'] : []),
    ...(rounds.length > 0 && rounds.every(isPlanned) ? ['calendar-planned'] : []),
  ]
  return (
    <button
      type="button"
      className={look.join(' ')}
      aria-pressed={small ? undefined : isChosen}
      title={said.slice(1).join(t('common:listComma'))}
      onClick={onChoose}
    >
      <span className="visually-hidden">{said.join(t('common:listComma'))}</span>
      <span aria-hidden="true" className={due > 0 ? 'calendar-no calendar-has' : 'calendar-no'}>
        {Number(date.slice(8))}
      </span>
      {holiday && (
        <span aria-hidden="true" className="calendar-moved">
          {t(`calendar.${holiday.kind}`)}
        </span>
      )}
      {!small && <DayMarks day={day} rounds={rounds} />}
    </button>
  )
}

function DayMarks({
  day: { date, due, visits },
  rounds,
}: {
  readonly day: CalendarDay
  readonly rounds: readonly CalendarRound[]
}) {
  const { t } = useTranslation('today')
  const begins = rounds.filter(({ fromOn }) => fromOn === date)
  return (
    <span aria-hidden="true" className="calendar-marks">
      {begins.map(({ id, no }) => (
        <b key={id}>{t('where.round', { no })}</b>
      ))}
      {due > 0 && <span>{t('calendar.due', { count: due })}</span>}
      {visits > 0 && <span>{t('calendar.visits', { count: visits })}</span>}
    </span>
  )
}
