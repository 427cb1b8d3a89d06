import { addDays } from '#db/kernel/dates.ts'

import type { LodgingLevel, RoundDay, RoundMeasures, RoundMember } from '../contract.ts'

export type Span = { readonly fromOn: string; readonly toOn: string }

/** Every day of a span, both ends included. */
export function daysOf({ fromOn, toOn }: Span): readonly string[] {
  const days: string[] = []
  for (let day = fromOn; day <= toOn; day = addDays(day, 1)) days.push(day)
  return days
}

/** What the days of a round come to: nights, their longest run in cities, and days by level. */
export type DayMeasures = Pick<
  RoundMeasures,
  'workDays' | 'personDays' | 'nights' | 'nightsDue' | 'nightsMissing' | 'cityRun'
>

/**
 * Counts the days of those who travel. The night after the last day is nobody's: they are home. A
 * day of work falls to the levels in proportion of its minutes, so that it counts once (R29).
 */
export function measureDays(
  span: Span,
  members: readonly RoundMember[],
  days: readonly RoundDay[],
): DayMeasures {
  const nights = daysOf(span).slice(0, -1)
  const lodging = new Map(days.map((day) => [keyOf(day.memberId, day.dayOn), day.lodgingLevel]))
  const levels = members.flatMap(({ memberId }) =>
    nights.flatMap((night) => lodging.get(keyOf(memberId, night)) ?? []),
  )
  const missing = members.flatMap(({ memberId, name }) =>
    nights
      .filter((night) => (lodging.get(keyOf(memberId, night)) ?? null) === null)
      .map((dayOn) => ({ name, dayOn })),
  )
  const runs = members.map(({ memberId, name }) => ({
    name,
    nights: longestCityRun(nights.map((night) => lodging.get(keyOf(memberId, night)) ?? null)),
  }))
  const run = runs.toSorted((one, other) => other.nights - one.nights)[0]
  return {
    ...measureWork(days),
    nights: countLevels(levels),
    nightsDue: members.length * nights.length,
    nightsMissing: missing,
    cityRun: run && run.nights > 0 ? run : { nights: 0, name: null },
  }
}

function keyOf(memberId: string, day: string): string {
  return `${memberId} ${day}`
}

/** The longest run of nights in a provincial capital or a city (P-04). */
export function longestCityRun(nights: readonly (LodgingLevel | null)[]): number {
  let [longest, run] = [0, 0]
  for (const level of nights) {
    run = level === 'capital' || level === 'city' ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

function countLevels(levels: readonly LodgingLevel[]): Record<LodgingLevel, number> {
  const nights = { capital: 0, city: 0, county: 0, township: 0, village: 0, transit: 0, off: 0 }
  for (const level of levels) nights[level] += 1
  return nights
}

function measureWork(days: readonly RoundDay[]): Pick<RoundMeasures, 'workDays' | 'personDays'> {
  const personDays = { province: 0, city: 0, county: 0, township: 0, village: 0 }
  let workDays = 0
  for (const { minutes } of days) {
    const all = Object.values(minutes).reduce((sum, each) => sum + each, 0)
    if (all === 0) continue
    workDays += 1
    personDays.province += minutes.province / all
    personDays.city += minutes.city / all
    personDays.county += minutes.county / all
    personDays.township += minutes.township / all
    personDays.village += minutes.village / all
  }
  return { workDays, personDays }
}
