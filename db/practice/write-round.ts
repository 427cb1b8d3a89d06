import type { Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import type { Random } from '#db/kernel/random.ts'

import { practiceRounds, type PracticeVisit } from './rules/fieldwork.ts'
import {
  practiceDays,
  practiceMinutes,
  practiceObservation,
  practiceOnsite,
  practicePlan,
  practiceSites,
  practiceTeams,
} from './rules/on-the-road.ts'

export type Ground = {
  readonly unitIds: readonly string[]
  readonly rounds: readonly string[]
  readonly members: readonly string[]
}

/** Writes the people, the plan and the days of each round; the last round lacks a few nights. */
export function addJourneys(
  { unitIds, rounds, members }: Ground,
  visits: readonly PracticeVisit[],
  random: Random,
  world: World,
): void {
  const addMember = world.bulk.insert('roundMember', ['id', 'roundId', 'memberId', 'team'])
  const addPlan = world.bulk.insert('roundPlan', [
    'id',
    'roundId',
    'unitId',
    'reason',
    'plannedOn',
    'notice',
    'halfDays',
    'team',
  ])
  for (const [index, span] of practiceRounds.entries()) {
    const roundId = rounds[index] ?? ''
    for (const [member, team] of practiceTeams) {
      const memberId = members[member] ?? ''
      addMember([world.newId(), roundId, memberId, team])
      const whole = index < practiceRounds.length - 1
      addDays({ roundId, memberId }, practiceDays(span, whole, random), world)
    }
    for (const row of practicePlan(index, span, visits)) {
      const { unit, reason, plannedOn, notice, halfDays, team } = row
      const unitId = unitIds[unit] ?? ''
      addPlan([world.newId(), roundId, unitId, reason, plannedOn, notice, halfDays, team])
    }
  }
}

function addDays(
  { roundId, memberId }: { readonly roundId: string; readonly memberId: string },
  days: ReturnType<typeof practiceDays>,
  world: World,
): void {
  const add = world.bulk.insert('roundDay', [
    'id',
    'roundId',
    'memberId',
    'dayOn',
    'lodgingLevel',
    'lodgingKind',
    'minutesProvince',
    'minutesCity',
    'minutesCounty',
    'minutesTownship',
    'minutesVillage',
  ])
  for (const { dayOn, lodgingLevel, lodgingKind, minutes } of days) {
    const { province, city, county, township, village } = minutes
    const row = [world.newId(), roundId, memberId, dayOn, lodgingLevel, lodgingKind]
    add([...row, province, city, county, township, village])
  }
}

/** What a visit tells besides its looks: its sites, the minutes of its methods, what was seen. */
export function addOnsite(
  visitId: string,
  visit: PracticeVisit,
  random: Random,
  world: World,
): void {
  const addSite = world.bulk.insert('site', [
    'id',
    'visitId',
    'name',
    'side',
    'proposedBy',
    'minutes',
  ])
  for (const { name, side, proposedBy, minutes } of practiceSites(random)) {
    addSite([world.newId(), visitId, name, side, proposedBy, minutes])
  }
  const addMethod = world.bulk.insert('visitMethod', ['id', 'visitId', 'method', 'minutes'])
  for (const { method, minutes } of practiceMinutes(visit, random)) {
    addMethod([world.newId(), visitId, method, minutes])
  }
  const { text, fit } = practiceObservation(random)
  const addObservation = world.bulk.insert('observation', [
    'id',
    'visitId',
    'text',
    'fit',
    'enteredBy',
    'at',
  ])
  const at = `${visit.endedOn}T11:30:00.000Z`
  addObservation([world.newId(), visitId, text, fit, world.actor, at])
}

/** The fields of a visit's own row that tell what it was like, in the order of `onsiteColumns`. */
export function onsiteValues(visit: PracticeVisit, random: Random) {
  const onsite = practiceOnsite(visit.endedOn !== visit.startedOn, random)
  return [
    onsite.placeKind,
    onsite.toHear ? 1 : 0,
    onsite.toFind ? 1 : 0,
    onsite.toLearn ? 1 : 0,
    onsite.thirdPersons,
    onsite.accompanying,
    onsite.meal,
    onsite.meal === 'none' ? null : onsite.mealFen,
    onsite.vehicles,
    onsite.ceremony === true ? 1 : 0,
    onsite.gift,
  ]
}

export const onsiteColumns = [
  'placeKind',
  'toHear',
  'toFind',
  'toLearn',
  'thirdPersons',
  'accompanying',
  'meal',
  'mealFen',
  'vehicles',
  'ceremony',
  'gift',
] as const

/** The first round has been filed, as the group's own members would have taken it there. */
export async function fileFirstRound(tx: Writer, { rounds, members }: Ground, world: World) {
  const [first = ''] = rounds
  const [actor = '', leader = ''] = members
  const steps = ['draft', 'agreed', 'approved', 'underWay', 'back', 'filed'] as const
  await tx
    .updateTable('round')
    .set({ summary: '到过全部市州；窗口服务问题集中，已分别反馈。下一轮看边查边改。' })
    .where('id', '=', first)
    .execute()
  for (const state of ['back', 'filed'] as const) {
    await tx.updateTable('round').set({ state }).where('id', '=', first).execute()
  }
  for (const [at, toState] of steps.entries()) {
    await tx
      .insertInto('roundStep')
      .values({
        id: world.newId(),
        roundId: first,
        fromState: steps[at - 1] ?? null,
        toState,
        basis: '',
        at: `2014-04-0${at + 2}T01:00:00.000Z`,
        by: toState === 'draft' ? actor : leader,
      })
      .execute()
  }
}
