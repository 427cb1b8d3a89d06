import type { CommandHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { responsibilityContract } from './contract.ts'
import { acting, asking } from './rules.ts'

export const responsibilityCommands: CommandHandlers<typeof responsibilityContract> = {
  async ask(tx, fields, world) {
    const problem = await tx
      .selectFrom('problem')
      .select(['state', 'foundOn'])
      .where('id', '=', fields.problemId)
      .executeTakeFirst()
    if (!problem) throw new Failure('not-found', [{ code: 'problem.unknown' }])
    settle(asking(problem, fields.askedOn))
    const id = world.newId()
    await tx
      .insertInto('responsibility')
      .values({
        id,
        ...fields,
        ownActs: 'none',
        actedOn: null,
        result: '',
        enteredBy: world.actor,
        enteredAt: world.now(),
      })
      .execute()
    return { id }
  },

  async act(tx, { id, ...fields }) {
    const row = await tx
      .selectFrom('responsibility')
      .select('askedOn')
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new Failure('not-found', [{ code: 'responsibility.unknown' }])
    settle(acting(row.askedOn, fields.actedOn))
    await tx.updateTable('responsibility').set(fields).where('id', '=', id).execute()
    return {}
  },
}
