import type { CommandHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { ownlistContract } from './contract.ts'
import { matching } from './rules.ts'

export const ownlistCommands: CommandHandlers<typeof ownlistContract> = {
  async save(tx, { id, ...fields }, world) {
    if (fields.matchesProblemId !== null) {
      const problem = await tx
        .selectFrom('problem')
        .select('unitId')
        .where('id', '=', fields.matchesProblemId)
        .executeTakeFirst()
      if (!problem) throw new Failure('not-found', [{ code: 'problem.unknown' }])
      settle(matching(fields, problem))
    }
    if (id !== undefined) {
      const { numUpdatedRows } = await tx
        .updateTable('unitOwnProblem')
        .set(fields)
        .where('id', '=', id)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) throw new Failure('not-found', [{ code: 'ownlist.unknown' }])
      return { id }
    }
    const added = world.newId()
    await tx
      .insertInto('unitOwnProblem')
      .values({ id: added, ...fields, enteredBy: world.actor, enteredAt: world.now() })
      .execute()
    return { id: added }
  },
}
