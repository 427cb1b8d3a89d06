import { addDays, CivilDate } from '#db/kernel/dates.ts'
import { judge, type Reason, type Verdict } from '#db/kernel/verdict.ts'

import type { Holiday } from './contract.ts'

type Day = Pick<Holiday, 'date' | 'kind'>
export type NewHoliday = Omit<Holiday, 'id'>

/** Whether a day is worked: Monday to Friday, unless the notice of the year says otherwise. */
function isWorked(date: string, special: ReadonlyMap<string, Day['kind']>): boolean {
  const kind = special.get(date)
  if (kind !== undefined) return kind === 'work'
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday >= 1 && weekday <= 5
}

/**
 * Working days after `from` up to and with `to`, with days moved (调休) as the group entered them;
 * negative where `to` is earlier. The day from which one counts is itself not counted.
 */
export function workingDaysBetween(from: string, to: string, holidays: readonly Day[]): number {
  if (to < from) return -workingDaysBetween(to, from, holidays)
  const special = new Map(holidays.map(({ date, kind }) => [date, kind]))
  let days = 0
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
    if (isWorked(date, special)) days += 1
  }
  return days
}

const kinds: Readonly<Record<string, Day['kind']>> = {
  休: 'rest',
  班: 'work',
  rest: 'rest',
  work: 'work',
}

/** Reads pasted lines: a date, 休 or 班 (rest or work), and a name that may be left out. */
export function readHolidays(
  lines: string,
  known: ReadonlySet<string>,
): Verdict<readonly NewHoliday[]> {
  const days: NewHoliday[] = []
  const refused: Reason[] = []
  const seen = new Set(known)
  for (const [index, line] of lines.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const [date = '', sign = '', ...name] = line.trim().split(/[\s,，\t]+/)
    const about = [String(index + 1), line.trim()]
    const kind = kinds[sign.toLowerCase()]
    if (!CivilDate.safeParse(date).success) refused.push({ code: 'holiday.date-wrong', about })
    else if (kind === undefined) refused.push({ code: 'holiday.kind-wrong', about })
    else if (seen.has(date)) refused.push({ code: 'holiday.date-twice', about })
    else {
      seen.add(date)
      days.push({ date, kind, name: name.join(' ').slice(0, 50) })
    }
  }
  if (days.length === 0 && refused.length === 0) refused.push({ code: 'holiday.nothing-written' })
  return judge(days, { refused })
}
