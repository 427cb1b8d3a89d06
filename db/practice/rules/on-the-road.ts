import { addDays } from '#db/kernel/dates.ts'
import type { Random } from '#db/kernel/random.ts'
import type { ObservationFit } from '#db/onsite/contract.ts'
import type { LodgingKind, LodgingLevel, PlanReason, WorkMinutes } from '#db/round/contract.ts'
import { daysOf, type Span } from '#db/round/rules/nights.ts'
import type { MethodMinutes, Onsite, Site } from '#db/visit/contract.ts'

import type { PracticeVisit } from './fieldwork.ts'

/** Two sub-teams by the place of their members in the practice group. */
export const practiceTeams: readonly (readonly [member: number, team: string])[] = [
  [1, '一分队'],
  [0, '一分队'],
  [3, '一分队'],
  [2, '二分队'],
  [4, '二分队'],
]

export type PracticeDay = {
  readonly dayOn: string
  readonly lodgingLevel: LodgingLevel | null
  readonly lodgingKind: LodgingKind | null
  readonly minutes: WorkMinutes
}

const KINDS: Readonly<Record<LodgingLevel, LodgingKind | null>> = {
  capital: 'designated',
  city: 'designated',
  county: 'hotel',
  township: 'hostel',
  village: 'household',
  transit: null,
  off: null,
}
const NOWHERE: WorkMinutes = { province: 0, city: 0, county: 0, township: 0, village: 0 }

/**
 * The days of one member in a round: the first night in the capital, then out, a few nights in
 * cities between. The last two nights of a round that is still being written are not there yet.
 */
export function practiceDays(span: Span, whole: boolean, random: Random): readonly PracticeDay[] {
  const days = daysOf(span)
  return days.flatMap((dayOn, at): PracticeDay[] => {
    if (!whole && at > days.length - 4) return []
    const last = at === days.length - 1
    const level: LodgingLevel =
      at === 0
        ? 'capital'
        : random.pick(['county', 'county', 'township', 'township', 'village', 'city'] as const)
    const minutes = minutesAt(level, random)
    return [
      {
        dayOn,
        lodgingLevel: last ? null : level,
        lodgingKind: last ? null : KINDS[level],
        minutes,
      },
    ]
  })
}

function minutesAt(level: LodgingLevel, random: Random): WorkMinutes {
  const long = random.whole(4, 7) * 60
  const rest = random.whole(0, 2) * 60
  if (level === 'capital') return { ...NOWHERE, province: long }
  if (level === 'city') return { ...NOWHERE, city: rest, county: long }
  if (level === 'county') return { ...NOWHERE, county: rest, township: long }
  return { ...NOWHERE, township: rest, village: long }
}

const PLACES = {
  front: ['办事大厅', '党群服务中心', '示范窗口', '便民服务站'],
  back: ['后院食堂', '三楼会计室', '信访接待室', '偏远自然村', '退件登记台'],
} as const

/** One or two sites of a visit: hosts propose the front, drawing and the masses lead to the back. */
export function practiceSites(random: Random): readonly Omit<Site, 'id'>[] {
  return Array.from({ length: random.whole(1, 2) }, () => {
    const side = random.pick(['front', 'back', 'back'] as const)
    const proposedBy =
      side === 'front'
        ? random.pick(['host', 'host', 'group'] as const)
        : random.pick(['group', 'draw', 'masses', 'host'] as const)
    return { name: random.pick(PLACES[side]), side, proposedBy, minutes: random.whole(2, 8) * 10 }
  })
}

/** How long the visit took by its own method, and sometimes a talk with the leaders. */
export function practiceMinutes(
  { method, notice }: Pick<PracticeVisit, 'method' | 'notice'>,
  random: Random,
): readonly MethodMinutes[] {
  const own = { method, minutes: random.whole(6, 18) * 10 }
  if (notice !== 'announced' || !random.chance(0.5)) return [own]
  return [own, { method: 'M04', minutes: random.whole(3, 9) * 10 }]
}

/** The facts of the eight rules and the purposes; a few visits did not ask after the effect. */
export function practiceOnsite(county: boolean, random: Random): Onsite {
  return {
    placeKind: county ? random.pick(['own', 'own', 'upper'] as const) : 'frontLine',
    toHear: true,
    toFind: true,
    toLearn: random.chance(0.85),
    thirdPersons: random.whole(0, 1),
    accompanying: random.whole(0, 3),
    meal: random.pick(['none', 'canteen', 'canteen', 'workMeal'] as const),
    mealFen: 1500,
    lodgingFen: null,
    vehicles: 1,
    ceremony: false,
    gift: random.chance(0.03) ? 'refused' : 'none',
  }
}

const SEEN = [
  ['窗口叫号到 47 号，等的人都有座位，公示栏是本月的', 'fits'],
  ['墙上的承诺书是新贴的，退件登记只有两行', 'against'],
  ['问了六名群众，四名说今年来过两趟以上', 'against'],
  ['食堂账本和接待清单对得上', 'fits'],
  ['两名群众说补贴的钱到得比去年早', 'neutral'],
] as const satisfies readonly (readonly [text: string, fit: ObservationFit])[]

/** What somebody saw on a visit, and whether it agrees with what was supposed. */
export function practiceObservation(random: Random): {
  readonly text: string
  readonly fit: ObservationFit
} {
  const [text, fit] = random.pick(SEEN)
  return { text, fit }
}

export type PracticePlan = {
  readonly unit: number
  readonly reason: PlanReason
  readonly plannedOn: string
  readonly halfDays: number
  readonly notice: PracticeVisit['notice']
  readonly team: string
}

/** The first visits of a round as its plan had them. */
export function practicePlan(
  round: number,
  { fromOn }: Span,
  visits: readonly PracticeVisit[],
): readonly PracticePlan[] {
  const reasons = ['gap', 'gap', 'returnCheck', 'risk', 'deadline', 'spotStudy'] as const
  return visits
    .filter((visit) => visit.round === round)
    .slice(0, 12)
    .map((visit, at) => ({
      unit: visit.unit,
      reason: reasons[at % reasons.length] ?? 'gap',
      plannedOn: addDays(fromOn, at),
      halfDays: at % reasons.length === 5 ? 4 : 2,
      notice: visit.notice,
      team: at % 2 === 0 ? '一分队' : '二分队',
    }))
}
