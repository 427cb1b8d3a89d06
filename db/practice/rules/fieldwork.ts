import type { z } from 'zod'

import { addDays } from '#db/kernel/dates.ts'
import type { Random } from '#db/kernel/random.ts'
import type { Method, Nature, Notice, Result, Selection } from '#db/visit/contract.ts'

import type { PracticeUnit } from './province.ts'

export type PracticeExposure = {
  readonly problemType: string
  readonly method: z.infer<typeof Method>
  readonly nature: z.infer<typeof Nature>
  readonly result: Result
}

export type PracticeVisit = {
  /** 0, 1 or 2: the index of the round. */
  readonly round: number
  /** Index into the units of the province. */
  readonly unit: number
  readonly startedOn: string
  readonly endedOn: string
  readonly method: z.infer<typeof Method>
  readonly notice: Notice
  readonly selection: Selection
  readonly exposures: readonly PracticeExposure[]
}

export const practiceRounds = [
  { no: 1, purpose: '摸底，看活动开展和群众反映', fromOn: '2014-04-08', toOn: '2014-04-29' },
  { no: 2, purpose: '看边查边改和窗口服务', fromOn: '2014-05-08', toOn: '2014-05-30' },
  { no: 3, purpose: '回访，看惠民政策落实', fromOn: '2014-06-03', toOn: '2014-06-24' },
] as const

const VISITS = 300

/** How often each type is met when it is looked for: one figure for counties, one below them. */
const prevalence: Readonly<Record<string, readonly [county: number, below: number]>> = {
  T01: [0.42, 0.4],
  T02: [0.66, 0.5],
  T03: [0.2, 0.12],
  T04: [0.3, 0.15],
  T05: [0.15, 0.08],
  T07: [0.22, 0.25],
  T12: [0.45, 0.42],
  T13: [0.05, 0.06],
  T17: [0.05, 0.02],
  T18: [0.58, 0.46],
  T19: [0.28, 0.3],
  T20: [0.54, 0.5],
  T21: [0.17, 0.2],
  T08: [0, 0],
}

/** Types that only announced visits looked for, and one that was hardly looked for. */
const ANNOUNCED_ONLY = 'T06'
const HARDLY_LOOKED = 'T14'

/** 300 visits over three rounds; each county is drawn at most once, and returns are few. */
export function practiceVisits(
  units: readonly PracticeUnit[],
  random: Random,
): readonly PracticeVisit[] {
  const indexes = units.map((_unit, index) => index)
  const counties = random.shuffle(indexes.filter((index) => units[index]?.level === '30'))
  const below = random.shuffle(indexes.filter((index) => (units[index]?.level ?? '') > '30'))
  return Array.from({ length: VISITS }, (_each, made) => {
    const round = made % 3
    const turn = Math.floor(made / 3)
    if (turn < 20) return visit(random, round, counties[turn * 3 + round] ?? 0, 'drawn', true)
    if (turn < 30) {
      const selection = random.pick(['chosen', 'chosen', 'invited', 'continued'] as const)
      return visit(random, round, random.pick(counties.slice(0, 90)), selection, true)
    }
    const selection = random.pick(['drawn', 'drawn', 'drawn', 'chosen', 'continued'] as const)
    return visit(random, round, below[turn * 3 + round - 90] ?? 0, selection, false)
  })
}

function visit(
  random: Random,
  round: number,
  unit: number,
  selection: Selection,
  county: boolean,
): PracticeVisit {
  const span = practiceRounds[round] ?? practiceRounds[0]
  const startedOn = addDays(span.fromOn, random.whole(0, 19))
  const notice: Notice =
    selection === 'invited' || random.chance(0.4)
      ? 'announced'
      : random.pick(['unannounced', 'unannounced', 'short'] as const)
  const method =
    notice === 'unannounced' ? 'M08' : random.pick(['M07', 'M09', 'M12', 'M14'] as const)
  return {
    round,
    unit,
    startedOn,
    endedOn: county ? addDays(startedOn, 1) : startedOn,
    method,
    notice,
    selection,
    exposures: looks(random, method, notice, county),
  }
}

function looks(
  random: Random,
  method: PracticeVisit['method'],
  notice: Notice,
  county: boolean,
): PracticeExposure[] {
  const wanted = county ? random.whole(11, 14) : random.whole(5, 9)
  const types = random.shuffle(Object.keys(prevalence)).slice(0, wanted)
  if (county && notice === 'announced' && random.chance(0.45)) types.push(ANNOUNCED_ONLY)
  if (county && random.chance(0.045)) types.push(HARDLY_LOOKED)
  return types.map((problemType) => {
    const [inCounty, belowCounty] = prevalence[problemType] ?? [0.5, 0.5]
    // Announced visits see less: the place has been got ready.
    const met = (county ? inCounty : belowCounty) * (notice === 'announced' ? 0.85 : 1.08)
    const papers = notice === 'announced' && random.chance(0.08)
    const result: Result = random.chance(0.03)
      ? 'couldNotLook'
      : random.chance(met)
        ? 'found'
        : 'notFound'
    return {
      problemType,
      method: papers ? 'M02' : method,
      nature: papers ? 'papers' : random.pick(['effect', 'effect', 'masses'] as const),
      result,
    }
  })
}
