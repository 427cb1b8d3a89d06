import type { CommandHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { viewContract } from './contract.ts'

export const viewCommands: CommandHandlers<typeof viewContract> = {
  async save(tx, { list, name, look }, world) {
    const known = await tx
      .selectFrom('savedView')
      .select('id')
      .where('list', '=', list)
      .where('name', '=', name)
      .executeTakeFirst()
    const written = { look, memberId: world.actor, savedAt: world.now() }
    if (known) {
      await tx.updateTable('savedView').set(written).where('id', '=', known.id).execute()
      return known
    }
    const id = world.newId()
    await tx
      .insertInto('savedView')
      .values({ id, list, name, ...written })
      .execute()
    return { id }
  },

  async remove(tx, { id }) {
    const { numDeletedRows } = await tx
      .deleteFrom('savedView')
      .where('id', '=', id)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new Failure('not-found', [{ code: 'view.unknown' }])
    return {}
  },
}
