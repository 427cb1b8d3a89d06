import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import { addDays } from '#db/kernel/dates.ts'

import type { CalendarDay, CalendarRound } from './contract.ts'
import { type DueLimits, dueItems } from './due-items.ts'

type Span = { readonly from: string; readonly to: string }

/** Every day of a span with what is due on it, the visits under way, and whether it was moved. */
export async function calendarDays(
  db: Reader,
  { from, to }: Span,
  limits: DueLimits,
): Promise<CalendarDay[]> {
  const due = await sql<{ date: string; count: number }>`
    select item.dueOn as date, count(*) as count from ${dueItems(limits)} as item
    where item.dueOn between ${from} and ${to} group by item.dueOn
  `.execute(db)
  const visits = await db
    .selectFrom('visit')
    .where('startedOn', '<=', to)
    .where('endedOn', '>=', from)
    .select(['startedOn', 'endedOn', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(['startedOn', 'endedOn'])
    .execute()
  const holidays = await db
    .selectFrom('holiday')
    .select(['date', 'kind', 'name'])
    .where('date', '>=', from)
    .where('date', '<=', to)
    .execute()
  const days: CalendarDay[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const holiday = holidays.find((each) => each.date === date)
    days.push({
      date,
      due: due.rows.find((each) => each.date === date)?.count ?? 0,
      visits: visits
        .filter(({ startedOn, endedOn }) => startedOn <= date && endedOn >= date)
        .reduce((total, { count }) => total + count, 0),
      holiday: holiday ? { kind: holiday.kind, name: holiday.name } : null,
    })
  }
  return days
}

/** The rounds that touch a span, as they are planned; those that were given up are left out. */
export function calendarRounds(db: Reader, { from, to }: Span): Promise<CalendarRound[]> {
  return db
    .selectFrom('round')
    .select(['id', 'no', 'purpose', 'fromOn', 'toOn', 'state'])
    .where('fromOn', '<=', to)
    .where('toOn', '>=', from)
    .where('state', '<>', 'cancelled')
    .orderBy('fromOn')
    .orderBy('no')
    .execute()
}
