import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { HistoryTable, journalContract } from './contract.ts'
import { insertionsOf } from './insertions.ts'
import { readChanges } from './row-change.ts'

type Histories = Pick<QueryHandlers<typeof journalContract>, 'ofRecord' | 'inChangeset'>

/** Who changed a record, when, on which device, from what to what; and what one changeset changed. */
export const recordHistory: Histories = {
  async ofRecord(db, { table, id, offset, limit }, world) {
    const { present, removed } = await childrenOf(db, table, id)
    const ids = [...new Set([id, ...present, ...removed])]
    const later = await db
      .selectFrom('change')
      .select(['n', 'changeset', 'operation', 'rowId'])
      .where('rowId', 'in', ids)
      // Spelled out, so that SQLite sees that the index covers it.
      .where(sql<boolean>`operation <> 'insert'`)
      .execute()
    // A row that was taken away can have come back under the same id.
    const there = new Set([id, ...present])
    const deletions = later.filter(({ operation }) => operation === 'delete')
    const expected = new Map(
      ids.map((each) => {
        const deleted = deletions.filter(({ rowId }) => rowId === each).length
        return [each, deleted + (there.has(each) ? 1 : 0)]
      }),
    )
    const times = await timesOf(db, table, id)
    const found = [...later, ...(await insertionsOf(db, world, expected, times))]
    const bySeq = Map.groupBy(found, ({ changeset }) => changeset)
    const seqs = [...bySeq.keys()].toSorted((a, b) => b - a)
    const page = seqs.slice(offset, offset + limit)
    const heads = page.length === 0 ? [] : await headsOf(db, page)
    const rows = []
    for (const head of heads) {
      const ns = (bySeq.get(head.seq) ?? []).map(({ n }) => n)
      const captured = await db
        .selectFrom('change')
        .select(['n', 'tableName', 'operation', 'content'])
        .where('n', 'in', ns)
        .orderBy('n')
        .execute()
      rows.push({ ...head, changes: await readChanges(db, captured) })
    }
    return { total: seqs.length, rows }
  },

  async inChangeset(db, { seq, offset, limit }) {
    const head = await db
      .selectFrom('changeset')
      .select(['first', 'changes'])
      .where('seq', '=', seq)
      .executeTakeFirst()
    if (!head) return { total: 0, rows: [] }
    const { first, changes } = head
    const captured = await db
      .selectFrom('change')
      .select(['n', 'tableName', 'operation', 'content'])
      .where('n', '>=', first + offset)
      .where('n', '<', Math.min(first + offset + limit, first + changes))
      .orderBy('n')
      .execute()
    return { total: changes, rows: await readChanges(db, captured) }
  },
}

function headsOf(db: Reader, seqs: readonly number[]) {
  return db
    .selectFrom('changeset')
    .leftJoin('member', 'member.id', 'changeset.memberId')
    .select((eb) => [
      'changeset.seq',
      eb.fn.coalesce('member.name', 'changeset.memberId').as('member'),
      'changeset.deviceId',
      'changeset.command',
      'changeset.at',
    ])
    .where('changeset.seq', 'in', seqs)
    .orderBy('changeset.seq', 'desc')
    .execute()
}

/** Tables whose rows belong to a record, and the column that names it. */
const PARTS: Readonly<
  Partial<Record<HistoryTable, { readonly owner: string; readonly tables: readonly string[] }>>
> = {
  problem: { owner: 'problemId', tables: ['problemPerson', 'problemEvent', 'problemEvidence'] },
  visit: { owner: 'visitId', tables: ['visitMember', 'exposure', 'site', 'observation'] },
  opinion: {
    owner: 'opinionId',
    tables: ['opinionCode', 'opinionRedaction', 'opinionClusterMember'],
  },
  round: { owner: 'roundId', tables: ['roundMember', 'roundPlan', 'roundDay', 'roundStep'] },
  localGroup: {
    owner: 'localGroupId',
    tables: ['localGroupUnit', 'localGroupContact', 'localGroupItem', 'localGroupCheck'],
  },
  ownDefect: { owner: 'ownDefectId', tables: ['ownDefectEvent'] },
}

type Children = { readonly present: readonly string[]; readonly removed: readonly string[] }

/** Rows that belong to a record: those that are there, and those that were taken away. */
async function childrenOf(db: Reader, table: HistoryTable, id: string): Promise<Children> {
  const parts = PARTS[table]
  if (!parts) return { present: [], removed: [] }
  const { owner, tables } = parts
  const present = await Promise.all(
    tables.map((part) =>
      sql<{
        id: string
      }>`select id from ${sql.table(part)} where ${sql.ref(owner)} = ${id}`.execute(db),
    ),
  )
  const removed = await db
    .selectFrom('change')
    .select('rowId')
    .where(sql<boolean>`operation = 'delete'`)
    .where(ownerOf(table), '=', id)
    .where('tableName', 'in', tables)
    .execute()
  return {
    present: present.flatMap(({ rows }) => rows.map((row) => row.id)),
    removed: removed.map(({ rowId }) => rowId),
  }
}

/** Spelled as the indexes of what was taken away spell it, so that SQLite uses them. */
function ownerOf(table: HistoryTable) {
  if (table === 'opinion') return sql<string>`content ->> '$.opinionId'`
  if (table === 'problem' || table === 'visit') {
    return sql<string>`coalesce(content ->> '$.problemId', content ->> '$.visitId')`
  }
  return sql<string>`coalesce(
    content ->> '$.roundId', content ->> '$.localGroupId', content ->> '$.ownDefectId')`
}

/** When a record was made, where it tells. */
async function timesOf(db: Reader, table: HistoryTable, id: string): Promise<readonly string[]> {
  if (table !== 'problem' && table !== 'visit' && table !== 'opinion') return []
  const row = await db.selectFrom(table).select('enteredAt').where('id', '=', id).executeTakeFirst()
  return row ? [row.enteredAt] : []
}
