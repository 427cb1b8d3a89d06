import { daysBetween } from '#db/kernel/dates.ts'
import { allow, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'
import type { RoundState } from '#db/visit/contract.ts'

import type { PlanRow, RoundMember } from '../contract.ts'
import type { Span } from './nights.ts'

/** The longest round that a calendar shows, in days. */
const LONGEST = 60

/** Whether plan and people may still be changed; what was agreed waits for its approval unchanged. */
export function isOpenToChange(state: RoundState): boolean {
  return state === 'draft' || state === 'underWay'
}

/** Whether a round is over, so that its days stay as they are. */
export function isOver(state: RoundState): boolean {
  return state === 'back' || state === 'filed' || state === 'cancelled'
}

/** What cannot be of a plan: an end before its start, a member in two teams, a day outside. */
export function checkPlan(
  span: Span,
  members: readonly Pick<RoundMember, 'memberId'>[],
  plan: readonly Pick<PlanRow, 'plannedOn'>[],
): Verdict<true> {
  const { fromOn, toOn } = span
  if (toOn < fromOn) return refuse({ code: 'visit.ends-before-start' })
  const reasons: Reason[] = []
  if (daysBetween(fromOn, toOn) + 1 > LONGEST)
    reasons.push({ code: 'round.too-long', about: [String(LONGEST)] })
  if (new Set(members.map(({ memberId }) => memberId)).size < members.length) {
    reasons.push({ code: 'round.member-twice' })
  }
  plan.forEach(({ plannedOn }, at) => {
    if (plannedOn !== null && (plannedOn < fromOn || plannedOn > toOn)) {
      reasons.push({ code: 'round.planned-outside', about: [String(at + 1)] })
    }
  })
  return reasons.length > 0 ? refuse(...reasons) : allow(true)
}
