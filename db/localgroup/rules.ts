import { addDays } from '#db/kernel/dates.ts'
import { allow, judge, type Reason, type Verdict } from '#db/kernel/verdict.ts'
import type { Nature } from '#db/visit/contract.ts'

/** Levels whose units are asked for a responsible group, set by this group and not by the notice. */
export const supervisedLevels = ['20', '30'] as const

/** Days that stand for the round before the first one has begun. */
const DAYS_WITHOUT_ROUND = 30

/** A span of civil dates, both ends included; null is an open end. */
export type Span = { readonly fromOn: string; readonly toOn: string | null }

/** Whether a unit would have two responsible groups on one day (R47). */
export function checkAssignment(
  wanted: Span,
  others: readonly (Span & { readonly groupName: string })[],
): Verdict<true> {
  if (wanted.toOn !== null && wanted.toOn < wanted.fromOn) {
    return judge(true, { refused: [{ code: 'localgroup.ends-before-start' }] })
  }
  const refused = others
    .filter((other) => overlap(wanted, other))
    .map(({ groupName }) => ({ code: 'localgroup.unit-has-one', about: [groupName] }))
  return judge(true, { refused: refused.slice(0, 1) })
}

function overlap(one: Span, other: Span): boolean {
  const end = ({ toOn }: Span) => toOn ?? '9999'
  return one.fromOn <= end(other) && other.fromOn <= end(one)
}

/** A visit as a comparison sees it: the units that it looked at, and its last day. */
export type SeenVisit = { readonly unitIds: readonly string[]; readonly endedOn: string }

/**
 * Whether what was seen may stand beside an answer: it needs a visit of that very unit which did
 * not end before the answer was given (R48).
 */
export function checkSeen(
  answer: { readonly unitId: string; readonly answeredOn: string },
  visit: SeenVisit | null,
): Verdict<true> {
  const refused: Reason[] = []
  if (visit === null) refused.push({ code: 'localgroup.seen-without-visit' })
  else if (!visit.unitIds.includes(answer.unitId)) {
    refused.push({ code: 'localgroup.visit-of-another-unit' })
  } else if (visit.endedOn < answer.answeredOn) {
    refused.push({ code: 'localgroup.seen-before-answer', about: [answer.answeredOn] })
  }
  return judge(true, { refused })
}

/** Whether a check was aimed at papers, meetings and procedure alone (R53, INV-26). */
export function isFormOnly(natures: readonly Nature[]): boolean {
  return natures.length > 0 && !natures.includes('effect') && !natures.includes('masses')
}

/** The word on one check of a local group: what is aimed at form alone is told (level W). */
export function checkNatures(natures: readonly Nature[]): Verdict<true> {
  return allow(true, isFormOnly(natures) ? [{ code: 'localgroup.form-only' }] : [])
}

/** The first day from which a contact counts as one of this round. */
export function roundSince(round: { readonly fromOn: string } | undefined, today: string): string {
  return round?.fromOn ?? addDays(today, -DAYS_WITHOUT_ROUND)
}
