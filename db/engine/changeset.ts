import { createHash } from 'node:crypto'

import type Database from 'better-sqlite3-multiple-ciphers'

import { noteWrites } from './footprint.ts'

/** Who writes, on which device, by which command, and when (UTC, ISO 8601). */
export type Pen = {
  readonly memberId: string
  readonly deviceId: string
  readonly command: string
  readonly at: string
}

type Place = { readonly seq: number; readonly previous: string }
type Head = { readonly seq: number; readonly hash: string; readonly first: number }
type Change = {
  readonly tableName: string
  readonly rowId: string
  readonly operation: string
  readonly content: string
}

const GROWTH: Readonly<Record<string, number>> = { insert: 1, delete: -1 }

/** The hash before the first changeset of a case file. */
export const FIRST = '0'.repeat(64)

/** Lays the pen out: from here on the triggers know under which changeset they write. */
export function takePen(handle: Database.Database, pen: Pen): Head {
  const last = handle
    .prepare<[], { seq: number; hash: string }>(
      'select seq, hash from changeset order by seq desc limit 1',
    )
    .get() ?? { seq: 0, hash: FIRST }
  const written = handle
    .prepare<[], { n: number }>('select coalesce(max(n), 0) as n from change')
    .get()
  handle
    .prepare(
      'insert into pen (only, changeset, memberId, deviceId, command) values (1, ?, ?, ?, ?)',
    )
    .run(last.seq + 1, pen.memberId, pen.deviceId, pen.command)
  return { ...last, first: (written?.n ?? 0) + 1 }
}

/**
 * Closes the changeset that the triggers captured: one row with its hash and the previous one's.
 * A transaction that changed nothing leaves none. Answers the number of captured changes.
 */
export function layPenDown(handle: Database.Database, pen: Pen, previous: Head): number {
  const seq = previous.seq + 1
  const head = { ...pen, seq, previous: previous.hash, first: previous.first }
  const captured = handle
    .prepare<[number], Change>(
      'select tableName, rowId, operation, content from change where n >= ? order by n',
    )
    .iterate(head.first)
  const digest = startDigest(head)
  for (const change of captured) digest.add(change)
  const { hash, changes, growth } = digest.end()
  if (changes > 0) {
    handle
      .prepare(
        `insert into changeset
           (seq, hash, previous, memberId, deviceId, command, at, first, changes)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        seq,
        hash,
        head.previous,
        pen.memberId,
        pen.deviceId,
        pen.command,
        pen.at,
        head.first,
        changes,
      )
    noteWrites(['change', 'changeset'])
    keepCounts(handle, growth)
  }
  handle.prepare('delete from pen').run()
  return changes
}

/** Adds what a changeset added and took away to the number of rows of each table. */
function keepCounts(handle: Database.Database, growth: ReadonlyMap<string, number>): void {
  const begin = handle.prepare<[string]>(
    'insert into rowCount (tableName, n) values (?, 0) on conflict (tableName) do nothing',
  )
  const add = handle.prepare<[number, string]>('update rowCount set n = n + ? where tableName = ?')
  for (const [table, rows] of growth) {
    if (rows === 0) continue
    begin.run(table)
    add.run(rows, table)
    noteWrites(['rowCount'])
  }
}

/** What adds up to the hash of a changeset. */
export type ChangesetDigest = {
  add(change: Change): void
  /** `growth` is the number of rows that each table gained or lost. */
  end(): {
    readonly hash: string
    readonly changes: number
    readonly growth: ReadonlyMap<string, number>
  }
}

/** SHA-256 (hex) over the head of a changeset and its changes, added in the order they were made. */
export function startDigest(head: Pen & Place): ChangesetDigest {
  const digest = createHash('sha256')
  digest.update(
    JSON.stringify([head.seq, head.previous, head.memberId, head.deviceId, head.command, head.at]),
  )
  const growth = new Map<string, number>()
  let changes = 0
  return {
    add({ tableName, rowId, operation, content }) {
      digest.update(`\n${tableName}\t${rowId}\t${operation}\t${content.length}\t${content}`)
      const rows = GROWTH[operation] ?? 0
      if (rows !== 0) growth.set(tableName, (growth.get(tableName) ?? 0) + rows)
      changes += 1
    },
    end: () => ({ hash: digest.digest('hex'), changes, growth }),
  }
}
