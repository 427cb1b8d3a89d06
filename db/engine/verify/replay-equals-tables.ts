import type Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

import { capturedTables } from '../capture.ts'
import {
  addRecord,
  type Comparison,
  type Records,
  replaySlice,
  rowReader,
  slicesOf,
  type Table,
  tableOf,
} from './scratch-tables.ts'

/** Changes that are looked at together: few enough that their pages stay at hand meanwhile. */
const CHUNK = 5000
/** Edited records that are replayed at once; each takes about a kilobyte. */
const SLICE = 50_000
const MOST_TOLD = 200

export type Difference = {
  readonly table: string
  /** Empty where it is the table as a whole. */
  readonly id: string
  /**
   * The record is other than its changes make it; it is there and should not be, or the other way
   * round; its changes do not follow from each other; or nothing tells where it comes from.
   */
  readonly kind: Comparison | 'uncaptured'
}

export type ReplayedTables = {
  readonly tables: number
  readonly rows: number
  readonly changes: number
  /** The first of them; `count` tells how many there are. */
  readonly differences: readonly Difference[]
  readonly count: number
}

export type ReplayCheckOptions = {
  /** Steps done, and how many there are. */
  readonly report?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** A check of the tables that goes along while something else reads the changes in their order. */
export type ReplayCheck = {
  /** The changes up to this one are being read: their pages are at hand. Never fails. */
  upTo(n: number): void
  /** Makes what is left of the check. Fails with whatever kept `upTo` from its part. */
  finish(options?: ReplayCheckOptions): Promise<ReplayedTables>
}

/**
 * Replays what was captured and compares every captured table with it, row by row. A record that
 * was never edited is compared with its insertion inside SQLite; the others are replayed into
 * empty tables in memory, so many at a time. Needs about 100 bytes for each edited record, and
 * writes nothing: it runs within `CaseFile.read`, and lets others run between its steps. Throws
 * Failure `cancelled` when told to stop.
 */
export async function replayEqualsTables(
  handle: Database.Database,
  options: ReplayCheckOptions = {},
): Promise<ReplayedTables> {
  return startReplayCheck(handle).finish(options)
}

/** The same in two parts, so that the changes are read and decrypted once for other checks too. */
export function startReplayCheck(handle: Database.Database): ReplayCheck {
  let begun: Insertions | undefined
  let failed: { readonly error: unknown } | undefined
  return {
    upTo(n) {
      if (failed) return
      try {
        begun ??= insertions(handle)
        while (begun.compared() + CHUNK <= n) begun.compareNext()
      } catch (error) {
        failed = { error }
      }
    },
    async finish(options = {}) {
      if (failed) throw failed.error
      begun ??= insertions(handle)
      return finishReplay(handle, begun, options)
    },
  }
}

/** What comparing the insertions found out, portion by portion. */
type Insertions = ReturnType<typeof insertions>

function insertions(handle: Database.Database) {
  const tables = new Map(capturedTables(handle).map((name) => [name, tableOf(handle, name)]))
  const found = collector()
  const edited: Records = new Map()
  const settled = new Map<string, number>()
  let compared = 0
  return {
    tables,
    found,
    /** Records that have to be replayed, and how many insertions each table had. */
    edited,
    settled,
    /** The last change that was looked at. */
    compared: () => compared,
    compareNext() {
      const from = compared + 1
      addEdited(handle, edited, from)
      for (const { name, inserts } of insertsIn(handle, from)) {
        settled.set(name, (settled.get(name) ?? 0) + inserts)
        const table = tables.get(name)
        if (!table) found.add({ table: name, id: '', kind: 'unreplayable' })
        else for (const id of unlikeInserted(handle, table, from)) addRecord(edited, name, id)
      }
      compared += CHUNK
    },
  }
}

async function finishReplay(
  handle: Database.Database,
  begun: Insertions,
  options: ReplayCheckOptions,
): Promise<ReplayedTables> {
  const { tables, found, edited, settled } = begun
  const changes = handle.prepare<[], number>('select max(n) from change').pluck().get() ?? 0
  const step = stepper(options, 2 * changes)
  while (begun.compared() < changes) {
    begun.compareNext()
    await step(Math.min(begun.compared(), changes))
  }
  for (const slice of slicesOf(edited, SLICE)) {
    replaySlice(handle, tables, slice, {
      differs: (table, id, kind) => found.add({ table, id, kind }),
      inserts: (table) => settled.set(table, (settled.get(table) ?? 0) - 1),
    })
    await step(changes)
  }
  let rows = 0
  for (const [name, table] of tables) {
    const ids = edited.get(name) ?? new Set()
    rows += countRows(handle, table, ids, settled.get(name) ?? 0, found)
  }
  await step(2 * changes)
  return { tables: tables.size, rows, changes, differences: found.told, count: found.count() }
}

function stepper(
  { report, signal }: ReplayCheckOptions,
  total: number,
): (done: number) => Promise<void> {
  return async (done) => {
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    if (signal?.aborted === true) throw new Failure('cancelled', [{ code: 'call.cancelled' }])
    report?.(done, total)
  }
}

type Collector = {
  readonly told: readonly Difference[]
  add(difference: Difference): void
  count(): number
}

function collector(): Collector {
  const told: Difference[] = []
  let count = 0
  return {
    told,
    add(difference) {
      count += 1
      if (told.length < MOST_TOLD) told.push(difference)
    },
    count: () => count,
  }
}

/** Adds records that were changed after their insertion, under their present id and a former one. */
function addEdited(handle: Database.Database, records: Records, from: number): void {
  const rows = handle
    .prepare<[number, number], { tableName: string; rowId: string; former: string | null }>(
      `select tableName, rowId, iif(operation = 'update', content ->> '$.id[0]', null) as former
       from change where n >= ? and n < ? and operation <> 'insert'`,
    )
    .iterate(from, from + CHUNK)
  for (const { tableName, rowId, former } of rows) {
    if (former !== null) addRecord(records, tableName, former)
    addRecord(records, tableName, rowId)
  }
}

function insertsIn(
  handle: Database.Database,
  from: number,
): readonly { readonly name: string; readonly inserts: number }[] {
  return handle
    .prepare<[number, number], { name: string; inserts: number }>(
      `select tableName as name, count(*) as inserts from change
       where n >= ? and n < ? and operation = 'insert' group by tableName`,
    )
    .all(from, from + CHUNK)
}

/** Records of which the row is not, letter by letter, what was captured when it was inserted. */
function unlikeInserted(
  handle: Database.Database,
  { name, columns }: Table,
  from: number,
): readonly string[] {
  const fields = columns.map((column) => `'${column}', row."${column}"`).join(', ')
  return handle
    .prepare<[number, number, string], string>(
      `select change.rowId from change left join "${name}" as row on row.id = change.rowId
       where change.n >= ? and change.n < ? and change.tableName = ?
         and change.operation = 'insert'
         and (row.id is null or json_object(${fields}) is not change.content)`,
    )
    .pluck()
    .all(from, from + CHUNK, name)
}

/** Counts the rows of a table, and tells those that no insertion accounts for. */
function countRows(
  handle: Database.Database,
  table: Table,
  edited: ReadonlySet<string>,
  settled: number,
  found: Collector,
): number {
  const { name } = table
  const rows = handle.prepare<[], number>(`select count(*) from "${name}"`).pluck().get() ?? 0
  const read = rowReader(handle, table)
  let present = 0
  for (const id of edited) if (read(id)) present += 1
  if (rows === settled + present) return rows
  const inserts = handle
    .prepare<[string], string>(
      `select rowId from change where tableName = ? and operation = 'insert'`,
    )
    .pluck()
  const inserted = new Set(inserts.iterate(name))
  const before = found.count()
  for (const id of handle.prepare<[], string>(`select id from "${name}"`).pluck().iterate()) {
    if (!inserted.has(id) && !edited.has(id)) found.add({ table: name, id, kind: 'uncaptured' })
  }
  // Fewer rows than insertions: one of them stands there twice.
  if (found.count() === before) found.add({ table: name, id: '', kind: 'unreplayable' })
  return rows
}
