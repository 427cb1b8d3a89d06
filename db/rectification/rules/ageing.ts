import type { Lateness, RectState } from '../records.ts'
import { openStates } from '../rules.ts'

/** P-07: days within which a claim should have been checked. */
export const CHECK_WITHIN = 10

const DAY = 86_400_000

/**
 * Days that an item is late on a day: 1 on the day after it was due; null where it is not late, is
 * done or cancelled, or was never given a date. The view `rectNow` and the list count the same.
 */
export function daysLate(
  item: { readonly state: RectState; readonly due: string | null },
  today: string,
): number | null {
  if (item.due === null || !openStates.includes(item.state)) return null
  const days = (Date.parse(today) - Date.parse(item.due)) / DAY
  return days > 0 ? days : null
}

/** Bounds of the ageing table in days late, both ends included. */
export const latenessBounds: readonly (readonly [Lateness, number, number])[] = [
  ['to30', 1, 30],
  ['to60', 31, 60],
  ['to90', 61, 90],
  ['over90', 91, Number.MAX_SAFE_INTEGER],
]

/** The column of the ageing table that so many days belong to. */
export function latenessOf(days: number | null): Lateness {
  if (days === null) return 'notDue'
  return latenessBounds.find(([, from, to]) => days >= from && days <= to)?.[0] ?? 'notDue'
}
