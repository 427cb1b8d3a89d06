import type { Machine } from '#db/kernel/machine.ts'
import { nextState } from '#db/kernel/machine.ts'
import { confirms, isLeader, type Role } from '#db/kernel/roles.ts'
import { judge, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'
import type { RoundState } from '#db/visit/contract.ts'

import type { RoundEvent, RoundRecord } from '../contract.ts'
import { askedOfReturn, warningsOfPlan, warningsOfReturn } from './warnings.ts'

/** SM9. The page draws its buttons from this table; the way back is taken with a reason only. */
export const roundMachine: Machine<RoundState, RoundEvent> = {
  draft: { agree: 'agreed', cancel: 'cancelled' },
  agreed: { approve: 'approved', redraft: 'draft', cancel: 'cancelled' },
  approved: { start: 'underWay', redraft: 'draft', cancel: 'cancelled' },
  underWay: { recall: 'back' },
  back: { file: 'filed', resume: 'underWay' },
  filed: {},
  cancelled: {},
}

/** Steps that go back or end a round early: each needs to be told why. */
const TOLD: ReadonlySet<RoundEvent> = new Set(['redraft', 'resume', 'cancel'])

/** Whether a step is taken with a reason in words. */
export function needsBasis(event: RoundEvent): boolean {
  return TOLD.has(event)
}

/** Who takes a step. */
export type Actor = { readonly id: string; readonly role: Role }

/** What the rules judge a round by. */
export type RoundFacts = Omit<RoundRecord, 'steps' | 'days'>

/**
 * Whether a step of SM9 is open to this member, and where it leads. Level H: who may take it, what a
 * plan needs, INV-30, open visits. Level J: all nights in cities (R32), no day at the front line (R5,
 * R33), problems that nobody was reminded of (R11). Level W: the shares of §4.9.
 */
export function advanceRound(
  facts: RoundFacts,
  event: RoundEvent,
  actor: Actor,
  basis: string,
): Verdict<RoundState> {
  const next = nextState(roundMachine, facts.state, event)
  if (!next) return refuse({ code: 'round.step-not-open', about: [facts.state, event] })
  const refused = [...handOf(facts, next, actor), ...lackingFor(facts, next)]
  if (needsBasis(event) && basis === '') refused.push({ code: 'round.basis-missing' })
  return judge(next, {
    refused,
    asked: askedFor(facts, next, event),
    notes:
      event === 'recall' ? warningsOfReturn(facts) : next === 'agreed' ? warningsOfPlan(facts) : [],
    justified: facts.justified,
  })
}

/** The leader approves, files and cancels; he or his deputy chairs; the lead member travels. */
function handOf(facts: RoundFacts, next: RoundState, { id, role }: Actor): Reason[] {
  if (next === 'approved' || next === 'filed' || next === 'cancelled') {
    return isLeader(role) ? [] : [{ code: 'round.leader-only' }]
  }
  if (confirms(role)) return []
  if (next === 'agreed' || next === 'draft') return [{ code: 'round.heads-only' }]
  return id === facts.leadMemberId ? [] : [{ code: 'round.lead-only' }]
}

function lackingFor(facts: RoundFacts, next: RoundState): readonly Reason[] {
  if (next === 'agreed') return missingInPlan(facts)
  if (next === 'back' || next === 'filed') return missingOnReturn(facts, next)
  return []
}

function missingInPlan({ purpose, leadMemberId, members, plan }: RoundFacts): readonly Reason[] {
  return [
    ...(purpose === '' ? [{ code: 'round.purpose-missing' }] : []),
    ...(leadMemberId === null ? [{ code: 'round.lead-missing' }] : []),
    ...(members.length === 0 ? [{ code: 'round.nobody-travels' }] : []),
    ...(plan.length === 0 ? [{ code: 'round.plan-empty' }] : []),
  ]
}

/** INV-30, and no visit left open; a round is filed with its summary. */
function missingOnReturn(facts: RoundFacts, next: RoundState): readonly Reason[] {
  const { members, measures, openVisits, summary } = facts
  const missing = measures.nightsMissing.length
  const due = String(measures.nightsDue)
  return [
    ...(members.length === 0 ? [{ code: 'round.nobody-travels' }] : []),
    ...(missing > 0 ? [{ code: 'round.nights-missing', about: [String(missing), due] }] : []),
    ...(openVisits.length > 0
      ? [{ code: 'round.visit-open', about: [String(openVisits.length)] }]
      : []),
    ...(next === 'filed' && summary.trim() === '' ? [{ code: 'round.summary-missing' }] : []),
  ]
}

function askedFor(facts: RoundFacts, next: RoundState, event: RoundEvent): readonly Reason[] {
  if (event === 'recall') return askedOfReturn(facts.measures)
  return next === 'filed' && facts.unreminded > 0
    ? [{ code: 'round.problems-unreminded', about: [String(facts.unreminded)] }]
    : []
}
