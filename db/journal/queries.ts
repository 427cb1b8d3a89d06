import { sql } from 'kysely'

import { digestOf, FIRST } from '#db/engine/changeset.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { journalContract } from './contract.ts'

export const journalQueries: QueryHandlers<typeof journalContract> = {
  async list(db, { offset, limit }) {
    const { total } = await db
      .selectFrom('changeset')
      .select(({ fn }) => fn.countAll<number>().as('total'))
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
    return { total, rows }
  },

  async verify(db, _input, world) {
    const changesets = await db
      .selectFrom('changeset')
      .select([
        'seq',
        'hash',
        'previous',
        'memberId',
        'deviceId',
        'command',
        'at',
        'first',
        'changes',
      ])
      .orderBy('seq')
      .execute()
    let head = FIRST
    let counted = 0
    for (const [index, changeset] of changesets.entries()) {
      const changes = await db
        .selectFrom('change')
        .select(['tableName', 'rowId', 'operation', 'content', 'changeset'])
        .where('n', '>=', changeset.first)
        .where(sql<boolean>`n < ${changeset.first + changeset.changes}`)
        .orderBy('n')
        .execute()
      const whole =
        changeset.previous === head &&
        changes.length === changeset.changes &&
        changes.every((change) => change.changeset === changeset.seq) &&
        digestOf(changeset, changes) === changeset.hash
      if (!whole) {
        return { changesets: index, changes: counted, brokenAt: changeset.seq, head }
      }
      head = changeset.hash
      counted += changes.length
      await world.pause(index + 1, changesets.length)
    }
    return { changesets: changesets.length, changes: counted, brokenAt: null, head }
  },
}
