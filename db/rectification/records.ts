import { z } from 'zod'

import { codesOf, unitKinds, unitLevels } from '#db/kernel/codes.ts'
import { CivilDate, Period } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'
import {
  checkMethods,
  checkResults,
  massMethods,
  measureKinds,
  rectKinds,
  relapseSources,
} from '#db/kernel/rectification.ts'

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
export const CheckResult = z.enum(codesOf(checkResults))
export const RelapseSource = z.enum(codesOf(relapseSources))
/** How late an item is on a day, in days after its due date (domain §4, ageing table). */
export const Lateness = z.enum(['notDue', 'to30', 'to60', 'to90', 'over90'])
export type Lateness = z.infer<typeof Lateness>

export const RectFilter = z.strictObject({
  text: z.string().max(100).default(''),
  unitId: Id.nullable().default(null),
  levels: z.array(z.enum(codesOf(unitLevels))).default([]),
  unitKinds: z.array(z.enum(codesOf(unitKinds))).default([]),
  itemStates: z.array(RectState).default([]),
  itemKinds: z.array(RectKind).default([]),
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
  /** Until it is due, with the days that the group entered as moved; null where it is not open. */
  workingDaysLeft: z.number().int().nullable(),
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

export const AgeRow = z.strictObject({
  key: z.string(),
  name: z.string(),
  notDue: z.number().int(),
  to30: z.number().int(),
  to60: z.number().int(),
  to90: z.number().int(),
  over90: z.number().int(),
})
export type AgeRow = z.infer<typeof AgeRow>
