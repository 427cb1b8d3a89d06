import { z } from 'zod'

import { codesOf } from '#db/kernel/codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'
import { namedDefects } from '#db/kernel/named-defects.ts'

export const DefectCode = z.enum(codesOf(namedDefects))
export type DefectCode = z.infer<typeof DefectCode>
export const DefectState = z.enum(['seen', 'owned', 'corrected', 'closed', 'reopened'])
export type DefectState = z.infer<typeof DefectState>
export const DefectEvent = z.enum(['own', 'correct', 'close', 'reopen'])
export type DefectEvent = z.infer<typeof DefectEvent>

export const DefectFilter = z.strictObject({
  text: z.string().max(100).default(''),
  codes: z.array(DefectCode).default([]),
  states: z.array(DefectState).default([]),
  ownerId: Id.nullable().default(null),
  /** Not closed, and its due date is over. */
  overdue: z.boolean().default(false),
})
export type DefectFilter = z.infer<typeof DefectFilter>

export const DefectSort = z.enum(['no', 'seenOn', 'dueOn'])
export type DefectSort = z.infer<typeof DefectSort>

/** A defect of the group's own work (R13); `name` is what the group calls one of its own. */
export const DefectRow = z.strictObject({
  id: Id,
  no: z.number().int(),
  code: DefectCode,
  name: z.string(),
  seenOn: CivilDate,
  what: z.string(),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  dueOn: CivilDate.nullable(),
  state: DefectState,
  overdue: z.boolean(),
})
export type DefectRow = z.infer<typeof DefectRow>

export const Defect = z.strictObject({
  ...DefectRow.shape,
  place: z.string(),
  visitId: Id.nullable(),
  /** The unit and first day of the visit on which it was seen. */
  visitName: z.string().nullable(),
  measure: z.string(),
  evidence: z.string(),
  enteredBy: z.string(),
  enteredAt: z.string(),
  closedBy: z.string().nullable(),
  closedOn: CivilDate.nullable(),
  history: z.array(
    z.strictObject({
      fromState: DefectState.nullable(),
      toState: DefectState,
      basis: z.string(),
      at: z.string(),
      by: z.string(),
    }),
  ),
})
export type Defect = z.infer<typeof Defect>

export const defectContract = {
  list: query(
    'defect.list',
    z.strictObject({
      filter: DefectFilter,
      sort: DefectSort.default('no'),
      descending: z.boolean().default(true),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ total: z.number().int(), rows: z.array(DefectRow) }),
  ),
  one: query('defect.one', z.strictObject({ id: Id }), Defect),
  /** When the group last checked itself, and whether that is due again (P-14). */
  standing: query(
    'defect.standing',
    z.strictObject({}),
    z.strictObject({
      open: z.number().int(),
      closed: z.number().int(),
      overdue: z.number().int(),
      lastSelfCheckOn: CivilDate.nullable(),
      /** The round that began last, whose self-check is asked for; null before the first. */
      roundNo: z.number().int().nullable(),
      selfCheckDue: z.boolean(),
    }),
  ),
  /** Creates (without id) a defect, or changes one that is not closed. */
  save: command(
    'defect.save',
    z.strictObject({
      id: Id.optional(),
      code: DefectCode,
      name: z.string().trim().max(60).default(''),
      seenOn: CivilDate,
      what: z.string().trim().min(1).max(5000),
      place: z.string().trim().max(200).default(''),
      visitId: Id.nullable().default(null),
      ownerId: Id.nullable().default(null),
      measure: z.string().trim().max(5000).default(''),
      dueOn: CivilDate.nullable().default(null),
      evidence: z.string().trim().max(5000).default(''),
    }),
    z.strictObject({ id: Id, no: z.number().int() }),
  ),
  advance: command(
    'defect.advance',
    z.strictObject({ id: Id, event: DefectEvent, basis: z.string().trim().max(2000).default('') }),
    z.strictObject({ state: DefectState }),
  ),
  /** Writes down that the group checked itself, and what came of it (R13). */
  checkSelf: command(
    'defect.checkSelf',
    z.strictObject({ heldOn: CivilDate, note: z.string().trim().min(1).max(2000) }),
    z.strictObject({ id: Id }),
  ),
}
