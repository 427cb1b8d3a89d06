import type { CaseFile } from '#db/engine/case-file.ts'
import { contentId } from '#db/engine/content-id.ts'
import { randomFrom, type Random } from '#db/kernel/random.ts'
import { spell } from '#db/unit/rules.ts'

import { type Found, textPool, type Visit, visitedUnits, visitTo } from './fieldwork.ts'
import { type Place, placesOf } from './places.ts'
import { PROBLEMS_PER_VISIT } from './sizes.ts'

export const FIRST_MEMBER = 'bench-member-1'
export const SECOND_MEMBER = 'bench-member-2'

const SEED = 'xundu-bench-1'
const TEXTS = 4000
const VISITS_PER_CHANGESET = 2000

/** A command whose rows may enter in the state in which a ledger tells them. */
const PEN = {
  memberId: FIRST_MEMBER,
  deviceId: 'bench',
  command: 'intake.commit',
  at: '2015-01-05T01:00:00.000Z',
} as const

const UNIT = [
  'id',
  'name',
  'level',
  'kind',
  'parentId',
  'prefectureId',
  'position',
  'pinyin',
  'initials',
] as const
const VISIT = [
  'id',
  'unitId',
  'startedOn',
  'endedOn',
  'method',
  'notice',
  'selection',
  'state',
  'enteredBy',
  'enteredAt',
] as const
const EXPOSURE = [
  'id',
  'visitId',
  'unitId',
  'problemType',
  'method',
  'nature',
  'result',
  'lookedOn',
] as const
const PROBLEM = [
  'id',
  'no',
  'unitId',
  'visitId',
  'exposureId',
  'foundOn',
  'problemType',
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
] as const

/** The places of the bench, the same for every size but for their number. */
export function benchPlaces(count: number): readonly Place[] {
  return placesOf(count, randomFrom(SEED))
}

/** The id of the unit at an index of the places. */
export function unitIdOf(index: number): string {
  return contentId('unit', 'bench', index)
}

/**
 * Fills a founded case with units, visits, looks and problems. Rows go through the door of the
 * case file: pen, capture, checks, counts and changesets are those of an import; only the reading
 * of ledgers is left out, which would make millions of rows of text first.
 */
export async function writeCase(
  file: CaseFile,
  given: { readonly units: number; readonly problems: number },
  tell: (done: number, total: number) => void,
): Promise<void> {
  const random = randomFrom(`${SEED} ${given.problems}`)
  const places = benchPlaces(given.units)
  await file.write(PEN, async () => {
    writeUnits(file, places)
  })
  const texts = textPool(TEXTS, random)
  const units = visitedUnits(places, given.problems / PROBLEMS_PER_VISIT, random)
  for (let from = 0; from < units.length; from += VISITS_PER_CHANGESET) {
    const some = units.slice(from, from + VISITS_PER_CHANGESET)
    await file.write(
      PEN,
      async () => {
        const visits = some.map((unit, at) => visitTo(unit, from + at, texts, random))
        writeVisits(file, visits, from * PROBLEMS_PER_VISIT, random)
      },
      'large',
    )
    tell(Math.min(units.length, from + VISITS_PER_CHANGESET), units.length)
  }
}

function writeUnits(file: CaseFile, places: readonly Place[]): void {
  const add = file.bulk.insert('unit', UNIT)
  const prefectures: (string | null)[] = []
  for (const [position, { name, level, kind, parent }] of places.entries()) {
    const id = unitIdOf(position)
    const above = parent === null ? null : (prefectures[parent] ?? null)
    const prefectureId = level === '20' ? id : above
    const { pinyin, initials } = spell(name)
    const parentId = parent === null ? null : unitIdOf(parent)
    add([id, name, level, kind, parentId, prefectureId, position, pinyin, initials])
    prefectures.push(prefectureId)
  }
}

function writeVisits(
  file: CaseFile,
  visits: readonly Visit[],
  numbered: number,
  random: Random,
): void {
  const { bulk } = file
  const addVisit = bulk.insert('visit', VISIT)
  const addLook = bulk.insert('exposure', EXPOSURE)
  const addProblem = bulk.insert('problem', PROBLEM)
  const addPerson = bulk.insert('problemPerson', ['id', 'problemId', 'name', 'part'])
  let no = numbered
  for (const { id, unit, startedOn, method, notice, selection, looks, problems } of visits) {
    const unitId = unitIdOf(unit)
    const head = [id, unitId, startedOn, startedOn, method, notice, selection]
    addVisit([...head, 'open', FIRST_MEMBER, PEN.at])
    for (const { id: lookId, problemType, nature, result } of looks) {
      addLook([lookId, id, unitId, problemType, method, nature, result, startedOn])
    }
    for (const found of problems) {
      no += 1
      const enteredBy = random.chance(0.7) ? FIRST_MEMBER : SECOND_MEMBER
      addProblem(problemRow(found, no, { visitId: id, unitId, startedOn, enteredBy }))
      addPerson([contentId('problemPerson', found.id), found.id, found.text.person, 'direct'])
    }
  }
}

function problemRow(
  { id, look, text, state, severity, source }: Found,
  no: number,
  at: {
    readonly visitId: string
    readonly unitId: string
    readonly startedOn: string
    readonly enteredBy: string
  },
) {
  const confirmed = state === 'found' || state === 'reminded'
  const other = at.enteredBy === FIRST_MEMBER ? SECOND_MEMBER : FIRST_MEMBER
  const event = [text.what, text.happened, text.place, text.effect]
  return [
    id,
    no,
    at.unitId,
    at.visitId,
    look.id,
    at.startedOn,
    look.problemType,
    ...event,
    severity,
    source,
    state,
    at.enteredBy,
    PEN.at,
    confirmed ? other : null,
    confirmed ? at.startedOn : null,
  ]
}
