import { nextState } from '#db/kernel/machine.ts'
import { judge, type Reason, type Verdict } from '#db/kernel/verdict.ts'

import type { RectState } from '../records.ts'
import { type Actor, type RectFacts, rectMachine, when } from './machine.ts'

/** What is written as done was done: no day to come. */
export function notToCome(day: string | null, today: string): Verdict<true> {
  return judge(true, {
    refused: when(day !== null && day > today, 'rectification.in-the-future'),
  })
}

/** Whether a milestone can be reached on a day: once, and while its item is at work. */
export function reaching(
  milestone: { readonly reachedOn: string | null; readonly itemState: RectState },
  reachedOn: string,
  today: string,
): Verdict<true> {
  const ended = milestone.itemState === 'done' || milestone.itemState === 'cancelled'
  return judge(true, {
    refused: [
      ...when(milestone.reachedOn !== null, 'rectification.milestone-is-reached'),
      ...when(ended, 'rectification.item-is-ended'),
      ...when(reachedOn > today, 'rectification.in-the-future'),
    ],
  })
}

/** Whether the unit's claim can be written: the step is open, and not before the last check. */
export function reportDone(facts: RectFacts, claimedOn: string): Verdict<true> {
  const last = facts.checks.at(-1)?.checkedOn
  const open = nextState(rectMachine, facts.state, 'report') !== undefined
  return judge(true, {
    refused: [
      ...when(!open, 'rectification.step-not-open', [facts.state, 'report']),
      ...when(last !== undefined && claimedOn < last, 'rectification.dates-out-of-order'),
    ],
  })
}

export type Checking = {
  readonly checkedOn: string
  readonly visitEndedOn: string
}

/**
 * Whether this actor may write this check: another than who entered the claim (INV-21), on a visit
 * that went there after it (INV-22).
 */
export function checkClaim(
  facts: RectFacts,
  { checkedOn, visitEndedOn }: Checking,
  actor: Actor,
): Verdict<true> {
  const claim = facts.reports.at(-1)
  return judge(true, {
    refused: [
      ...mayCheck(facts, actor),
      ...when(
        claim !== undefined && visitEndedOn < claim.claimedOn,
        'rectification.visit-before-claim',
      ),
      ...when(
        claim !== undefined && checkedOn < claim.claimedOn,
        'rectification.dates-out-of-order',
      ),
    ],
  })
}

/** What the page can say of a check before anything of it is written. */
export function mayCheck(facts: RectFacts, actor: Actor): readonly Reason[] {
  return [
    ...when(facts.state !== 'beingChecked', 'rectification.step-not-open', [facts.state, 'check']),
    ...when(facts.reports.at(-1)?.enteredById === actor.id, 'rectification.checked-by-claimant'),
  ]
}

export type Counts = {
  readonly asked: number
  readonly answers: number
  readonly satisfied: number
  readonly partly: number
  readonly dissatisfied: number
}

/** INV-35: what was counted adds up to no more than who answered, and these to no more than asked. */
export function countsAddUp(counts: Counts): Verdict<true> {
  const { asked, answers, satisfied, partly, dissatisfied } = counts
  const sum = satisfied + partly + dissatisfied
  return judge(true, {
    refused: when(sum > answers || answers > asked, 'rectification.counts-wrong'),
  })
}
