import type { Reason } from '#db/kernel/verdict.ts'

import type { PlanRow, RoundMeasures, RoundParameters } from '../contract.ts'

type Facts = {
  readonly measures: RoundMeasures
  readonly parameters: RoundParameters
  readonly plan: readonly PlanRow[]
}

/** Methods of random research, unannounced checks and hearing the masses (R45). */
const TOWARDS_MASSES: ReadonlySet<string> = new Set(['M07', 'M08', 'M12', 'M14', 'M15'])
/** Methods of talking with leaders: their reports, and talks one by one (R44). */
const WITH_LEADERS: ReadonlySet<string> = new Set(['M01', 'M04'])

/** Level J of a return: all nights in provincial capital or city (R32), no front-line day (R5, R33). */
export function askedOfReturn({ nights, personDays, workDays }: RoundMeasures): readonly Reason[] {
  const inCities = count(nights.capital) + count(nights.city)
  const out = countNights(nights)
  const front = personDays.township + personDays.village
  return [
    ...(out > 0 && inCities === out
      ? [{ code: 'round.all-nights-in-cities', about: [String(out)] }]
      : []),
    ...(front === 0 ? [{ code: 'round.no-front-line-days', about: [String(workDays)] }] : []),
  ]
}

/** Minutes by what they were given to: the masses and random checks, or talks with leaders (R45). */
export function hoursOf({ minutes }: RoundMeasures): {
  readonly masses: number
  readonly leaders: number
} {
  const sum = (methods: ReadonlySet<string>) =>
    minutes.reduce((all, each) => all + (methods.has(each.method) ? each.minutes : 0), 0)
  return { masses: sum(TOWARDS_MASSES), leaders: sum(WITH_LEADERS) }
}

/** Nights out with the group, wherever. */
export function countNights(nights: RoundMeasures['nights']): number {
  return Object.entries(nights).reduce((all, [level, n]) => all + (level === 'off' ? 0 : n), 0)
}

/** Level W of a return: each finding names its numbers, x of n, and the limit that the group set. */
export function warningsOfReturn({ measures, parameters }: Facts): readonly Reason[] {
  const { sites, visits, personDays, workDays, cityRun } = measures
  const [back, host] = [count(sites['back']), count(sites['host'])]
  const all = count(sites['all'])
  const low = personDays.township + personDays.village
  const below = personDays.county + low
  const made = count(visits['all'])
  const unannounced = count(visits['unannounced'])
  return [
    ...warn(
      all > 0 && back < all * parameters.backShare,
      'round.back-yard-low',
      back,
      all,
      percent(parameters.backShare),
    ),
    ...warn(
      host > all * parameters.hostShare,
      'round.host-sites-high',
      host,
      all,
      percent(parameters.hostShare),
    ),
    ...warn(
      workDays > 0 && below < workDays * parameters.countyShare,
      'round.county-days-low',
      days(below),
      workDays,
      percent(parameters.countyShare),
    ),
    ...warn(
      workDays > 0 && low < workDays * parameters.townshipShare,
      'round.township-days-low',
      days(low),
      workDays,
      percent(parameters.townshipShare),
    ),
    ...warn(
      cityRun.nights > parameters.cityRun,
      'round.city-run-long',
      cityRun.name ?? '',
      cityRun.nights,
      parameters.cityRun,
    ),
    ...warn(
      made > 0 && unannounced < made * parameters.unannouncedShare,
      'round.unannounced-low',
      unannounced,
      made,
      percent(parameters.unannouncedShare),
    ),
    ...warningsOfVisits(measures),
  ]
}

function warningsOfVisits(measures: RoundMeasures): readonly Reason[] {
  const { visits } = measures
  const { masses, leaders } = hoursOf(measures)
  const made = count(visits['all'])
  const without = count(visits['withoutPurpose'])
  const formOnly = count(visits['formOnly'])
  return [
    ...warn(
      leaders > 0 && masses <= leaders,
      'round.leaders-take-more',
      hours(masses),
      hours(leaders),
    ),
    ...warn(without > 0, 'round.purpose-unserved', without, made),
    ...warn(formOnly > 0, 'round.visits-form-only', formOnly, made),
  ]
}

/** Level W of a plan: its spot study (R41) and what goes without notice (R45). */
export function warningsOfPlan({ plan, parameters }: Facts): readonly Reason[] {
  const spots = plan.filter(({ reason }) => reason === 'spotStudy')
  const short = spots.filter(({ halfDays }) => halfDays < parameters.spotDays * 2)
  const unannounced = plan.filter(({ notice }) => notice === 'unannounced').length
  const limit = percent(parameters.unannouncedShare)
  return [
    ...warn(plan.length > 0 && spots.length === 0, 'round.no-spot-study', plan.length),
    ...warn(
      short.length > 0,
      'round.spot-study-short',
      short.length,
      spots.length,
      parameters.spotDays,
    ),
    ...warn(
      unannounced < plan.length * parameters.unannouncedShare,
      'round.plan-unannounced-low',
      unannounced,
      plan.length,
      limit,
    ),
  ]
}

function warn(holds: boolean, code: string, ...about: readonly (string | number)[]): Reason[] {
  return holds ? [{ code, about: about.map(String) }] : []
}

function count(n: number | undefined): number {
  return n ?? 0
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

/** Person-days to one decimal, for they are shared out by minutes. */
function days(n: number): string {
  return String(Math.round(n * 10) / 10)
}

function hours(minutes: number): string {
  return String(Math.round(minutes / 6) / 10)
}
