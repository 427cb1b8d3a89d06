import { allow, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'

import type { Result } from './contract.ts'

/** What a visit must hold before it is closed. */
export type VisitFacts = {
  readonly state: 'open' | 'closed'
  readonly items: readonly {
    readonly id: string
    readonly result: Result
    readonly problems: number
  }[]
}

/**
 * Whether a visit may be closed: something was looked for, and each found item has its problem
 * (INV-24: found ⇔ a linked problem). `about` names the exposures that still lack one.
 */
export function closeVisit(facts: VisitFacts): Verdict<'closed'> {
  if (facts.state === 'closed') return refuse({ code: 'visit.is-closed' })
  const reasons: Reason[] = []
  if (facts.items.length === 0) reasons.push({ code: 'visit.nothing-looked-for' })
  const bare = facts.items.filter((item) => item.result === 'found' && item.problems === 0)
  if (bare.length > 0) {
    reasons.push({ code: 'visit.found-without-problem', about: bare.map(({ id }) => id) })
  }
  return reasons.length > 0 ? refuse(...reasons) : allow('closed')
}

export type VisitDates = {
  readonly startedOn: string
  readonly endedOn: string
  readonly today: string
  readonly unitValidTo: string | null
  readonly round: { readonly no: number; readonly fromOn: string; readonly toOn: string } | null
}

/** Dates that cannot be: an end before the start, a day to come, a closed unit, another round. */
export function checkDates(dates: VisitDates): Verdict<true> {
  const reasons: Reason[] = []
  if (dates.endedOn < dates.startedOn) reasons.push({ code: 'visit.ends-before-start' })
  if (dates.startedOn > dates.today) reasons.push({ code: 'visit.in-the-future' })
  if (dates.unitValidTo !== null && dates.endedOn > dates.unitValidTo) {
    reasons.push({ code: 'visit.unit-was-closed', about: [dates.unitValidTo] })
  }
  if (dates.round && (dates.startedOn < dates.round.fromOn || dates.startedOn > dates.round.toOn)) {
    reasons.push({
      code: 'visit.outside-round',
      about: [String(dates.round.no), dates.round.fromOn, dates.round.toOn],
    })
  }
  return reasons.length > 0 ? refuse(...reasons) : allow(true)
}

/** How many were looked at, and how many of those had the problem; null where nobody counted. */
export type LookCounts = { readonly looked: number | null; readonly foundCount: number | null }

/** No look finds more than it looked at. `about` is the place of the look in the list, from 1. */
export function checkCounts(looks: readonly LookCounts[]): Verdict<true> {
  const reasons = looks.flatMap((look, at) =>
    findsMore(look) ? [{ code: 'visit.found-more-than-looked', about: [String(at + 1)] }] : [],
  )
  return reasons.length > 0 ? refuse(...reasons) : allow(true)
}

/** Whether a look found more than it looked at. */
export function findsMore({ looked, foundCount }: LookCounts): boolean {
  return looked !== null && foundCount !== null && foundCount > looked
}
