import type { Machine } from '#db/kernel/machine.ts'
import { nextState } from '#db/kernel/machine.ts'
import { allow, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'

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
export type ProblemFacts = EventFacts & {
  readonly state: ProblemState
  readonly enteredBy: string
}

const eventFields = ['what', 'happened', 'place', 'effect', 'persons'] as const
export type EventField = (typeof eventFields)[number]

/** What the event of a problem still lacks before it is pinned down (R70–R71, INV-20). */
export function missingOfEvent(facts: EventFacts): readonly EventField[] {
  return eventFields.filter((field) => facts[field] === '' || facts[field] === 0)
}

/**
 * Whether a step of SM1 is open to this actor, and where it leads. `found` needs the whole event
 * and another member than the one who entered it (INV-20, INV-21); a dismissal needs its reason.
 */
export function advance(
  facts: ProblemFacts,
  event: ProblemEvent,
  actor: string,
  basis: string,
): Verdict<ProblemState> {
  const next = nextState(problemMachine, facts.state, event)
  if (!next) return refuse({ code: 'problem.step-not-open', about: [facts.state, event] })
  const reasons: Reason[] = []
  if (event === 'confirm') {
    if (actor === facts.enteredBy) reasons.push({ code: 'problem.confirmed-by-its-enterer' })
    const missing = missingOfEvent(facts)
    if (missing.length > 0) reasons.push({ code: 'problem.event-incomplete', about: missing })
  }
  if (event !== 'confirm' && basis === '') reasons.push({ code: 'problem.basis-missing' })
  return reasons.length > 0 ? refuse(...reasons) : allow(next)
}
