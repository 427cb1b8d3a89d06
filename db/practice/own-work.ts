import type { Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import { addDays } from '#db/kernel/dates.ts'

import { practiceAnswers, practiceContacts, practiceDefects } from './rules/own-work.ts'

/** Local groups that the practice case knows; the prefectures after them have none. */
const GROUPS = 5

/** Writes local groups with what they answer for, what they told, and defects of the group itself. */
export async function addOwnWork(
  tx: Writer,
  members: readonly string[],
  world: World,
): Promise<void> {
  const prefectures = await tx
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('level', '=', '20')
    .orderBy('position')
    .limit(GROUPS)
    .execute()
  for (const [at, prefecture] of prefectures.entries()) {
    const localGroupId = world.newId()
    await tx
      .insertInto('localGroup')
      .values({
        id: localGroupId,
        name: `${prefecture.name}委督导组`,
        level: '20',
        leadName: ['梁守正', '苏文清', '石志远', '韩松年', '孟昭'][at] ?? '',
        size: 5 + (at % 3),
        validFrom: '2014-02-20',
        validTo: null,
      })
      .execute()
    await addLoad(tx, localGroupId, prefecture.id, world)
    await addContacts(tx, localGroupId, at, members, world)
    await addAnswers(tx, localGroupId, prefecture.id, at, members, world)
  }
  await addDefects(tx, members, world)
}

async function addLoad(tx: Writer, localGroupId: string, prefectureId: string, world: World) {
  const units = await tx
    .selectFrom('unit')
    .select('id')
    .where('prefectureId', '=', prefectureId)
    .where('level', 'in', ['20', '30'])
    .orderBy('position')
    .execute()
  for (const unit of units) {
    await tx
      .insertInto('localGroupUnit')
      .values({
        id: world.newId(),
        localGroupId,
        unitId: unit.id,
        fromOn: '2014-02-20',
        toOn: null,
      })
      .execute()
  }
}

async function addContacts(
  tx: Writer,
  localGroupId: string,
  at: number,
  members: readonly string[],
  world: World,
) {
  for (const { group, heldOn, kind, note } of practiceContacts) {
    if (group !== at) continue
    const entered = { enteredBy: members[3] ?? world.actor, enteredAt: `${heldOn}T10:00:00.000Z` }
    await tx
      .insertInto('localGroupContact')
      .values({ id: world.newId(), localGroupId, heldOn, kind, note, ...entered })
      .execute()
  }
}

/** What a group told of its counties before they were visited, beside what was seen there. */
async function addAnswers(
  tx: Writer,
  localGroupId: string,
  prefectureId: string,
  at: number,
  members: readonly string[],
  world: World,
) {
  const visits = await tx
    .selectFrom('visit')
    .innerJoin('unit', 'unit.id', 'visit.unitId')
    .where('unit.prefectureId', '=', prefectureId)
    .where('unit.level', '=', '30')
    .select(['visit.id', 'visit.unitId', 'visit.startedOn'])
    .orderBy('visit.startedOn')
    .orderBy('visit.id')
    .limit(7 - at)
    .execute()
  for (const [turn, visit] of visits.entries()) {
    const told = practiceAnswers[(turn + at) % practiceAnswers.length]
    if (!told) continue
    const answeredOn = addDays(visit.startedOn, -3)
    const { question, answer, seen, matches, nature, what } = told
    const waits = turn === visits.length - 1
    const place = { localGroupId, unitId: visit.unitId }
    await tx
      .insertInto('localGroupCheck')
      .values({
        id: world.newId(),
        ...place,
        answeredOn,
        question,
        answer,
        seen: waits ? '' : seen,
        visitId: waits ? null : visit.id,
        matches: waits ? null : matches,
        enteredBy: members[4] ?? world.actor,
        enteredAt: `${answeredOn}T10:00:00.000Z`,
      })
      .execute()
    await tx
      .insertInto('localGroupItem')
      .values({ id: world.newId(), ...place, checkedOn: answeredOn, nature, what })
      .execute()
  }
}

async function addDefects(tx: Writer, members: readonly string[], world: World) {
  for (const [at, { owner, closer, states, ...defect }] of practiceDefects.entries()) {
    const id = world.newId()
    const closed = defect.state === 'closed'
    await tx
      .insertInto('ownDefect')
      .values({
        id,
        no: at + 1,
        ...defect,
        name: '',
        visitId: null,
        ownerId: owner === null ? null : (members[owner] ?? null),
        enteredBy: world.actor,
        enteredAt: `${defect.seenOn}T10:00:00.000Z`,
        closedBy: closed ? (members[closer] ?? null) : null,
        closedOn: closed ? defect.dueOn : null,
      })
      .execute()
    for (const [step, toState] of states.entries()) {
      const fromState = states[step - 1] ?? null
      const by = toState === 'closed' ? members[closer] : members[owner ?? 0]
      await tx
        .insertInto('ownDefectEvent')
        .values({
          id: world.newId(),
          ownDefectId: id,
          fromState,
          toState,
          basis: '',
          at: `${addDays(defect.seenOn, step * 5)}T11:00:00.000Z`,
          by: by ?? world.actor,
        })
        .execute()
    }
  }
  const [selfCheck] = practiceDefects
  await tx
    .insertInto('selfCheck')
    .values({
      id: world.newId(),
      heldOn: selfCheck.seenOn,
      note: '对照通知点名的十项逐条查摆，查出两项，当场定了责任人。',
      at: `${selfCheck.seenOn}T12:00:00.000Z`,
      by: world.actor,
    })
    .execute()
}
