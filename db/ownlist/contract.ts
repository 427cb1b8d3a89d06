import { z } from 'zod'

import { codesOf, waysFound } from '#db/kernel/codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'

export const WayFound = z.enum(codesOf(waysFound))
export type WayFound = z.infer<typeof WayFound>

/** One problem as the unit itself lists it (R37), in its own words. */
export const OwnProblemFields = z.strictObject({
  unitId: Id,
  text: z.string().trim().min(1).max(2000),
  wayFound: WayFound,
  claimedBy: z.string().trim().max(50).default(''),
  listedOn: CivilDate,
  /** The problem of the group that is the same matter; null while none is. */
  matchesProblemId: Id.nullable().default(null),
})

export const OwnListFilter = z.strictObject({
  unitId: Id.nullable().default(null),
  ways: z.array(WayFound).default([]),
  text: z.string().max(100).default(''),
})
export type OwnListFilter = z.infer<typeof OwnListFilter>

export const OwnProblemRow = z.strictObject({
  id: Id,
  ...OwnProblemFields.shape,
  claimedBy: z.string(),
  unitName: z.string(),
  matchesNo: z.number().int().nullable(),
})
export type OwnProblemRow = z.infer<typeof OwnProblemRow>

/** How the three lists of one unit meet, in numbers of problems (R37, R51). Never shares. */
export const Overlap = z.strictObject({
  unitId: Id,
  unitName: z.string(),
  listed: z.number().int(),
  masses: z.number().int(),
  group: z.number().int(),
  /** On all three lists. */
  allThree: z.number().int(),
  /** Listed by the unit, and neither told by the masses nor found by the group. */
  unitOnly: z.number().int(),
  massesUnlisted: z.number().int(),
  groupUnlisted: z.number().int(),
})
export type Overlap = z.infer<typeof Overlap>

export const ownlistContract = {
  list: query(
    'ownlist.list',
    z.strictObject({
      filter: OwnListFilter,
      sort: z.enum(['listedOn', 'unitName']).default('listedOn'),
      descending: z.boolean().default(true),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ total: z.number().int(), rows: z.array(OwnProblemRow) }),
  ),
  one: query('ownlist.one', z.strictObject({ id: Id }), OwnProblemRow),
  /** For each unit whose own list is in hand, or for the one unit asked for. */
  overlap: query(
    'ownlist.overlap',
    z.strictObject({ unitId: Id.nullable().default(null) }),
    z.array(Overlap),
  ),
  /** Adds (without id) or changes one problem of a unit's own list. */
  save: command(
    'ownlist.save',
    z.strictObject({ id: Id.optional(), ...OwnProblemFields.shape }),
    z.strictObject({ id: Id }),
  ),
}
