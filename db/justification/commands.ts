import type { CommandHandlers } from '#db/engine/handlers.ts'
import { roleOf } from '#db/engine/role-of.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { justificationContract } from './contract.ts'
import { giveReason } from './rules.ts'

export const justificationCommands: CommandHandlers<typeof justificationContract> = {
  async give(tx, { subject, subjectId, code, reason }, world) {
    settle(giveReason(await roleOf(tx, world.actor)))
    const row = { id: world.newId(), subject, subjectId, code, memberId: world.actor }
    await tx
      .insertInto('justification')
      .values({ ...row, kind: 'reason', reason, at: world.now() })
      .execute()
    return { id: row.id }
  },

  async see(tx, { subject, subjectId, code }, world) {
    const seen = await tx
      .selectFrom('justification')
      .select('id')
      .where('subjectId', '=', subjectId)
      .where('code', '=', code)
      .where('kind', '=', 'seen')
      .where('memberId', '=', world.actor)
      .executeTakeFirst()
    if (seen) return {}
    const row = { id: world.newId(), subject, subjectId, code, memberId: world.actor }
    await tx
      .insertInto('justification')
      .values({ ...row, kind: 'seen', reason: '', at: world.now() })
      .execute()
    return {}
  },
}
