import type Database from 'better-sqlite3-multiple-ciphers'

import { noteWrites } from './footprint.ts'

/** A value that SQLite stores as it is. */
export type Stored = string | number | null

/** Adds rows of one table, thousands a second, inside the transaction that is open. */
export type Bulk = {
  insert(table: string, columns: readonly string[]): (values: readonly Stored[]) => void
}

/**
 * Prepared single-row inserts on the handle of the case file, past the query builder but not past
 * the triggers: every row is captured like any other.
 */
export function bulkOf(handle: Database.Database): Bulk {
  return {
    insert(table, columns) {
      const names = columns.map((column) => `"${column}"`).join(', ')
      const marks = columns.map(() => '?').join(', ')
      const statement = handle.prepare(`insert into "${table}" (${names}) values (${marks})`)
      noteWrites([table])
      return (values) => {
        statement.run(...values)
      }
    },
  }
}
