import type { Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { shippedProblemTypes } from '#db/kernel/problem-types.ts'
import { type Random, randomFrom } from '#db/kernel/random.ts'
import { spell } from '#db/unit/rules.ts'

import { addOpinions } from './add-opinions.ts'
import type { practiceContract } from './contract.ts'
import { addOwnWork } from './own-work.ts'
import { planItems } from './plan-items.ts'
import { pointOut } from './point-out.ts'
import { rectify } from './rectify.ts'
import { practiceRounds, type PracticeVisit, practiceVisits } from './rules/fieldwork.ts'
import { type PracticeProblem, practiceProblem } from './rules/problems.ts'
import { type PracticeUnit, practiceProvince } from './rules/province.ts'
import { wasPointedOut } from './rules/reminders.ts'
import { practiceTexts } from './rules/texts.ts'
import {
  addJourneys,
  addOnsite,
  fileFirstRound,
  type Ground,
  onsiteColumns,
  onsiteValues,
} from './write-round.ts'

const PROBLEMS = 900

export const practiceCommands: CommandHandlers<typeof practiceContract> = {
  async load(tx, { seed }, world) {
    const file = await tx.selectFrom('caseFile').select('practice').executeTakeFirst()
    const present = await tx.selectFrom('unit').select('id').limit(1).executeTakeFirst()
    if (file?.practice !== 1) throw new Failure('refused', [{ code: 'practice.case-is-real' }])
    if (present) throw new Failure('refused', [{ code: 'practice.case-not-empty' }])

    const random = randomFrom(seed)
    const members = await addMembers(tx, world)
    const units = practiceProvince(random)
    const unitIds = addUnits(units, world)
    const rounds = await addRounds(tx, members, world)
    const ground = { unitIds, rounds, members }
    // Chance of its own, so that what was made before stays as it was.
    const road = randomFrom(`${seed} road`)
    const book = problemBook(members, world)
    const visits = practiceVisits(units, random)
    let exposures = 0
    for (const [index, visit] of visits.entries()) {
      if (index % 50 === 0) await world.pause(index, visits.length)
      exposures += addVisit(visit, ground, book, { random, road }, world)
    }
    while (book.count() < PROBLEMS) {
      const visit = random.pick(visits)
      const type = random.pick(Object.keys(practiceTexts))
      const state = random.chance(0.15) ? 'notSubstantiated' : 'lead'
      book.add(practiceProblem(type, visit.startedOn, state, random), {
        unitId: unitIds[visit.unit] ?? '',
        visitId: null,
        exposureId: null,
        foundOn: visit.startedOn,
      })
    }
    addJourneys(ground, visits, road, world)
    await tx.updateTable('visit').set({ state: 'closed' }).execute()
    await pointOut(tx, members, world)
    await planItems(tx, world)
    await rectify(tx, members, world)
    await fileFirstRound(tx, ground, world)
    await addOpinions(tx, members[0] ?? world.actor, world)
    await addOwnWork(tx, members, world)
    return { units: units.length, visits: visits.length, exposures, problems: book.count() }
  },
}

/** The first member is the one who acts; the deputy confirms what others enter. */
async function addMembers(tx: Writer, world: World): Promise<readonly string[]> {
  const others = [
    { name: '周怀远', role: 'leader' },
    { name: '沈秋实', role: 'deputy' },
    { name: '何一凡', role: 'member' },
    { name: '许静', role: 'member' },
    { name: '方正平', role: 'liaison' },
  ] as const
  const rows = others.map((member) => ({
    id: world.newId(),
    ...member,
    fromOn: '2014-03-20',
    toOn: null,
  }))
  await tx.insertInto('member').values(rows).execute()
  return [world.actor, ...rows.map(({ id }) => id)]
}

function addUnits(units: readonly PracticeUnit[], world: World): readonly string[] {
  const add = world.bulk.insert('unit', [
    'id',
    'name',
    'level',
    'kind',
    'parentId',
    'prefectureId',
    'position',
    'pinyin',
    'initials',
  ])
  const ids: string[] = []
  const prefectures: (string | null)[] = []
  for (const [position, unit] of units.entries()) {
    const id = world.newId()
    const parentId = unit.parent === null ? null : (ids[unit.parent] ?? null)
    const above = unit.parent === null ? null : (prefectures[unit.parent] ?? null)
    const prefectureId = unit.level === '20' ? id : above
    const { pinyin, initials } = spell(unit.name)
    add([id, unit.name, unit.level, unit.kind, parentId, prefectureId, position, pinyin, initials])
    ids.push(id)
    prefectures.push(prefectureId)
  }
  return ids
}

async function addRounds(
  tx: Writer,
  members: readonly string[],
  world: World,
): Promise<readonly string[]> {
  const leadMemberId = members[1] ?? null
  const rows = practiceRounds.map((round) => ({ id: world.newId(), ...round, leadMemberId }))
  await tx.insertInto('round').values(rows).execute()
  return rows.map(({ id }) => id)
}

type Place = {
  readonly unitId: string
  readonly visitId: string | null
  readonly exposureId: string | null
  readonly foundOn: string
}
type Book = { add(problem: PracticeProblem, place: Place): void; count(): number }

/** Writes problems under running numbers, each with its person. */
function problemBook(members: readonly string[], world: World): Book {
  const [, , deputy, ...others] = members
  const enterers = [world.actor, ...others.slice(0, 2)]
  const addProblem = world.bulk.insert('problem', [
    'id',
    'no',
    'unitId',
    'visitId',
    'exposureId',
    'foundOn',
    'problemType',
    'wind',
    'what',
    'happened',
    'place',
    'effect',
    'severity',
    'source',
    'state',
    'enteredBy',
    'enteredAt',
    'confirmedBy',
    'confirmedOn',
  ])
  const addPerson = world.bulk.insert('problemPerson', ['id', 'problemId', 'name', 'post', 'part'])
  const windOf = new Map(shippedProblemTypes.map(({ code, wind }) => [code, wind]))
  let no = 0
  return {
    count: () => no,
    add(problem, { unitId, visitId, exposureId, foundOn }) {
      no += 1
      const id = world.newId()
      const { problemType, what, happened, place, effect, severity, source, state } = problem
      const confirmed = state === 'found' || state === 'reminded'
      addProblem([
        id,
        no,
        unitId,
        visitId,
        exposureId,
        foundOn,
        problemType,
        windOf.get(problemType) ?? null,
        what,
        happened,
        place,
        effect,
        severity,
        source,
        state,
        enterers[no % enterers.length] ?? world.actor,
        `${foundOn}T12:30:00.000Z`,
        confirmed ? (deputy ?? null) : null,
        confirmed ? foundOn : null,
      ])
      addPerson([world.newId(), id, problem.person.name, problem.person.post, problem.person.part])
    },
  }
}

/** Chance of the looks, and of what lies around them. */
type Chance = { readonly random: Random; readonly road: Random }

/** Writes one visit with its members, its looks and what they found; answers how many looks. */
function addVisit(
  visit: PracticeVisit,
  { unitIds, rounds, members }: Ground,
  book: Book,
  { random, road }: Chance,
  world: World,
): number {
  const visitId = world.newId()
  const unitId = unitIds[visit.unit] ?? ''
  addVisitRow(visit, { visitId, unitId, roundId: rounds[visit.round] ?? null }, road, world)
  addOnsite(visitId, visit, road, world)
  const addMember = world.bulk.insert('visitMember', ['id', 'visitId', 'memberId'])
  for (const memberId of [members[0], random.pick(members.slice(3, 5))]) {
    if (memberId !== undefined) addMember([world.newId(), visitId, memberId])
  }
  const addExposure = world.bulk.insert('exposure', [
    'id',
    'visitId',
    'unitId',
    'problemType',
    'method',
    'nature',
    'result',
    'lookedOn',
  ])
  for (const { problemType, method, nature, result } of visit.exposures) {
    const exposureId = world.newId()
    const lookedOn = visit.startedOn
    addExposure([exposureId, visitId, unitId, problemType, method, nature, result, lookedOn])
    if (result !== 'found') continue
    const state = random.pick(['found', 'found', 'found', 'found', 'reminded', 'reminded'] as const)
    const told = wasPointedOut(book.count() + 1, lookedOn) ? 'reminded' : state
    const settled = random.chance(0.06) ? 'lead' : told
    const problem = practiceProblem(problemType, lookedOn, settled, random)
    book.add(problem, { unitId, visitId, exposureId, foundOn: lookedOn })
  }
  return visit.exposures.length
}

function addVisitRow(
  visit: PracticeVisit,
  ids: { readonly visitId: string; readonly unitId: string; readonly roundId: string | null },
  road: Random,
  world: World,
): void {
  const { startedOn, endedOn, method, notice, selection } = visit
  const add = world.bulk.insert('visit', [
    'id',
    'roundId',
    'unitId',
    'startedOn',
    'endedOn',
    'method',
    'notice',
    'selection',
    'state',
    'enteredBy',
    'enteredAt',
    ...onsiteColumns,
  ])
  const head = [ids.visitId, ids.roundId, ids.unitId, startedOn, endedOn, method, notice, selection]
  const entered = ['open', world.actor, `${endedOn}T12:00:00.000Z`]
  add([...head, ...entered, ...onsiteValues(visit, road)])
}
