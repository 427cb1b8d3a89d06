import type Database from 'better-sqlite3-multiple-ciphers'

import { noteWrites } from './footprint.ts'
import { type Gate, openGate, passGate } from './gate.ts'

/** A value that SQLite stores as it is. */
export type Stored = string | number | null

/** Adds rows of a table, thousands a second, inside the transaction that is open. */
export type Bulk = {
  /** Lets rows wait until there are enough of them, or until another statement is run. */
  insert(table: string, columns: readonly string[]): (values: readonly Stored[]) => void
  /** Writes what waits. A row that is refused fails here, not where it was handed in. */
  flush(): void
  /** Forgets what waits. */
  drop(): void
}

type Queue = {
  readonly table: string
  readonly statement: Database.Statement
  rows: (readonly Stored[])[]
}

/** More than a chunk of an import holds, which is written whole when its next question is put. */
const ROWS_AT_ONCE = 6000

/** Names of the tables that stand for what waits; two doors to one handle share none. */
let sources = 0

/**
 * Inserts on the handle of the case file, past the query builder but not past the triggers: every
 * row is captured like any other. One statement takes thousands of rows: SQLite copies each page
 * before a statement changes it, which for a single row costs more than the row itself.
 */
export function bulkOf(
  handle: Database.Database,
  gate: Gate = openGate(),
  onFlush: () => void = () => {},
): Bulk {
  const queues = new Map<string, Queue>()
  let waiting = 0

  function flush(): void {
    if (waiting === 0) return
    waiting = 0
    for (const queue of inOrder(handle, [...queues.values()])) {
      if (queue.rows.length > 0) queue.statement.run()
      queue.rows = []
    }
    onFlush()
  }

  function queueFor(table: string, columns: readonly string[]): Queue {
    const key = [table, ...columns].join()
    const present = queues.get(key)
    if (present) return present
    const source = `waiting${(sources += 1)}`
    const names = columns.map((column) => `"${column}"`).join()
    handle.table(source, {
      columns: [...columns],
      *rows() {
        yield* queue.rows
      },
    })
    const statement = handle.prepare(`insert into "${table}" (${names}) select * from ${source}`)
    const queue: Queue = { table, statement, rows: [] }
    queues.set(key, queue)
    return queue
  }

  gate.flush = flush
  return {
    insert(table, columns) {
      const queue = queueFor(table, columns)
      passGate(gate, queue.statement)
      noteWrites([table])
      return (values) => {
        queue.rows.push(values)
        waiting += 1
        if (waiting >= ROWS_AT_ONCE) flush()
      }
    },
    flush,
    drop() {
      waiting = 0
      for (const queue of queues.values()) queue.rows = []
    },
  }
}

/** Rows of a table come after the rows of the tables that they name. */
function inOrder(handle: Database.Database, queues: readonly Queue[]): readonly Queue[] {
  const named = handle.prepare<[string], { parent: string }>(
    'select distinct "table" as parent from pragma_foreign_key_list(?)',
  )
  const heights = new Map<string, number>()
  const heightOf = (table: string): number => {
    const known = heights.get(table)
    if (known !== undefined) return known
    heights.set(table, 0)
    const parents = named.all(table).map(({ parent }) => parent)
    const height = Math.max(0, ...parents.map((parent) => heightOf(parent) + 1))
    heights.set(table, height)
    return height
  }
  return queues.toSorted((a, b) => heightOf(a.table) - heightOf(b.table))
}
