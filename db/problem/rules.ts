import { daysBetween } from '#db/kernel/dates.ts'
import { type SetParameter, withOwnValues } from '#db/kernel/parameters.ts'
import type { Machine } from '#db/kernel/machine.ts'
import { nextState } from '#db/kernel/machine.ts'
import { confirms, isLeader, type Role } from '#db/kernel/roles.ts'
import { allow, judge, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'

import type { ProblemEvent, ProblemState } from './contract.ts'

/**
 * The life of a problem (SM1). The page draws its buttons from this table. From `found` it may go
 * straight to its rectification, and never straight off the list (INV-22).
 */
export const problemMachine: Machine<ProblemState, ProblemEvent> = {
  lead: { confirm: 'found', dismiss: 'notSubstantiated', handOver: 'handedOver', merge: 'merged' },
  found: { remind: 'reminded', rectify: 'rectifying', handOver: 'handedOver', merge: 'merged' },
  reminded: { feedBack: 'fedBack', rectify: 'rectifying' },
  fedBack: { rectify: 'rectifying' },
  rectifying: { reportDone: 'awaitingCheck', longTerm: 'longTerm' },
  awaitingCheck: { sendBack: 'sentBack', strikeOff: 'struckOff' },
  sentBack: { setNewDate: 'rectifying' },
  struckOff: { relapse: 'reopened' },
  reopened: { remindAgain: 'reminded' },
  longTerm: {},
  handedOver: {},
  merged: {},
  notSubstantiated: {},
}

export type EventFacts = {
  readonly what: string
  readonly happened: string
  readonly place: string
  readonly effect: string
  /** Persons by name, or the collective (R70–R71). */
  readonly persons: number
}
export type Evidence = {
  readonly directness: 'firstHand' | 'secondHand'
  readonly supports: 'for' | 'against'
  /** Where it comes from: two of one origin are not independent. */
  readonly origin: string
}
export type ProblemFacts = EventFacts & {
  readonly state: ProblemState
  readonly enteredBy: string
  /** The look of a visit that found it, which is evidence at first hand. */
  readonly exposureId: string | null
  readonly evidence: readonly Evidence[]
}
/** Who takes the step. */
export type Actor = { readonly id: string; readonly role: Role }

const eventFields = ['what', 'happened', 'place', 'effect', 'persons'] as const
export type EventField = (typeof eventFields)[number]

/** What the event of a problem still lacks before it is pinned down (R70–R71, INV-20). */
export function missingOfEvent(facts: EventFacts): readonly EventField[] {
  return eventFields.filter((field) => facts[field] === '' || facts[field] === 0)
}

/** Whether one thing at first hand, or two at second hand of two origins, bear it out (INV-20). */
export function isEvidenced(facts: Pick<ProblemFacts, 'exposureId' | 'evidence'>): boolean {
  const borne = facts.evidence.filter(({ supports }) => supports === 'for')
  return (
    facts.exposureId !== null ||
    borne.some(({ directness }) => directness === 'firstHand') ||
    new Set(borne.map(({ origin }) => origin)).size >= 2
  )
}

/**
 * Whether a step of SM1 is open to this actor, and where it leads. `found` needs the whole event,
 * evidence, the look for what speaks against it (`basis`), and a leader or deputy who did not enter
 * it (INV-20, INV-21); a dismissal needs its reason. What the steps that leave a record of their own
 * need besides is told by `reminding` and `merging`.
 */
export function advance(
  facts: ProblemFacts,
  event: ProblemEvent,
  actor: Actor,
  basis: string,
): Verdict<ProblemState> {
  const next = nextState(problemMachine, facts.state, event)
  if (!next) return refuse({ code: 'problem.step-not-open', about: [facts.state, event] })
  const reasons: Reason[] = []
  if (event === 'confirm') reasons.push(...againstConfirming(facts, actor, basis))
  if (event === 'dismiss' || event === 'merge') {
    if (!confirms(actor.role)) reasons.push({ code: 'problem.not-a-confirmer' })
    if (basis === '') reasons.push({ code: 'problem.basis-missing' })
  }
  if (event === 'handOver' && !isLeader(actor.role)) reasons.push({ code: 'problem.leader-only' })
  return reasons.length > 0 ? refuse(...reasons) : allow(next)
}

function againstConfirming(facts: ProblemFacts, actor: Actor, basis: string): readonly Reason[] {
  const reasons: Reason[] = []
  if (!confirms(actor.role)) reasons.push({ code: 'problem.not-a-confirmer' })
  if (actor.id === facts.enteredBy) reasons.push({ code: 'problem.confirmed-by-its-enterer' })
  const missing = missingOfEvent(facts)
  if (missing.length > 0) reasons.push({ code: 'problem.event-incomplete', about: missing })
  if (!isEvidenced(facts)) reasons.push({ code: 'problem.evidence-missing' })
  const against = facts.evidence.some(({ supports }) => supports === 'against')
  if (!against && basis === '') reasons.push({ code: 'problem.against-not-sought' })
  return reasons
}

export type ReminderFacts = {
  readonly toRank: 'head' | 'leader' | 'staff'
  readonly mode: 'face' | 'phone' | 'letter'
  readonly remindedOn: string
  readonly members: number
}
type RemindedProblem = {
  readonly foundOn: string
  readonly unitLevel: string
  /** The parts that persons have in it. */
  readonly parts: readonly string[]
}

/** Ministries, provinces and prefectures: their heads are reminded by the leader or a deputy. */
const HIGH = new Set(['00', '10', '15', '20'])

/**
 * Whether a problem may be pointed out so (R10, R96, INV-42). Face to face with a leader two members
 * go; the head of a ministry, province or prefecture hears it from the leader or a deputy. Noted
 * (level W) when what a leader answers for was told to staff only.
 */
export function reminding(
  problem: RemindedProblem,
  facts: ReminderFacts,
  actor: Actor,
): Verdict<true> {
  const refused: Reason[] = []
  if (facts.mode === 'face' && facts.toRank !== 'staff' && facts.members < 2) {
    refused.push({ code: 'problem.two-members-needed' })
  }
  if (facts.toRank === 'head' && HIGH.has(problem.unitLevel) && !confirms(actor.role)) {
    refused.push({ code: 'problem.head-needs-deputy' })
  }
  if (facts.remindedOn < problem.foundOn) refused.push({ code: 'problem.reminded-before-found' })
  const staffOnly = facts.toRank === 'staff' && problem.parts.includes('leading')
  return judge(true, { refused, notes: staffOnly ? [{ code: 'problem.told-staff-only' }] : [] })
}

/** Days that the group allows: P-06 from find to reminder, P-16 from handover to receipt. */
export type DayLimits = { readonly remind: number; readonly answer: number }

/** Defaults with what the group has set put over them (§4.9). */
export function dayLimits(set: readonly SetParameter[]): DayLimits {
  return withOwnValues({ remind: 3, answer: 15 }, { 'P-06': 'remind', 'P-16': 'answer' }, set)
}

/**
 * What has waited longer than the group allows (level W): a find that was not pointed out within P-06
 * days (R11), a handover without receipt within P-16 days (R66). `about` says the days and the limit.
 */
export function overdue(
  problem: {
    readonly state: ProblemState
    readonly foundOn: string
    readonly handover: { readonly handedOn: string; readonly receivedOn: string | null } | null
  },
  limits: DayLimits,
  asOf: string,
): readonly Reason[] {
  const notes: Reason[] = []
  const unreminded = daysBetween(problem.foundOn, asOf)
  if (problem.state === 'found' && unreminded > limits.remind) {
    const about = [String(unreminded), String(limits.remind)]
    notes.push({ code: 'problem.not-reminded', about })
  }
  if (problem.handover?.receivedOn === null) {
    const days = daysBetween(problem.handover.handedOn, asOf)
    const about = [String(days), String(limits.answer)]
    if (days > limits.answer) notes.push({ code: 'problem.handover-unanswered', about })
  }
  return notes
}

/** Whether one problem may be merged into another: of the same unit, and itself still standing. */
export function merging(
  problem: { readonly unitId: string; readonly id: string },
  target: { readonly unitId: string; readonly id: string; readonly state: ProblemState },
): Verdict<true> {
  const ended = ['merged', 'notSubstantiated', 'handedOver'].includes(target.state)
  return ended || problem.unitId !== target.unitId || problem.id === target.id
    ? refuse({ code: 'problem.merge-target-unfit' })
    : allow(true)
}
