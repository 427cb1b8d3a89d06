import { addDays } from '#db/kernel/dates.ts'
import { type Machine, nextState } from '#db/kernel/machine.ts'
import { judge, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'

import type { DefectCode, DefectEvent, DefectState } from './contract.ts'

/** P-14 where no round has begun yet: days after which the group checks itself again. */
export const SELF_CHECK_DAYS = 30

/** The states of an own defect (R15). The page draws its buttons from this table. */
export const defectMachine: Machine<DefectState, DefectEvent> = {
  seen: { own: 'owned' },
  owned: { correct: 'corrected' },
  corrected: { close: 'closed', reopen: 'reopened' },
  closed: { reopen: 'reopened' },
  reopened: { own: 'owned' },
}

export type DefectFacts = {
  readonly state: DefectState
  readonly ownerId: string | null
  readonly measure: string
  readonly dueOn: string | null
  readonly evidence: string
}

const claimFields = ['ownerId', 'measure', 'dueOn'] as const
export type ClaimField = (typeof claimFields)[number]

/** What a defect still lacks before somebody owns it: who, what he does, until when (R13, R39). */
export function missingOfClaim(facts: DefectFacts): readonly ClaimField[] {
  return claimFields.filter((field) => facts[field] === null || facts[field] === '')
}

/**
 * Whether a step is open to this actor, and where it leads. A defect is closed only when it was
 * corrected, with evidence, and by another member than its owner (R15, INV-21); one that comes back
 * says why. `today` is a civil date; a due date that is over is told, and keeps nothing back.
 */
export function advance(
  facts: DefectFacts,
  event: DefectEvent,
  { actor, basis, today }: { actor: string; basis: string; today: string },
): Verdict<DefectState> {
  const next = nextState(defectMachine, facts.state, event)
  if (event === 'close' && next === undefined && facts.state !== 'closed') {
    return refuse({ code: 'defect.not-corrected' }, ...closing(facts, actor))
  }
  if (next === undefined) return refuse({ code: 'defect.step-not-open' })
  const refused: Reason[] = []
  if (event === 'own') {
    const missing = missingOfClaim(facts)
    if (missing.length > 0) refused.push({ code: 'defect.claim-incomplete', about: missing })
  }
  if (event === 'correct' && facts.evidence === '')
    refused.push({ code: 'defect.evidence-missing' })
  if (event === 'close') refused.push(...closing(facts, actor))
  if (event === 'reopen' && basis === '') refused.push({ code: 'defect.basis-missing' })
  const notes = isOverdue(facts, today)
    ? [{ code: 'defect.overdue', about: [facts.dueOn ?? ''] }]
    : []
  return judge(next, { refused, notes })
}

function closing(facts: DefectFacts, actor: string): Reason[] {
  return [
    ...(facts.evidence === '' ? [{ code: 'defect.evidence-missing' }] : []),
    ...(facts.ownerId === actor ? [{ code: 'defect.closed-by-its-owner' }] : []),
  ]
}

/** Whether the due date of a defect that is not closed is over (R12). */
export function isOverdue(
  { state, dueOn }: Pick<DefectFacts, 'state' | 'dueOn'>,
  today: string,
): boolean {
  return state !== 'closed' && dueOn !== null && dueOn < today
}

export type DefectEntry = {
  readonly code: DefectCode
  readonly name: string
  readonly seenOn: string
  readonly dueOn: string | null
}

/** Entries that cannot be: one of its own without a name, a day to come, due before it was seen. */
export function checkEntry(entry: DefectEntry, today: string): Verdict<true> {
  const refused: Reason[] = []
  if (entry.code === 'own' && entry.name === '') refused.push({ code: 'defect.name-missing' })
  if (entry.seenOn > today) refused.push({ code: 'defect.in-the-future' })
  if (entry.dueOn !== null && entry.dueOn < entry.seenOn) {
    refused.push({ code: 'defect.due-before-seen' })
  }
  return judge(true, { refused })
}

/**
 * Whether the group owes itself a check (P-14, set by the group): one in each round, counted from
 * its first day; before the first round one in 30 days.
 */
export function selfCheckDue(
  lastOn: string | null,
  round: { readonly fromOn: string } | undefined,
  today: string,
): boolean {
  const since = round?.fromOn ?? addDays(today, -SELF_CHECK_DAYS)
  return lastOn === null || lastOn < since
}
