import Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

import type { Change } from '../changeset.ts'
import { rowWriter } from '../oplog/row-writer.ts'

/** A captured table, and how its bare copy is made: no constraints, values as they were captured. */
export type Table = {
  readonly name: string
  readonly columns: readonly string[]
  readonly create: string
}

/** Ids of records by table. */
export type Records = Map<string, Set<string>>

export type Comparison = 'other' | 'extra' | 'missing' | 'unreplayable'

export type SliceTold = {
  differs(table: string, id: string, kind: Comparison): void
  /** An insertion of one of the records was replayed. */
  inserts(table: string): void
}

export function tableOf(handle: Database.Database, name: string): Table {
  const columns = handle
    .prepare<[], { name: string; default: string | null }>(
      `select name, dflt_value as "default" from pragma_table_info('${name}')`,
    )
    .all()
  const spelled = columns.map(
    (column) => `"${column.name}"${column.default === null ? '' : ` default (${column.default})`}`,
  )
  const index = `create index "${name}ById" on "${name}" (id)`
  return {
    name,
    columns: columns.map((column) => column.name),
    create: `create table "${name}" (${spelled.join(', ')}); ${index}`,
  }
}

export function addRecord(records: Records, table: string, id: string): void {
  const ids = records.get(table)
  if (ids) ids.add(id)
  else records.set(table, new Set([id]))
}

/** The records in portions of a size. */
export function* slicesOf(records: Records, size: number): Generator<Records> {
  let slice: Records = new Map()
  let taken = 0
  for (const [table, ids] of records) {
    for (const id of ids) {
      addRecord(slice, table, id)
      taken += 1
      if (taken < size) continue
      yield slice
      slice = new Map()
      taken = 0
    }
  }
  if (taken > 0) yield slice
}

/** Replays the changes of some records into empty tables and compares each with its row. */
export function replaySlice(
  handle: Database.Database,
  tables: ReadonlyMap<string, Table>,
  slice: Records,
  told: SliceTold,
): void {
  const scratch = new Database(':memory:')
  try {
    for (const { create } of tables.values()) scratch.exec(create)
    replayInto(scratch, changesOf(handle, slice), told)
    for (const [name, ids] of slice) {
      const table = tables.get(name)
      if (!table) continue
      const expected = rowReader(scratch, table)
      const actual = rowReader(handle, table)
      for (const id of ids) {
        const kind = compare(expected(id), actual(id))
        if (kind) told.differs(name, id, kind)
      }
    }
  } finally {
    scratch.close()
  }
}

function replayInto(scratch: Database.Database, changes: Iterable<Change>, told: SliceTold): void {
  const write = rowWriter(scratch)
  for (const change of changes) {
    if (change.operation === 'insert') told.inserts(change.tableName)
    try {
      write(change)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      told.differs(change.tableName, change.rowId, 'unreplayable')
    }
  }
}

function* changesOf(handle: Database.Database, records: Records): Generator<Change> {
  const content = handle.prepare<[number], string>('select content from change where n = ?').pluck()
  const all = handle
    .prepare<[], Omit<Change, 'content'> & { n: number }>(
      'select n, tableName, rowId, operation from change order by n',
    )
    .iterate()
  for (const { n, ...change } of all) {
    if (records.get(change.tableName)?.has(change.rowId) !== true) continue
    yield { ...change, content: content.get(n) ?? '' }
  }
}

/** Reads rows by their id, whole numbers exactly. */
export function rowReader(
  handle: Database.Database,
  { name, columns }: Table,
): (id: string) => readonly unknown[] | undefined {
  const names = columns.map((column) => `"${column}"`).join(', ')
  const statement = handle
    .prepare<[string]>(`select ${names} from "${name}" where id = ?`)
    .raw()
    .safeIntegers()
  return (id) => {
    const row: unknown = statement.get(id)
    return Array.isArray(row) ? row : undefined
  }
}

function compare(
  expected: readonly unknown[] | undefined,
  actual: readonly unknown[] | undefined,
): Comparison | undefined {
  if (!expected) return actual && 'extra'
  if (!actual) return 'missing'
  return expected.every((value, index) => value === actual[index]) ? undefined : 'other'
}
