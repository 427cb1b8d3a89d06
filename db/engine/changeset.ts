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

type Head = Pen & { readonly seq: number; readonly previous: string }
type Change = {
  readonly tableName: string
  readonly rowId: string
  readonly operation: string
  readonly content: string
}

/** The hash before the first changeset of a case file. */
export const FIRST = '0'.repeat(64)

/** A changeset that is being written. */
export type OpenChangeset = {
  /** Takes in what the triggers captured since the last time. */
  read(): void
  /**
   * Closes it: one row with its hash and the previous one's. A transaction that changed nothing
   * leaves none. Answers the number of captured changes.
   */
  close(): number
}

/** Lays the pen out: from here on the triggers know under which changeset they write. */
export function openChangeset(handle: Database.Database, pen: Pen): OpenChangeset {
  const last = handle
    .prepare<[], { seq: number; hash: string }>(
      'select seq, hash from changeset order by seq desc limit 1',
    )
    .get() ?? { seq: 0, hash: FIRST }
  const written = handle.prepare<[], number>('select max(n) from change').pluck().get() ?? 0
  const head = { ...pen, seq: last.seq + 1, previous: last.hash }
  const capture = captureAfter(handle, written, startDigest(head))
  handle
    .prepare(
      'insert into pen (only, changeset, memberId, deviceId, command) values (1, ?, ?, ?, ?)',
    )
    .run(head.seq, pen.memberId, pen.deviceId, pen.command)
  return {
    read: () => capture.read(),
    close() {
      capture.read()
      const { hash, changes, growth } = capture.end()
      if (changes > 0) {
        handle
          .prepare(
            `insert into changeset
               (hash, first, changes, seq, previous, memberId, deviceId, command, at)
             values (?, ?, ?, @seq, @previous, @memberId, @deviceId, @command, @at)`,
          )
          .run(hash, written + 1, changes, head)
        noteWrites(['change', 'changeset'])
        keepCounts(handle, growth)
      }
      handle.prepare('delete from pen').run()
      return changes
    },
  }
}

type Read = { readonly text: Buffer; readonly changes: number; readonly last: number }
type Growth = { readonly tableName: string; readonly rows: number }

const READ_AT_ONCE = 1000

/**
 * Reads the capture part by part, soon after it was written: the pages are still at hand then, and
 * a part crosses over from SQLite as one text.
 */
function captureAfter(handle: Database.Database, before: number, digest: ChangesetDigest) {
  const part = handle.prepare<[number, number], Read>(
    `select cast(group_concat(line, '') as blob) as text, count(*) as changes, max(n) as last
     from (select n, ${LINE} as line from change where n > ? order by n limit ?)`,
  )
  const grown = handle.prepare<[number, number], Growth>(
    `select tableName, sum((operation = 'insert') - (operation = 'delete')) as rows
     from change where n > ? and n <= ? group by tableName`,
  )
  const growth = new Map<string, number>()
  let read = before
  let changes = 0
  return {
    read() {
      for (;;) {
        const next = part.get(read, READ_AT_ONCE)
        if (!next || next.changes === 0) return
        digest.update(next.text)
        for (const { tableName, rows } of grown.all(read, next.last)) {
          growth.set(tableName, (growth.get(tableName) ?? 0) + rows)
        }
        read = next.last
        changes += next.changes
      }
    },
    end: () => ({ hash: digest.end(), changes, growth }),
  }
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
  /** Adds the lines of changes as SQLite writes them. */
  update(lines: Buffer): void
  end(): string
}

/** One change as it enters the hash; the length in bytes tells where its content ends. */
const LINE = `
  char(10) || tableName || char(9) || rowId || char(9) || operation || char(9) ||
  octet_length(content) || char(9) || content`

/** SHA-256 (hex) over the head of a changeset and its changes, added in the order they were made. */
export function startDigest(head: Head): ChangesetDigest {
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
