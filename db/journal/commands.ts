import { sql } from 'kysely'
import { z } from 'zod'

import type { Reader, Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { journalContract } from './contract.ts'
import { mayUndo } from './rules.ts'

export const journalCommands: CommandHandlers<typeof journalContract> = {
  async undo(tx, _input, world) {
    const last = await lastOwn(tx, world.actor, world.deviceId)
    if (!last) throw new Failure('refused', [{ code: 'journal.nothing-to-undo' }])
    const { first, changes, command, at } = last
    const changedSince = await rewritten(tx, first, changes)
    settle(mayUndo({ command, changes, changedSince }))
    const made = await tx
      .selectFrom('change')
      .select(['tableName', 'rowId', 'operation', 'content'])
      .where('n', '>=', first)
      .where('n', '<', first + changes)
      .orderBy('n', 'desc')
      .execute()
    for (const change of made) await takeBack(tx, change)
    return { command, at }
  },
}

/** The member's last changeset on this device; noting who opened the case is none of his changes. */
function lastOwn(db: Reader, memberId: string, deviceId: string) {
  return db
    .selectFrom('changeset')
    .select(['first', 'changes', 'command', 'at'])
    .where('memberId', '=', memberId)
    .where('deviceId', '=', deviceId)
    .where('command', 'not in', ['access.note', 'keys.note'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function rewritten(db: Reader, first: number, changes: number): Promise<boolean> {
  const later = await db
    .selectFrom('change as later')
    .innerJoin('change as made', (join) =>
      join.onRef('made.tableName', '=', 'later.tableName').onRef('made.rowId', '=', 'later.rowId'),
    )
    .where('later.n', '>=', first + changes)
    .where('made.n', '>=', first)
    .where('made.n', '<', first + changes)
    .select('later.n')
    .limit(1)
    .executeTakeFirst()
  return later !== undefined
}

type Made = {
  readonly tableName: string
  readonly rowId: string
  readonly operation: 'insert' | 'update' | 'delete'
  readonly content: string
}

const Fields = z.record(z.string(), z.unknown())

/** Writes the opposite of a change; SQLite takes the values out of the captured text itself. */
async function takeBack(tx: Writer, { tableName, rowId, operation, content }: Made): Promise<void> {
  const table = sql.table(tableName)
  const fields = Object.keys(Fields.parse(JSON.parse(content)))
  if (operation === 'insert') {
    await sql`delete from ${table} where id = ${rowId}`.execute(tx)
    return
  }
  if (operation === 'update') {
    const set = fields.map(
      (field) => sql`${sql.ref(field)} = json_extract(${content}, ${`$."${field}"[0]`})`,
    )
    await sql`update ${table} set ${sql.join(set)} where id = ${rowId}`.execute(tx)
    return
  }
  const values = fields.map((field) => sql`json_extract(${content}, ${`$."${field}"`})`)
  await sql`
    insert into ${table} (${sql.join(fields.map((field) => sql.ref(field)))})
    values (${sql.join(values)})
  `.execute(tx)
}
