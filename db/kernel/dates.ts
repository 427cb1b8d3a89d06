import dayjs from 'dayjs'
import isoWeek from 'dayjs/plugin/isoWeek.js'
import utc from 'dayjs/plugin/utc.js'
import { z } from 'zod'

dayjs.extend(isoWeek)
dayjs.extend(utc)

/** A civil date `YYYY-MM-DD`. China has one civil time zone, so no zone is stored with it. */
export const CivilDate = z.iso.date()

/** A span of civil dates, both ends included; an open end is null. */
export const Period = z.strictObject({
  from: CivilDate.nullable(),
  to: CivilDate.nullable(),
})
export type Period = z.infer<typeof Period>

/** The Monday of the date's ISO week, as `YYYY-MM-DD`. */
export function weekOf(date: string): string {
  return dayjs(date).startOf('isoWeek').format('YYYY-MM-DD')
}

/** Days from one date to a later one; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayjs(to).diff(dayjs(from), 'day')
}

/** The date that lies `days` after (negative: before) the given one. */
export function addDays(date: string, days: number): string {
  return dayjs(date).add(days, 'day').format('YYYY-MM-DD')
}

/** The civil date that it is in China at an instant (ISO 8601). */
export function chinaDateOf(instant: string): string {
  return dayjs.utc(instant).utcOffset(8).format('YYYY-MM-DD')
}

/** The date `months` later (negative: earlier); where that month is shorter, its last day. */
export function addMonths(date: string, months: number): string {
  return dayjs(date).add(months, 'month').format('YYYY-MM-DD')
}

/** The last day of the date's month. */
export function monthEnd(date: string): string {
  return dayjs(date).endOf('month').format('YYYY-MM-DD')
}
