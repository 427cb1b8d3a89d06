import { z } from 'zod'

import { codesOf } from '#db/kernel/codes.ts'
import { lodgingKinds, lodgingLevels, planReasons } from '#db/kernel/round-codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'
import { Method, Notice, RoundState } from '#db/visit/contract.ts'

/** The steps of SM9. `redraft` takes a plan back, `resume` a round that came back too early. */
export const RoundEvent = z.enum([
  'agree',
  'approve',
  'start',
  'recall',
  'file',
  'redraft',
  'resume',
  'cancel',
])
export type RoundEvent = z.infer<typeof RoundEvent>

export const LodgingLevel = z.enum(codesOf(lodgingLevels))
export type LodgingLevel = z.infer<typeof LodgingLevel>
export const LodgingKind = z.enum(codesOf(lodgingKinds))
export type LodgingKind = z.infer<typeof LodgingKind>
export const PlanReason = z.enum(codesOf(planReasons))
export type PlanReason = z.infer<typeof PlanReason>

const Team = z.string().trim().min(1).max(20)
const Minutes = z.number().int().min(0).max(1440)

/** A member who travels with the round, and his sub-team. */
export const RoundMember = z.strictObject({ memberId: Id, name: z.string(), team: z.string() })
export type RoundMember = z.infer<typeof RoundMember>

/** A unit that the round is to go to. `halfDays` is how long, in half days. */
const PlanFields = {
  unitId: Id,
  reason: PlanReason,
  plannedOn: CivilDate.nullable(),
  notice: Notice,
  halfDays: z.number().int().min(1).max(60),
  team: z.string().trim().max(20),
  note: z.string().max(500),
}
export const PlanRow = z.strictObject({ id: Id, unitName: z.string(), ...PlanFields })
export type PlanRow = z.infer<typeof PlanRow>

/** Minutes worked at each level on one day. */
export const WorkMinutes = z.strictObject({
  province: Minutes,
  city: Minutes,
  county: Minutes,
  township: Minutes,
  village: Minutes,
})
export type WorkMinutes = z.infer<typeof WorkMinutes>

/** One day of one member: where he worked, and where he spent the night after it (R29, R32). */
export const RoundDay = z.strictObject({
  memberId: Id,
  dayOn: CivilDate,
  lodgingLevel: LodgingLevel.nullable(),
  lodgingKind: LodgingKind.nullable(),
  minutes: WorkMinutes,
})
export type RoundDay = z.infer<typeof RoundDay>

const Count = z.number().int().min(0)
const counts = <const K extends readonly string[]>(keys: K) => z.record(z.enum(keys), Count)

/** A round in numbers: what its closing warns of, and what its page shows (I02–I07). */
export const RoundMeasures = z.strictObject({
  /** Days on which a member worked, and how they fall to the levels in proportion of minutes. */
  workDays: Count,
  personDays: z.strictObject({
    province: z.number(),
    city: z.number(),
    county: z.number(),
    township: z.number(),
    village: z.number(),
  }),
  nights: z.record(LodgingLevel, Count),
  nightsDue: Count,
  /** Nights without a lodging: the first of them, as name and day. */
  nightsMissing: z.array(z.strictObject({ name: z.string(), dayOn: CivilDate })),
  /** The longest run of nights that one member spent in a provincial capital or a city. */
  cityRun: z.strictObject({ nights: Count, name: z.string().nullable() }),
  visits: counts(['all', 'unannounced', 'drawn', 'withoutPurpose', 'formOnly', 'upper']),
  sites: counts(['all', 'front', 'back', 'host', 'group', 'draw', 'masses']),
  minutes: z.array(z.strictObject({ method: Method, minutes: Count })),
})
export type RoundMeasures = z.infer<typeof RoundMeasures>

export const RoundParameters = z.strictObject({
  backShare: z.number(),
  hostShare: z.number(),
  countyShare: z.number(),
  townshipShare: z.number(),
  cityRun: z.number(),
  unannouncedShare: z.number(),
  spotDays: z.number(),
})
export type RoundParameters = z.infer<typeof RoundParameters>

const RoundHead = {
  id: Id,
  no: z.number().int(),
  purpose: z.string(),
  fromOn: CivilDate,
  toOn: CivilDate,
  state: RoundState,
  leadMemberId: Id.nullable(),
  leadName: z.string().nullable(),
}

export const RoundRow = z.strictObject({
  ...RoundHead,
  members: Count,
  plans: Count,
  visits: Count,
  openVisits: Count,
  nights: Count,
})
export type RoundRow = z.infer<typeof RoundRow>

export const RoundRecord = z.strictObject({
  ...RoundHead,
  summary: z.string(),
  members: z.array(RoundMember),
  plan: z.array(PlanRow),
  days: z.array(RoundDay),
  steps: z.array(
    z.strictObject({
      id: Id,
      toState: RoundState,
      basis: z.string(),
      at: z.string(),
      by: z.string(),
    }),
  ),
  /** Visits that are not closed yet. */
  openVisits: z.array(z.strictObject({ id: Id, unitName: z.string() })),
  /** Confirmed problems of its visits that the unit was not reminded of (R11). */
  unreminded: Count,
  measures: RoundMeasures,
  parameters: RoundParameters,
  /** Codes that the leader has given his reason for. */
  justified: z.array(z.string()),
})
export type RoundRecord = z.infer<typeof RoundRecord>

export const roundContract = {
  list: query('round.list', z.strictObject({}), z.array(RoundRow)),
  one: query('round.one', z.strictObject({ id: Id }), RoundRecord),
  /** Makes a round in 起草 (without id), or changes one whose plan is not settled. */
  save: command(
    'round.save',
    z.strictObject({
      id: Id.optional(),
      no: z.number().int().min(1).max(99),
      purpose: z.string().trim().max(200),
      fromOn: CivilDate,
      toOn: CivilDate,
      leadMemberId: Id.nullable(),
      members: z.array(z.strictObject({ memberId: Id, team: Team })).max(60),
      plan: z.array(z.strictObject({ id: Id.optional(), ...PlanFields })).max(300),
    }),
    z.strictObject({ id: Id }),
  ),
  /** Writes days of a round; a day that was there before is changed. */
  saveDays: command(
    'round.saveDays',
    z.strictObject({ roundId: Id, days: z.array(RoundDay).min(1).max(2000) }),
    z.strictObject({}),
  ),
  saveSummary: command(
    'round.saveSummary',
    z.strictObject({ id: Id, summary: z.string().trim().max(10_000) }),
    z.strictObject({}),
  ),
  /** Takes one step of SM9. Without the leader's reason a step of level J fails `needs-reason`. */
  advance: command(
    'round.advance',
    z.strictObject({ id: Id, event: RoundEvent, basis: z.string().trim().max(500).default('') }),
    z.strictObject({ state: RoundState }),
  ),
}
