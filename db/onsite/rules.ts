import { allow, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'

/** What an assessment rests on. */
export type AssessmentFacts = {
  /** Observations at the unit after its latest hypothesis. */
  readonly since: number
  /** Observations that do not fit a hypothesis. */
  readonly against: number
  /** What was looked for without finding anything contrary. */
  readonly lookedFor: string
}

/** Whether a unit may be assessed: fieldwork first, and the contrary was sought (R6, INV-28). */
export function assessUnit({ since, against, lookedFor }: AssessmentFacts): Verdict<true> {
  const reasons: Reason[] = []
  if (since === 0) reasons.push({ code: 'onsite.no-observation-since' })
  if (against === 0 && lookedFor.trim() === '') reasons.push({ code: 'onsite.nothing-contrary' })
  return reasons.length > 0 ? refuse(...reasons) : allow(true)
}
