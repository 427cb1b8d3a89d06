import { allow, refuse, type Verdict } from '#db/kernel/verdict.ts'

import type { Overlap } from './contract.ts'

/** One matter of a unit, and on which of the three lists it stands. */
export type Matter = { readonly unit: boolean; readonly masses: boolean; readonly group: boolean }

/** Whether a problem of the group can be the one that the unit lists: both are of one unit. */
export function matching(own: { unitId: string }, problem: { unitId: string }): Verdict<true> {
  return own.unitId === problem.unitId
    ? allow(true)
    : refuse({ code: 'ownlist.match-of-another-unit' })
}

/** How many matters stand on which lists (R37, R51). */
export function overlapOf(matters: readonly Matter[]): Omit<Overlap, 'unitId' | 'unitName'> {
  const count = (holds: (matter: Matter) => boolean) => matters.filter(holds).length
  return {
    listed: count(({ unit }) => unit),
    masses: count(({ masses }) => masses),
    group: count(({ group }) => group),
    allThree: count(({ unit, masses, group }) => unit && masses && group),
    unitOnly: count(({ unit, masses, group }) => unit && !masses && !group),
    massesUnlisted: count(({ unit, masses }) => masses && !unit),
    groupUnlisted: count(({ unit, group }) => group && !unit),
  }
}
