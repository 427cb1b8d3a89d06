import type { Lateness } from '../records.ts'

/** P-07: days within which a claim should have been checked. */
export const CHECK_WITHIN = 10

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
