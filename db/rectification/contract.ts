import { z } from 'zod'

import { codesOf, unitKinds, unitLevels } from '#db/kernel/codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate, Period } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'
import { checkMethods, massMethods, measureKinds, rectKinds } from '#db/kernel/rectification.ts'

/** SM2; being late is computed and never a state. */
export const RectState = z.enum([
  'drafted',
  'claimed',
  'underWay',
  'reportedDone',
  'beingChecked',
  'done',
  'returned',
  'relapsed',
  'cancelled',
])
export type RectState = z.infer<typeof RectState>
export const RectEvent = z.enum([
  'claim',
  'start',
  'report',
  'planCheck',
  'pass',
  'sendBack',
  'resume',
  'relapse',
  'cancel',
])
export type RectEvent = z.infer<typeof RectEvent>
export const RectKind = z.enum(codesOf(rectKinds))
export const CheckMethod = z.enum(codesOf(checkMethods))
export const MassMethod = z.enum(codesOf(massMethods))
export const MeasureKind = z.enum(codesOf(measureKinds))
export const CheckResult = z.enum(['solved', 'partly', 'not', 'worse'])
export const RelapseSource = z.enum(['observation', 'visit', 'opinion'])
/** How late an item is on a day, in days after its due date (domain §4, ageing table). */
export const Lateness = z.enum(['notDue', 'to30', 'to60', 'to90', 'over90'])
export type Lateness = z.infer<typeof Lateness>

const Words = z.string().trim().min(1).max(2000)

export const RectFilter = z.strictObject({
  text: z.string().max(100).default(''),
  unitId: Id.nullable().default(null),
  levels: z.array(z.enum(codesOf(unitLevels))).default([]),
  unitKinds: z.array(z.enum(codesOf(unitKinds))).default([]),
  states: z.array(RectState).default([]),
  kinds: z.array(RectKind).default([]),
  lateness: z.array(Lateness).default([]),
  /** What is shown is due in this span. */
  period: Period.default({ from: null, to: null }),
  /** Lists that warn: done without the masses (R67), passed on with gaps (R68), unchecked (P-07). */
  warning: z.enum(['all', 'massesDisagree', 'halfCooked', 'unchecked']).default('all'),
})
export type RectFilter = z.infer<typeof RectFilter>

export const RectRow = z.strictObject({
  id: Id,
  problemId: Id,
  problemNo: z.number().int(),
  problem: z.string(),
  measure: z.string(),
  kind: RectKind,
  unitId: Id,
  unitName: z.string(),
  ownerName: z.string(),
  ownerPost: z.string(),
  state: RectState,
  deadline: CivilDate.nullable(),
  due: CivilDate.nullable(),
  extensions: z.number().int(),
  /** Days after the due date; null where it is not late. */
  daysLate: z.number().int().nullable(),
  published: z.enum(['published', 'exempt', 'none']),
  checkResult: CheckResult.nullable(),
  asked: z.number().int(),
  answers: z.number().int(),
  satisfied: z.number().int(),
  dissatisfied: z.number().int(),
  closedOn: CivilDate.nullable(),
  checker: z.string().nullable(),
})
export type RectRow = z.infer<typeof RectRow>

const Report = z.strictObject({
  id: Id,
  claimedOn: CivilDate,
  words: z.string(),
  enteredById: Id,
  enteredBy: z.string(),
})
const Check = z.strictObject({
  id: Id,
  checkedOn: CivilDate,
  checkedById: Id,
  checkedBy: z.string(),
  method: CheckMethod,
  visitId: Id,
  result: CheckResult,
  words: z.string(),
})

export const RectItem = z.strictObject({
  ...RectRow.shape,
  test: z.string(),
  problemState: z.string(),
  problemSource: z.string(),
  extended: z.array(
    z.strictObject({ newDeadline: CivilDate, reason: z.string(), by: z.string(), at: z.string() }),
  ),
  milestones: z.array(
    z.strictObject({ id: Id, dueOn: CivilDate, aim: z.string(), reachedOn: CivilDate.nullable() }),
  ),
  reports: z.array(Report),
  checks: z.array(Check),
  publicity: z.array(
    z.strictObject({
      place: z.string(),
      fromOn: CivilDate.nullable(),
      toOn: CivilDate.nullable(),
      audience: z.string(),
      exemptReason: z.string(),
    }),
  ),
  evaluations: z.array(
    z.strictObject({
      evaluatedOn: CivilDate,
      method: MassMethod,
      asked: z.number().int(),
      answers: z.number().int(),
      satisfied: z.number().int(),
      partly: z.number().int(),
      dissatisfied: z.number().int(),
      drawn: z.number().int(),
      words: z.string(),
    }),
  ),
  relapses: z.array(
    z.strictObject({ seenOn: CivilDate, source: RelapseSource, words: z.string() }),
  ),
  history: z.array(
    z.strictObject({
      fromState: RectState.nullable(),
      toState: RectState,
      basis: z.string(),
      at: z.string(),
      by: z.string(),
    }),
  ),
})
export type RectItem = z.infer<typeof RectItem>

const AgeRow = z.strictObject({
  key: z.string(),
  name: z.string(),
  notDue: z.number().int(),
  to30: z.number().int(),
  to60: z.number().int(),
  to90: z.number().int(),
  over90: z.number().int(),
})
export type AgeRow = z.infer<typeof AgeRow>

export const rectificationContract = {
  list: query(
    'rectification.list',
    z.strictObject({
      filter: RectFilter,
      sort: z.enum(['due', 'problemNo', 'unitName']).default('due'),
      descending: z.boolean().default(false),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ total: z.number().int(), rows: z.array(RectRow) }),
  ),
  one: query('rectification.one', z.strictObject({ id: Id }), RectItem),
  /** Everything that is written of one problem's rectification. */
  ofProblem: query(
    'rectification.ofProblem',
    z.strictObject({ problemId: Id }),
    z.strictObject({
      state: z.string(),
      source: z.string(),
      items: z.array(RectItem),
      measures: z.array(
        z.strictObject({
          id: Id,
          kind: MeasureKind,
          decidedOn: CivilDate,
          decidedBy: z.string(),
          effect: z.string(),
        }),
      ),
      closings: z.array(
        z.strictObject({ id: Id, closedOn: CivilDate, closedBy: z.string(), basis: z.string() }),
      ),
    }),
  ),
  /** Open items by how late they are (R12), of each unit, level or kind. */
  ageing: query(
    'rectification.ageing',
    z.strictObject({ by: z.enum(['level', 'kind', 'unit']).default('level') }),
    z.array(AgeRow),
  ),
  /** Days from the confirmation of each problem to its closing, or to today where it is open. */
  durations: query(
    'rectification.durations',
    z.strictObject({}),
    z.strictObject({
      durations: z.array(z.strictObject({ days: z.number().int(), closed: z.boolean() })),
      reopened: z.number().int(),
    }),
  ),
  /** Creates an item without id, or changes one that is only drafted. */
  save: command(
    'rectification.save',
    z.strictObject({
      id: Id.optional(),
      problemId: Id,
      kind: RectKind,
      measure: Words,
      ownerName: z.string().trim().max(50).default(''),
      ownerPost: z.string().trim().max(100).default(''),
      unitId: Id,
      deadline: CivilDate.nullable().default(null),
      test: z.string().trim().max(2000).default(''),
      milestones: z
        .array(z.strictObject({ dueOn: CivilDate, aim: z.string().trim().min(1).max(200) }))
        .max(50)
        .default([]),
    }),
    z.strictObject({ id: Id }),
  ),
  /** A step of SM2 that brings no record of its own. */
  advance: command(
    'rectification.advance',
    z.strictObject({
      id: Id,
      event: z.enum(['claim', 'start', 'planCheck', 'pass', 'resume', 'cancel']),
      basis: z.string().trim().max(2000).default(''),
    }),
    z.strictObject({ state: RectState }),
  ),
  extend: command(
    'rectification.extend',
    z.strictObject({ id: Id, newDeadline: CivilDate, reason: Words }),
    z.strictObject({}),
  ),
  report: command(
    'rectification.report',
    z.strictObject({ id: Id, claimedOn: CivilDate, words: Words }),
    z.strictObject({ state: RectState }),
  ),
  /** Writes what the check saw; what is not solved goes back to the unit at once. */
  check: command(
    'rectification.check',
    z.strictObject({
      id: Id,
      checkedOn: CivilDate,
      method: CheckMethod,
      visitId: Id,
      result: CheckResult,
      words: z.string().trim().max(2000).default(''),
    }),
    z.strictObject({ state: RectState }),
  ),
  publish: command(
    'rectification.publish',
    z.strictObject({
      id: Id,
      place: z.string().trim().max(200).default(''),
      fromOn: CivilDate.nullable().default(null),
      toOn: CivilDate.nullable().default(null),
      audience: z.string().trim().max(200).default(''),
      exemptReason: z.string().trim().max(2000).default(''),
    }),
    z.strictObject({}),
  ),
  evaluate: command(
    'rectification.evaluate',
    z.strictObject({
      id: Id,
      evaluatedOn: CivilDate,
      method: MassMethod,
      asked: z.number().int().min(1),
      answers: z.number().int().min(0),
      satisfied: z.number().int().min(0),
      partly: z.number().int().min(0),
      dissatisfied: z.number().int().min(0),
      drawn: z.boolean().default(false),
      words: z.string().trim().max(2000).default(''),
    }),
    z.strictObject({}),
  ),
  reach: command(
    'rectification.reach',
    z.strictObject({ milestoneId: Id, reachedOn: CivilDate }),
    z.strictObject({}),
  ),
  relapse: command(
    'rectification.relapse',
    z.strictObject({
      id: Id,
      seenOn: CivilDate,
      source: RelapseSource,
      visitId: Id.nullable().default(null),
      words: Words,
    }),
    z.strictObject({ state: RectState }),
  ),
  supervise: command(
    'rectification.supervise',
    z.strictObject({
      problemId: Id,
      kind: MeasureKind,
      decidedOn: CivilDate,
      decidedBy: z.string().trim().min(1).max(50),
      effect: z.string().trim().max(2000).default(''),
    }),
    z.strictObject({ id: Id }),
  ),
  /** 销号. */
  strikeOff: command(
    'rectification.strikeOff',
    z.strictObject({ problemId: Id, closedOn: CivilDate, basis: Words }),
    z.strictObject({ state: z.string() }),
  ),
  /** 长期整改. */
  keepOn: command(
    'rectification.keepOn',
    z.strictObject({ problemId: Id, basis: Words }),
    z.strictObject({ state: z.string() }),
  ),
}
