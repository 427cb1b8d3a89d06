import type { Code } from '#db/kernel/codes.ts'
import type { Command } from '#db/kernel/contract.ts'
import {
  checkMethods,
  checkResults,
  massMethods,
  measureKinds,
  rectKinds,
  relapseSources,
} from '#db/kernel/rectification.ts'
import { rectificationContract as rect } from '#db/rectification/contract.ts'
import type { RectEvent, RectState } from '#db/rectification/records.ts'

/** A date; `day` is one that is over, and begins with today. */
type Day = 'date' | 'day'

/** One field of a step's form. What is not `optional` has to be written. */
export type FormField = {
  readonly name: string
  readonly kind:
    | 'line'
    | 'words'
    | 'count'
    | 'choice'
    | 'tick'
    | 'unit'
    | 'visit'
    | 'milestone'
    | Day
  readonly list?: readonly Code[]
  readonly optional?: boolean
}
export type ActionKey =
  | Exclude<RectEvent, 'pass' | 'sendBack'>
  | 'pass'
  | 'check'
  | 'extend'
  | 'publish'
  | 'exempt'
  | 'evaluate'
  | 'reach'
  | 'edit'
export type ProblemActionKey = 'plan' | 'supervise' | 'strikeOff' | 'keepOn'
export type Action<Key extends string> = {
  readonly key: Key
  readonly entry: Command
  readonly fields: readonly FormField[]
  /** What the command is told besides the fields. */
  readonly more?: object
}

const basis: FormField = { name: 'basis', kind: 'words', optional: true }
const must = (field: FormField): FormField => ({ ...field, optional: false })
const taking = (event: ActionKey, field = basis): Action<ActionKey> => ({
  key: event,
  entry: rect.advance,
  fields: [field],
  more: { event },
})

const extend: Action<ActionKey> = {
  key: 'extend',
  entry: rect.extend,
  fields: [
    { name: 'newDeadline', kind: 'date' },
    { name: 'reason', kind: 'words' },
  ],
}
const publish: Action<ActionKey> = {
  key: 'publish',
  entry: rect.publish,
  fields: [
    { name: 'place', kind: 'line' },
    { name: 'audience', kind: 'line' },
    { name: 'fromOn', kind: 'day' },
    { name: 'toOn', kind: 'date', optional: true },
  ],
}
const exempt: Action<ActionKey> = {
  key: 'exempt',
  entry: rect.publish,
  fields: [{ name: 'exemptReason', kind: 'words' }],
}
const evaluate: Action<ActionKey> = {
  key: 'evaluate',
  entry: rect.evaluate,
  fields: [
    { name: 'evaluatedOn', kind: 'day' },
    { name: 'method', kind: 'choice', list: massMethods },
    ...['asked', 'answers', 'satisfied', 'partly', 'dissatisfied'].map((name): FormField => ({
      name,
      kind: 'count',
    })),
    { name: 'drawn', kind: 'tick', optional: true },
    { name: 'words', kind: 'words', optional: true },
  ],
}
const report: Action<ActionKey> = {
  key: 'report',
  entry: rect.report,
  fields: [
    { name: 'claimedOn', kind: 'day' },
    { name: 'words', kind: 'words' },
  ],
}
const check: Action<ActionKey> = {
  key: 'check',
  entry: rect.check,
  fields: [
    { name: 'checkedOn', kind: 'day' },
    { name: 'visitId', kind: 'visit' },
    { name: 'method', kind: 'choice', list: checkMethods },
    { name: 'result', kind: 'choice', list: checkResults },
    { name: 'words', kind: 'words', optional: true },
  ],
}
const relapse: Action<ActionKey> = {
  key: 'relapse',
  entry: rect.relapse,
  fields: [
    { name: 'seenOn', kind: 'day' },
    { name: 'source', kind: 'choice', list: relapseSources },
    { name: 'visitId', kind: 'visit', optional: true },
    { name: 'words', kind: 'words' },
  ],
}
/** What is said of an item while it is drafted: the unit, and what a claim needs. */
const drafting: readonly FormField[] = [
  { name: 'unitId', kind: 'unit' },
  { name: 'kind', kind: 'choice', list: rectKinds },
  { name: 'measure', kind: 'words' },
  { name: 'ownerName', kind: 'line', optional: true },
  { name: 'ownerPost', kind: 'line', optional: true },
  { name: 'deadline', kind: 'date', optional: true },
  { name: 'test', kind: 'words', optional: true },
  { name: 'milestones', kind: 'milestone', optional: true },
]
const edit: Action<ActionKey> = { key: 'edit', entry: rect.save, fields: drafting }
const cancel = taking('cancel', must(basis))
const shown = [publish, exempt, evaluate]

/** What can be done with an item in each state of SM2, the next step first. */
export const itemActions: Readonly<Record<RectState, readonly Action<ActionKey>[]>> = {
  drafted: [taking('claim'), edit, cancel],
  claimed: [taking('start'), extend, cancel],
  underWay: [report, ...shown, extend, cancel],
  reportedDone: [taking('planCheck'), ...shown, cancel],
  beingChecked: [check, taking('pass'), ...shown, cancel],
  done: [relapse, ...shown],
  returned: [taking('resume'), extend, cancel],
  relapsed: [taking('resume'), extend, cancel],
  cancelled: [],
}

/** A new item. Its unit is the problem's own, unless another answers for it. */
export const planAction: Action<ProblemActionKey> = {
  key: 'plan',
  entry: rect.save,
  fields: drafting,
}
export const superviseAction: Action<ProblemActionKey> = {
  key: 'supervise',
  entry: rect.supervise,
  fields: [
    { name: 'kind', kind: 'choice', list: measureKinds },
    { name: 'decidedOn', kind: 'day' },
    { name: 'decidedBy', kind: 'line' },
    { name: 'effect', kind: 'words', optional: true },
  ],
}
export const strikeOffAction: Action<ProblemActionKey> = {
  key: 'strikeOff',
  entry: rect.strikeOff,
  fields: [{ name: 'closedOn', kind: 'day' }, must(basis)],
}
export const keepOnAction: Action<ProblemActionKey> = {
  key: 'keepOn',
  entry: rect.keepOn,
  fields: [must(basis)],
}
/** The day on which a milestone was reached. */
export const reachAction: Action<ActionKey> = {
  key: 'reach',
  entry: rect.reach,
  fields: [{ name: 'reachedOn', kind: 'day' }],
}
