import { allow, judge, type Reason, refuse, type Verdict } from '#db/kernel/verdict.ts'

import type { Nature, Onsite, Result, Site } from './contract.ts'

/** What a visit must hold before it is closed. */
export type VisitFacts = {
  readonly state: 'open' | 'closed'
  readonly items: readonly {
    readonly id: string
    readonly result: Result
    readonly nature: Nature
    readonly problems: number
  }[]
  readonly sites: readonly Site[]
  readonly onsite: Onsite
}

/**
 * Whether a visit may be closed. Level H: something was looked for, each found item has its problem
 * (INV-24: found ⇔ a linked problem), each site has its two codes (R4). Level W: papers, meetings
 * and procedures alone (R53), a purpose that was not served (R46), facts of the eight rules (R102).
 * `about` names the exposures or the sites.
 */
export function closeVisit(facts: VisitFacts): Verdict<'closed'> {
  if (facts.state === 'closed') return refuse({ code: 'visit.is-closed' })
  const refused: Reason[] = []
  if (facts.items.length === 0) refused.push({ code: 'visit.nothing-looked-for' })
  const bare = facts.items.filter((item) => item.result === 'found' && item.problems === 0)
  if (bare.length > 0) {
    refused.push({ code: 'visit.found-without-problem', about: bare.map(({ id }) => id) })
  }
  const uncoded = facts.sites.filter(({ side, proposedBy }) => side === null || proposedBy === null)
  if (uncoded.length > 0) {
    refused.push({ code: 'visit.site-without-codes', about: uncoded.map(({ name }) => name) })
  }
  return judge('closed', { refused, notes: notesOf(facts) })
}

function notesOf({ items, onsite }: VisitFacts): readonly Reason[] {
  const missing = missingEightRules(onsite)
  return [
    ...(onlyFormal(items) ? [{ code: 'visit.only-formal', about: [String(items.length)] }] : []),
    ...(onsite.toHear ? [] : [{ code: 'visit.masses-not-heard' }]),
    ...(onsite.toFind ? [] : [{ code: 'visit.problems-not-sought' }]),
    ...(onsite.toLearn ? [] : [{ code: 'visit.effect-not-learned' }]),
    ...(missing === 0
      ? []
      : [
          {
            code: 'visit.eight-rules-missing',
            about: [String(missing), String(EIGHT_RULES.length)],
          },
        ]),
  ]
}

const EIGHT_RULES = ['meal', 'vehicles', 'accompanying', 'ceremony', 'gift'] as const

/** How many facts of the eight rules nobody has written yet, of five (R102). */
function missingEightRules(onsite: Onsite): number {
  return EIGHT_RULES.filter((fact) => onsite[fact] === null).length
}

/** Whether only papers, meetings or procedures were looked at, which is no examination (INV-26). */
export function onlyFormal(items: readonly { readonly nature: Nature | null }[]): boolean {
  return items.length > 0 && !items.some(({ nature }) => nature === 'effect' || nature === 'masses')
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
