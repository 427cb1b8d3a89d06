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

/** What a changeset says of itself; its hash covers this and the changes. */
export type ChangesetHead = Pen & { readonly seq: number; readonly previous: string }
export type Change = {
  readonly tableName: string
  readonly rowId: string
  readonly operation: string
  readonly content: string
}
type Head = { readonly seq: number; readonly hash: string; readonly first: number }

/** What takes each changeset while it is closed, such as the operation log. */
export type ChangesetSink = {
  begin(head: ChangesetHead): {
    add(change: Change): void
    /** Returns once the changeset is saved. */
    seal(foot: { hash: string; changes: number; signature: string | null }): void
  }
}

const GROWTH: Readonly<Record<string, number>> = { insert: 1, delete: -1 }

/** The hash before the first changeset of a case file. */
export const FIRST = '0'.repeat(64)

/** Preparing these takes longer than most of them take to run, so each handle does it once. */
function statementsOf(handle: Database.Database) {
  return {
    last: handle.prepare<[], { seq: number; hash: string }>(
      'select seq, hash from changeset order by seq desc limit 1',
    ),
    lastChange: handle.prepare<[], { n: number }>('select coalesce(max(n), 0) as n from change'),
    captured: handle.prepare<[number], Change>(
      'select tableName, rowId, operation, content from change where n >= ? order by n',
    ),
    take: handle.prepare(
      'insert into pen (only, changeset, memberId, deviceId, command) values (1, ?, ?, ?, ?)',
    ),
    close: handle.prepare(
      `insert into changeset
         (seq, hash, previous, memberId, deviceId, command, at, first, changes)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    layDown: handle.prepare('delete from pen'),
    beginCount: handle.prepare<[string]>(
      'insert into rowCount (tableName, n) values (?, 0) on conflict (tableName) do nothing',
    ),
    addToCount: handle.prepare<[number, string]>(
      'update rowCount set n = n + ? where tableName = ?',
    ),
  }
}

const statements = new WeakMap<Database.Database, ReturnType<typeof statementsOf>>()

function prepared(handle: Database.Database): ReturnType<typeof statementsOf> {
  const found = statements.get(handle) ?? statementsOf(handle)
  statements.set(handle, found)
  return found
}

/** Lays the pen out: from here on the triggers know under which changeset they write. */
export function takePen(handle: Database.Database, pen: Pen): Head {
  const { last, lastChange, take } = prepared(handle)
  const head = last.get() ?? { seq: 0, hash: FIRST }
  take.run(head.seq + 1, pen.memberId, pen.deviceId, pen.command)
  return { ...head, first: (lastChange.get()?.n ?? 0) + 1 }
}

/**
 * Closes the changeset that the triggers captured: one row with its hash and the previous one's.
 * A transaction that changed nothing leaves none. With a log it is saved there before this returns,
 * so before COMMIT. Answers the number of captured changes.
 */
export function layPenDown(
  handle: Database.Database,
  pen: Pen,
  previous: Head,
  log?: ChangesetSink,
): number {
  const { captured, close, layDown } = prepared(handle)
  const { memberId, deviceId, command, at } = pen
  const { first } = previous
  const head = { ...pen, seq: previous.seq + 1, previous: previous.hash }
  let logged: ReturnType<ChangesetSink['begin']> | undefined
  const { hash, changes, growth } = tally(head, captured.iterate(first), (change) => {
    logged ??= log?.begin(head)
    logged?.add(change)
  })
  if (changes > 0) {
    close.run(head.seq, hash, head.previous, memberId, deviceId, command, at, first, changes)
    noteWrites(['change', 'changeset'])
    keepCounts(handle, growth)
  }
  layDown.run()
  logged?.seal({ hash, changes, signature: null })
  return changes
}

/** Adds what a changeset added and took away to the number of rows of each table. */
export function keepCounts(handle: Database.Database, growth: ReadonlyMap<string, number>): void {
  const { beginCount, addToCount } = prepared(handle)
  for (const [table, rows] of growth) {
    if (rows === 0) continue
    beginCount.run(table)
    addToCount.run(rows, table)
    noteWrites(['rowCount'])
  }
}

type Tally = {
  readonly hash: string
  readonly changes: number
  /** The number of rows that each table gained or lost. */
  readonly growth: ReadonlyMap<string, number>
}

/** What adds up to the hash of a changeset. */
export type ChangesetDigest = { add(change: Change): void; end(): Tally }

/** SHA-256 (hex) over the head of a changeset and its changes, added in the order they were made. */
export function startDigest(head: ChangesetHead): ChangesetDigest {
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

/** The digest of changes that come one after another, each shown to `see` on the way. */
export function tally(
  head: ChangesetHead,
  changes: Iterable<Change>,
  see?: (change: Change) => void,
): Tally {
  const digest = startDigest(head)
  for (const change of changes) {
    see?.(change)
    digest.add(change)
  }
  return digest.end()
}
