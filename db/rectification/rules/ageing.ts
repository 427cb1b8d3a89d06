import { type SetParameter, withOwnValues } from '#db/kernel/parameters.ts'

import type { Lateness } from '../records.ts'

/** What the group goes by until it sets something else (domain §4.9). */
const defaults = { checkWithin: 10 }
const codes = { 'P-07': 'checkWithin' } as const

/** P-07: days within which a claim should have been checked. */
export function checkWithin(set: readonly SetParameter[]): number {
  return withOwnValues(defaults, codes, set).checkWithin
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
