import { judge, type Reason, type Verdict } from '#db/kernel/verdict.ts'

/** States in which a problem is not yet, or no longer, the group's to speak of. */
const UNSPOKEN = new Set(['lead', 'notSubstantiated', 'handedOver', 'merged'])

/** Whether a problem in this state is one that a committee is asked about. */
export function canAsk(state: string): boolean {
  return !UNSPOKEN.has(state)
}

/** Whether a committee can be asked about a problem on that day (R94). */
export function asking(
  problem: { readonly state: string; readonly foundOn: string },
  askedOn: string,
): Verdict<true> {
  const refused: Reason[] = []
  if (!canAsk(problem.state)) refused.push({ code: 'responsibility.not-confirmed' })
  if (askedOn < problem.foundOn) refused.push({ code: 'responsibility.asked-before-found' })
  return judge(true, { refused })
}

/** Whether the committee can have acted on that day. */
export function acting(askedOn: string, actedOn: string): Verdict<true> {
  const refused = actedOn < askedOn ? [{ code: 'responsibility.acted-before-asked' }] : []
  return judge(true, { refused })
}
