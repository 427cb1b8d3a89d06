import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { journalContract } from './contract.ts'
import { recordHistory } from './record-history.ts'

export const journalQueries: QueryHandlers<typeof journalContract> = {
  ...recordHistory,

  async list(db, { offset, limit }) {
    // They are numbered without a gap.
    const { total } = await db
      .selectFrom('changeset')
      .select(({ fn }) => fn.max('seq').as('total'))
      .executeTakeFirstOrThrow()
    const rows = await db
      .selectFrom('changeset')
      .leftJoin('member', 'member.id', 'changeset.memberId')
      .select((eb) => [
        'changeset.seq',
        'changeset.hash',
        eb.fn.coalesce('member.name', 'changeset.memberId').as('member'),
        'changeset.deviceId',
        'changeset.command',
        'changeset.at',
        'changeset.changes',
      ])
      .orderBy('changeset.seq', 'desc')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total: total ?? 0, rows }
  },
}
