import { createHash } from 'node:crypto'

import type Database from 'better-sqlite3-multiple-ciphers'

import { noteWrites } from './footprint.ts'
import { type Hand, noteOwnKey } from './signing.ts'

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

/** What takes in each changeset while it is written, such as the operation log. */
export type ChangesetSink = {
  begin(head: ChangesetHead): {
    /** Lines of changes as they enter the hash. */
    addLines(lines: Buffer): void
    /** Returns once the changeset is saved. */
    seal(foot: { hash: string; changes: number; signature: string | null }): void
  }
}

/** The hash before the first changeset of a case file. */
export const FIRST = '0'.repeat(64)

/** A changeset that is being written. */
export type OpenChangeset = {
  /** Takes in what the triggers captured since the last time. */
  read(): void
  /**
   * Closes it: one row with its hash and the previous one's. A transaction that changed nothing
   * leaves none. With a log it is saved there before this returns, so before COMMIT. Answers the
   * number of captured changes.
   */
  close(): number
}

/** Lays the pen out: from here on the triggers know under which changeset they write. */
export function openChangeset(
  handle: Database.Database,
  pen: Pen,
  log?: ChangesetSink,
  hand?: Hand,
): OpenChangeset {
  const run = prepared(handle)
  const last = run.last.get() ?? { seq: 0, hash: FIRST }
  const written = run.lastChange.get()?.n ?? 0
  const head = { ...pen, seq: last.seq + 1, previous: last.hash }
  const digest = startDigest(head)
  let logged: ReturnType<ChangesetSink['begin']> | undefined
  const capture = captureAfter(handle, written, (lines) => {
    digest.update(lines)
    logged ??= log?.begin(head)
    logged?.addLines(lines)
  })
  run.take.run(head.seq, pen.memberId, pen.deviceId, pen.command)
  return {
    read: () => capture.read(),
    close() {
      capture.read()
      if (hand?.memberId === pen.memberId && capture.end().changes > 0) {
        noteOwnKey(handle, hand, pen.at)
        capture.read()
      }
      const { changes, growth } = capture.end()
      const hash = digest.end()
      const own = changes > 0 && hand?.memberId === pen.memberId
      const signature = own ? hand.sign('changeset', hash) : null
      if (changes > 0) {
        run.close.run(hash, written + 1, changes, signature, head)
        noteWrites(['change', 'changeset'])
        keepCounts(handle, growth)
      }
      run.layDown.run()
      logged?.seal({ hash, changes, signature })
      return changes
    },
  }
}

type Read = {
  readonly text: Buffer
  readonly changes: number
  readonly last: number
  /** The first and the last of the tables by name, and how many rows all grew by. */
  readonly least: string
  readonly most: string
  readonly rows: number
}
type Growth = { readonly tableName: string; readonly rows: number }

const READ_AT_ONCE = 1000
const GROWTH: Readonly<Record<string, number>> = { insert: 1, delete: -1 }

/** One change as it enters the hash; the length in bytes tells where its content ends. */
export const LINE = `
  char(10) || tableName || char(9) || rowId || char(9) || operation || char(9) ||
  octet_length(content) || char(9) || content`

/** Preparing these takes longer than most of them take to run, so each handle does it once. */
function statementsOf(handle: Database.Database) {
  return {
    last: handle.prepare<[], { seq: number; hash: string }>(
      'select seq, hash from changeset order by seq desc limit 1',
    ),
    lastChange: handle.prepare<[], { n: number | null }>('select max(n) as n from change'),
    part: handle.prepare<[number, number], Read>(
      `select cast(group_concat(line, '') as blob) as text, count(*) as changes, max(n) as last,
              min(tableName) as least, max(tableName) as most,
              sum((operation = 'insert') - (operation = 'delete')) as rows
       from (select n, tableName, operation, ${LINE} as line from change
             where n > ? order by n limit ?)`,
    ),
    grown: handle.prepare<[number, number], Growth>(
      `select tableName, sum((operation = 'insert') - (operation = 'delete')) as rows
       from change where n > ? and n <= ? group by tableName`,
    ),
    take: handle.prepare(
      'insert into pen (only, changeset, memberId, deviceId, command) values (1, ?, ?, ?, ?)',
    ),
    close: handle.prepare(
      `insert into changeset
         (hash, first, changes, signature, seq, previous, memberId, deviceId, command, at)
       values (?, ?, ?, ?, @seq, @previous, @memberId, @deviceId, @command, @at)`,
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

/**
 * Reads the capture part by part, soon after it was written: the pages are still at hand then, and
 * a part crosses over from SQLite as one text.
 */
function captureAfter(handle: Database.Database, before: number, take: (lines: Buffer) => void) {
  const { part, grown } = prepared(handle)
  const growth = new Map<string, number>()
  let read = before
  let changes = 0
  return {
    read() {
      for (;;) {
        const next = part.get(read, READ_AT_ONCE)
        if (!next || next.changes === 0) return
        take(next.text)
        const { least, most, rows: grew } = next
        // A part is mostly of one table; only another is gone through once more.
        const byTable =
          least === most ? [{ tableName: least, rows: grew }] : grown.all(read, next.last)
        for (const { tableName, rows } of byTable) {
          growth.set(tableName, (growth.get(tableName) ?? 0) + rows)
        }
        read = next.last
        changes += next.changes
      }
    },
    end: () => ({ changes, growth }),
  }
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

/** What adds up to the hash of a changeset. */
export type ChangesetDigest = {
  add(change: Change): void
  /** Adds the lines of changes as SQLite writes them. */
  update(lines: Buffer): void
  end(): string
}

/** SHA-256 (hex) over the head of a changeset and its changes, added in the order they were made. */
export function startDigest(head: ChangesetHead): ChangesetDigest {
  const digest = createHash('sha256')
  digest.update(
    JSON.stringify([head.seq, head.previous, head.memberId, head.deviceId, head.command, head.at]),
  )
  return {
    add({ tableName, rowId, operation, content }) {
      const bytes = Buffer.byteLength(content)
      digest.update(`\n${tableName}\t${rowId}\t${operation}\t${bytes}\t${content}`)
    },
    update: (lines) => void digest.update(lines),
    end: () => digest.digest('hex'),
  }
}

/** The digest of changes that come one after another, each shown to `see` on the way. */
export function tally(
  head: ChangesetHead,
  changes: Iterable<Change>,
  see?: (change: Change) => void,
): { readonly hash: string; readonly changes: number; readonly growth: Map<string, number> } {
  const digest = startDigest(head)
  const growth = new Map<string, number>()
  let count = 0
  for (const change of changes) {
    see?.(change)
    digest.add(change)
    const rows = GROWTH[change.operation] ?? 0
    growth.set(change.tableName, (growth.get(change.tableName) ?? 0) + rows)
    count += 1
  }
  return { hash: digest.end(), changes: count, growth }
}
