import { z } from 'zod'

import { codesOf, contactKinds, matchWords } from '#db/kernel/codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'
import { Nature } from '#db/visit/contract.ts'

/** Levels that set up supervision groups of their own. */
export const GroupLevel = z.enum(['00', '10', '15', '20', '30'])
export type GroupLevel = z.infer<typeof GroupLevel>
export const ContactKind = z.enum(codesOf(contactKinds))
export type ContactKind = z.infer<typeof ContactKind>
export const Matches = z.enum(codesOf(matchWords))
export type Matches = z.infer<typeof Matches>

export const LocalGroupFilter = z.strictObject({
  text: z.string().max(100).default(''),
  levels: z.array(GroupLevel).default([]),
  /** Only groups that this group has not met in the round. */
  notContacted: z.boolean().default(false),
})
export type LocalGroupFilter = z.infer<typeof LocalGroupFilter>

export const LocalGroupSort = z.enum(['name', 'units', 'lastContactOn'])
export type LocalGroupSort = z.infer<typeof LocalGroupSort>

const Count = z.number().int()

/** A local supervision group (R28, R47) with what is counted of it today. */
export const LocalGroupRow = z.strictObject({
  id: Id,
  name: z.string(),
  level: GroupLevel,
  leadName: z.string(),
  size: Count.nullable(),
  validFrom: CivilDate.nullable(),
  validTo: CivilDate.nullable(),
  /** Units that it answers for today: its load. */
  units: Count,
  lastContactOn: CivilDate.nullable(),
  /** Answers that were compared with what was seen, and those that agreed with it. */
  compared: Count,
  agreed: Count,
  /** Checks of its own that became known, and those aimed at papers, meetings, procedure alone. */
  checks: Count,
  formOnly: Count,
})
export type LocalGroupRow = z.infer<typeof LocalGroupRow>

export const GroupAnswer = z.strictObject({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  answeredOn: CivilDate,
  question: z.string(),
  answer: z.string(),
  seen: z.string(),
  visitId: Id.nullable(),
  seenOn: CivilDate.nullable(),
  matches: Matches.nullable(),
})
export type GroupAnswer = z.infer<typeof GroupAnswer>

const Page = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(100),
}
const Made = z.strictObject({ id: Id })

export const localgroupContract = {
  list: query(
    'localgroup.list',
    z.strictObject({
      filter: LocalGroupFilter,
      sort: LocalGroupSort.default('name'),
      descending: z.boolean().default(false),
      ...Page,
    }),
    z.strictObject({ total: Count, rows: z.array(LocalGroupRow) }),
  ),
  /** What the page says above its list. */
  standing: query(
    'localgroup.standing',
    z.strictObject({}),
    z.strictObject({
      groups: Count,
      notContacted: Count,
      differing: Count,
      unitsWithout: Count,
      /** The first day that counts as this round. */
      since: CivilDate,
      roundNo: Count.nullable(),
    }),
  ),
  /** Units of the supervised levels that no group answers for today (R47). */
  unassigned: query(
    'localgroup.unassigned',
    z.strictObject({ ...Page }),
    z.strictObject({
      total: Count,
      rows: z.array(
        z.strictObject({ id: Id, name: z.string(), prefectureName: z.string().nullable() }),
      ),
    }),
  ),
  one: query(
    'localgroup.one',
    z.strictObject({ id: Id }),
    z.strictObject({
      ...LocalGroupRow.shape,
      assignments: z.array(
        z.strictObject({
          id: Id,
          unitId: Id,
          unitName: z.string(),
          fromOn: CivilDate,
          toOn: CivilDate.nullable(),
        }),
      ),
      contacts: z.array(
        z.strictObject({
          id: Id,
          heldOn: CivilDate,
          kind: ContactKind,
          note: z.string(),
          by: z.string(),
        }),
      ),
      answers: z.array(GroupAnswer),
      items: z.array(
        z.strictObject({
          id: Id,
          unitId: Id,
          unitName: z.string(),
          checkedOn: CivilDate,
          nature: Nature,
          what: z.string(),
        }),
      ),
    }),
  ),
  /** Creates (without id) or changes a group; its end also ends what it still answers for. */
  save: command(
    'localgroup.save',
    z.strictObject({
      id: Id.optional(),
      name: z.string().trim().min(1).max(100),
      level: GroupLevel,
      leadName: z.string().trim().max(50).default(''),
      size: z.number().int().min(1).max(999).nullable().default(null),
      validFrom: CivilDate.nullable().default(null),
      validTo: CivilDate.nullable().default(null),
    }),
    Made,
  ),
  assign: command(
    'localgroup.assign',
    z.strictObject({
      localGroupId: Id,
      unitId: Id,
      fromOn: CivilDate,
      toOn: CivilDate.nullable().default(null),
    }),
    Made,
  ),
  endAssignment: command(
    'localgroup.endAssignment',
    z.strictObject({ id: Id, toOn: CivilDate }),
    z.strictObject({}),
  ),
  contact: command(
    'localgroup.contact',
    z.strictObject({
      localGroupId: Id,
      heldOn: CivilDate,
      kind: ContactKind,
      note: z.string().trim().max(2000).default(''),
    }),
    Made,
  ),
  /** What the group told of a unit when it was asked (R48). */
  ask: command(
    'localgroup.ask',
    z.strictObject({
      localGroupId: Id,
      unitId: Id,
      answeredOn: CivilDate,
      question: z.string().trim().min(1).max(500),
      answer: z.string().trim().min(1).max(2000),
    }),
    Made,
  ),
  /** Puts beside an answer what a visit of that unit has seen. */
  compare: command(
    'localgroup.compare',
    z.strictObject({
      id: Id,
      visitId: Id.nullable(),
      seen: z.string().trim().min(1).max(2000),
      matches: Matches,
    }),
    z.strictObject({}),
  ),
  /** One thing that a check of the group was aimed at; those of a unit and a day are one check. */
  addItem: command(
    'localgroup.addItem',
    z.strictObject({
      localGroupId: Id,
      unitId: Id,
      checkedOn: CivilDate,
      nature: Nature,
      what: z.string().trim().min(1).max(500),
    }),
    Made,
  ),
}
