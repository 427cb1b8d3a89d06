import type { Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { localgroupContract } from './contract.ts'
import { checkAssignment, checkSeen, type SeenVisit } from './rules.ts'

export const localgroupCommands: CommandHandlers<typeof localgroupContract> = {
  async save(tx, { id, ...group }, world) {
    if (group.validFrom !== null && group.validTo !== null && group.validTo < group.validFrom) {
      throw new Failure('refused', [{ code: 'localgroup.ends-before-start' }])
    }
    const twin = await tx
      .selectFrom('localGroup')
      .select('id')
      .where('name', '=', group.name)
      .executeTakeFirst()
    if (twin && twin.id !== id) {
      throw new Failure('refused', [{ code: 'localgroup.name-exists', about: [group.name] }])
    }
    if (id === undefined) {
      const made = world.newId()
      await tx
        .insertInto('localGroup')
        .values({ id: made, ...group })
        .execute()
      return { id: made }
    }
    await known(tx, id)
    if (group.validTo !== null) await endAll(tx, id, group.validTo)
    await tx.updateTable('localGroup').set(group).where('id', '=', id).execute()
    return { id }
  },

  async assign(tx, { localGroupId, unitId, ...span }, world) {
    const { validTo } = await known(tx, localGroupId)
    if (validTo !== null && (span.toOn ?? '9999') > validTo) {
      throw new Failure('refused', [{ code: 'localgroup.has-ended', about: [validTo] }])
    }
    const others = await tx
      .selectFrom('localGroupUnit')
      .innerJoin('localGroup', 'localGroup.id', 'localGroupUnit.localGroupId')
      .where('unitId', '=', unitId)
      .select(['fromOn', 'toOn', 'localGroup.name as groupName'])
      .execute()
    settle(checkAssignment(span, others))
    const id = world.newId()
    await tx
      .insertInto('localGroupUnit')
      .values({ id, localGroupId, unitId, ...span })
      .execute()
    return { id }
  },

  async endAssignment(tx, { id, toOn }) {
    const present = await tx
      .selectFrom('localGroupUnit')
      .select('fromOn')
      .where('id', '=', id)
      .executeTakeFirst()
    if (!present) throw new Failure('not-found', [{ code: 'localgroup.unknown' }])
    if (toOn < present.fromOn) {
      throw new Failure('refused', [{ code: 'localgroup.ends-before-start' }])
    }
    await tx.updateTable('localGroupUnit').set({ toOn }).where('id', '=', id).execute()
    return {}
  },

  async contact(tx, contact, world) {
    await known(tx, contact.localGroupId)
    refuseFuture(contact.heldOn, world)
    const entry = { id: world.newId(), enteredBy: world.actor, enteredAt: world.now() }
    await tx
      .insertInto('localGroupContact')
      .values({ ...contact, ...entry })
      .execute()
    return { id: entry.id }
  },

  async ask(tx, answer, world) {
    await known(tx, answer.localGroupId)
    refuseFuture(answer.answeredOn, world)
    const entry = { id: world.newId(), enteredBy: world.actor, enteredAt: world.now() }
    await tx
      .insertInto('localGroupCheck')
      .values({ ...answer, ...entry, seen: '', visitId: null, matches: null })
      .execute()
    return { id: entry.id }
  },

  async compare(tx, { id, visitId, ...seen }) {
    const answer = await tx
      .selectFrom('localGroupCheck')
      .select(['unitId', 'answeredOn'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!answer) throw new Failure('not-found', [{ code: 'localgroup.unknown-answer' }])
    settle(checkSeen(answer, visitId === null ? null : await seenVisit(tx, visitId)))
    await tx
      .updateTable('localGroupCheck')
      .set({ visitId, ...seen })
      .where('id', '=', id)
      .execute()
    return {}
  },

  async addItem(tx, item, world) {
    await known(tx, item.localGroupId)
    refuseFuture(item.checkedOn, world)
    const id = world.newId()
    await tx
      .insertInto('localGroupItem')
      .values({ id, ...item })
      .execute()
    return { id }
  },
}

async function known(tx: Writer, id: string) {
  const group = await tx
    .selectFrom('localGroup')
    .select('validTo')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!group) throw new Failure('not-found', [{ code: 'localgroup.unknown' }])
  return group
}

/** A group that ends answers for nothing afterwards; what would begin later stands in its way. */
async function endAll(tx: Writer, localGroupId: string, validTo: string): Promise<void> {
  const rows = await tx
    .selectFrom('localGroupUnit')
    .select(['id', 'fromOn', 'toOn'])
    .where('localGroupId', '=', localGroupId)
    .execute()
  if (rows.some(({ fromOn }) => fromOn > validTo)) {
    throw new Failure('refused', [{ code: 'localgroup.ends-before-assignment' }])
  }
  for (const { id, toOn } of rows) {
    if (toOn !== null && toOn <= validTo) continue
    await tx.updateTable('localGroupUnit').set({ toOn: validTo }).where('id', '=', id).execute()
  }
}

function refuseFuture(date: string, world: World): void {
  if (date > world.today()) throw new Failure('refused', [{ code: 'localgroup.in-the-future' }])
}

async function seenVisit(tx: Writer, id: string): Promise<SeenVisit> {
  const visit = await tx
    .selectFrom('visit')
    .select(['unitId', 'endedOn'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!visit) throw new Failure('not-found', [{ code: 'visit.unknown' }])
  const looked = await tx
    .selectFrom('exposure')
    .select('unitId')
    .distinct()
    .where('visitId', '=', id)
    .execute()
  return { unitIds: [visit.unitId, ...looked.map(({ unitId }) => unitId)], endedOn: visit.endedOn }
}
