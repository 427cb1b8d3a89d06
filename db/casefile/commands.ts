import type { CommandHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { shippedProblemTypes } from '#db/kernel/problem-types.ts'

import type { casefileContract } from './contract.ts'

/** Levels at which a task has nobody to look at; the matrix says 不适用 there. */
const NOT_FOR_LEVELS: Readonly<Record<string, string>> = {
  T09: '40,50,60',
  T11: '50,60',
  T16: '50,60',
  T17: '50,60',
}

export const casefileCommands: CommandHandlers<typeof casefileContract> = {
  async found(tx, { caseId, title, rootKind, groupName, practice, member }, world) {
    const present = await tx.selectFrom('caseFile').select('id').executeTakeFirst()
    if (present) throw new Failure('refused', [{ code: 'casefile.already-founded' }])
    await tx
      .insertInto('caseFile')
      .values({
        id: 'case',
        caseId,
        title,
        rootKind,
        groupName,
        practice: practice ? 1 : 0,
        openedOn: world.today(),
      })
      .execute()
    await tx
      .insertInto('member')
      .values({ ...member, fromOn: world.today(), toOn: null })
      .execute()
    await tx
      .insertInto('problemType')
      .values(
        shippedProblemTypes.map((type, position) => ({
          id: type.code,
          name: type.zh,
          nameEn: type.en,
          brief: type.brief,
          wind: type.wind,
          scheme: type.code.startsWith('T') ? ('task' as const) : ('wind' as const),
          position,
          notForLevels: NOT_FOR_LEVELS[type.code] ?? '',
        })),
      )
      .execute()
    return {}
  },

  async addMember(tx, { name, role }, world) {
    const same = await tx
      .selectFrom('member')
      .select(['id', 'toOn'])
      .where('name', '=', name)
      .executeTakeFirst()
    if (same && same.toOn !== null) {
      await tx.updateTable('member').set({ role, toOn: null }).where('id', '=', same.id).execute()
      return { id: same.id }
    }
    if (same) throw new Failure('refused', [{ code: 'casefile.member-exists', about: [name] }])
    const id = world.newId()
    await tx
      .insertInto('member')
      .values({ id, name, role, fromOn: world.today(), toOn: null })
      .execute()
    return { id }
  },

  async endMember(tx, { id }, world) {
    const ended = await tx
      .updateTable('member')
      .set({ toOn: world.today() })
      .where('id', '=', id)
      .where('toOn', 'is', null)
      .executeTakeFirst()
    if (ended.numUpdatedRows === 0n) {
      throw new Failure('not-found', [{ code: 'casefile.unknown-member' }])
    }
    return {}
  },
}
