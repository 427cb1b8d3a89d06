import { z } from 'zod'

import { codesOf, methods, natures, notices, results, selections } from '#db/kernel/codes.ts'
import { gifts, meals, placeKinds, siteProposers, siteSides } from '#db/kernel/round-codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate, Period } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'

export const Method = z.enum(codesOf(methods))
export const Nature = z.enum(codesOf(natures))
export type Nature = z.infer<typeof Nature>
export const Notice = z.enum(codesOf(notices))
export type Notice = z.infer<typeof Notice>
export const Selection = z.enum(codesOf(selections))
export type Selection = z.infer<typeof Selection>
export const Result = z.enum(codesOf(results))
export type Result = z.infer<typeof Result>

export const PlaceKind = z.enum(codesOf(placeKinds))
export type PlaceKind = z.infer<typeof PlaceKind>
export const Meal = z.enum(codesOf(meals))
export type Meal = z.infer<typeof Meal>
export const Gift = z.enum(codesOf(gifts))
export type Gift = z.infer<typeof Gift>

/** The states of a round (SM9). The draw between 起草 and 集体商定 is a record of its own. */
export const RoundState = z.enum([
  'draft',
  'agreed',
  'approved',
  'underWay',
  'back',
  'filed',
  'cancelled',
])
export type RoundState = z.infer<typeof RoundState>

const Count = z.number().int().min(0).max(100_000)

/** A place that was seen on a visit: which side it shows and who proposed it (R4). */
export const Site = z.strictObject({
  id: Id,
  name: z.string().trim().min(1).max(100),
  side: z.enum(codesOf(siteSides)).nullable(),
  proposedBy: z.enum(codesOf(siteProposers)).nullable(),
  /** Whole minutes. */
  minutes: Count.nullable(),
})
export type Site = z.infer<typeof Site>

/** How long a method was used on a visit, in whole minutes (R45). */
export const MethodMinutes = z.strictObject({ method: Method, minutes: Count.min(1) })
export type MethodMinutes = z.infer<typeof MethodMinutes>

/** What a visit tells of itself besides its looks: R33, R46, R102. Money in fen. */
export const Onsite = z.strictObject({
  placeKind: PlaceKind.nullable(),
  toHear: z.boolean(),
  toFind: z.boolean(),
  toLearn: z.boolean(),
  thirdPersons: Count.nullable(),
  accompanying: Count.nullable(),
  meal: Meal.nullable(),
  mealFen: z.number().int().min(0).max(100_000_000).nullable(),
  lodgingFen: z.number().int().min(0).max(100_000_000).nullable(),
  vehicles: Count.nullable(),
  ceremony: z.boolean().nullable(),
  gift: Gift.nullable(),
})
export type Onsite = z.infer<typeof Onsite>

export const Round = z.strictObject({
  id: Id,
  no: z.number().int(),
  purpose: z.string(),
  fromOn: CivilDate,
  toOn: CivilDate,
  visits: z.number().int(),
})
export type Round = z.infer<typeof Round>

/** What was looked for at a unit, by which method, and with which result: the denominator. */
export const Exposure = z.strictObject({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  problemType: Id,
  method: Method,
  nature: Nature,
  result: Result,
  lookedOn: CivilDate,
  looked: z.number().int().nullable(),
  foundCount: z.number().int().nullable(),
  note: z.string(),
  problemId: Id.nullable(),
})
export type Exposure = z.infer<typeof Exposure>

/** An exposure as a form gives it. A found one may carry the problem that was found. */
export const ExposureEntry = z.strictObject({
  id: Id.optional(),
  unitId: Id.optional(),
  problemType: Id,
  method: Method,
  nature: Nature,
  result: Result,
  lookedOn: CivilDate.optional(),
  looked: z.number().int().min(0).max(100_000).nullable().default(null),
  foundCount: z.number().int().min(0).max(100_000).nullable().default(null),
  note: z.string().max(2000).default(''),
})
export type ExposureEntry = z.infer<typeof ExposureEntry>

export const VisitFilter = z.strictObject({
  text: z.string().max(100).default(''),
  unitId: Id.nullable().default(null),
  prefectures: z.array(Id).default([]),
  rounds: z.array(Id).default([]),
  period: Period.default({ from: null, to: null }),
  notices: z.array(Notice).default([]),
  selections: z.array(Selection).default([]),
  state: z.enum(['open', 'closed']).nullable().default(null),
})
export type VisitFilter = z.infer<typeof VisitFilter>

export const VisitRow = z.strictObject({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  prefectureName: z.string().nullable(),
  roundNo: z.number().int().nullable(),
  startedOn: CivilDate,
  endedOn: CivilDate,
  method: Method,
  notice: Notice,
  selection: Selection,
  state: z.enum(['open', 'closed']),
  exposures: z.number().int(),
  found: z.number().int(),
})
export type VisitRow = z.infer<typeof VisitRow>

export const visitContract = {
  rounds: query('visit.rounds', z.strictObject({}), z.array(Round)),
  saveRound: command(
    'visit.saveRound',
    z.strictObject({
      id: Id.optional(),
      no: z.number().int().min(1).max(99),
      purpose: z.string().max(200).default(''),
      fromOn: CivilDate,
      toOn: CivilDate,
    }),
    z.strictObject({ id: Id }),
  ),
  list: query(
    'visit.list',
    z.strictObject({
      filter: VisitFilter,
      sort: z.enum(['startedOn', 'unitName', 'exposures', 'found']).default('startedOn'),
      descending: z.boolean().default(true),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ total: z.number().int(), rows: z.array(VisitRow) }),
  ),
  one: query(
    'visit.one',
    z.strictObject({ id: Id }),
    z.strictObject({
      ...VisitRow.shape,
      roundId: Id.nullable(),
      note: z.string(),
      members: z.array(z.strictObject({ id: Id, name: z.string() })),
      enteredBy: z.string(),
      enteredAt: z.string(),
      items: z.array(Exposure),
      onsite: Onsite,
      sites: z.array(Site),
      minutes: z.array(MethodMinutes),
    }),
  ),
  /** Creates (without id) or changes an open visit with all that was looked for on it. */
  save: command(
    'visit.save',
    z.strictObject({
      id: Id.optional(),
      roundId: Id.nullable().default(null),
      unitId: Id,
      startedOn: CivilDate,
      endedOn: CivilDate,
      method: Method,
      notice: Notice,
      selection: Selection,
      note: z.string().max(5000).default(''),
      members: z.array(Id).min(1).max(50),
      items: z.array(ExposureEntry).max(300),
    }),
    z.strictObject({ id: Id }),
  ),
  /** Each found item must have its problem before a visit is closed (INV-24). */
  close: command('visit.close', z.strictObject({ id: Id }), z.strictObject({})),
  reopen: command(
    'visit.reopen',
    z.strictObject({ id: Id, statedReason: z.string().trim().min(1).max(500) }),
    z.strictObject({}),
  ),
}
