import { AsyncLocalStorage } from 'node:async_hooks'

import type Database from 'better-sqlite3-multiple-ciphers'
import type { SqliteDatabase } from 'kysely'

import { type Gate, passGate } from './gate.ts'

/** The tables that a piece of work read and wrote. */
export type Footprint = { readonly reads: Set<string>; readonly writes: Set<string> }

type Known = { readonly statement: Database.Statement; readonly footprint: Footprint }

const CACHED_STATEMENTS = 500
const current = new AsyncLocalStorage<Footprint>()

/** Runs the work and tells which tables its statements touched. */
export async function withFootprint<T>(work: () => Promise<T>): Promise<[T, Footprint]> {
  const footprint = { reads: new Set<string>(), writes: new Set<string>() }
  const result = await current.run(footprint, work)
  return [result, footprint]
}

/** Adds tables that were written through a statement of the engine's own. */
export function noteWrites(tables: Iterable<string>): void {
  const footprint = current.getStore()
  if (footprint) for (const table of tables) footprint.writes.add(table)
}

/**
 * A handle whose statements are prepared once and leave their footprint. It is read off SQLite's
 * own bytecode, so views, triggers, cascades and raw SQL are seen, and no page lists what to refresh.
 */
export function leavingFootprints(handle: Database.Database, gate: Gate): SqliteDatabase {
  const known = new Map<string, Known>()

  function recall(sql: string): Known {
    const found = known.get(sql)
    known.delete(sql)
    const entry = found ?? { statement: handle.prepare(sql), footprint: explain(handle, sql) }
    known.set(sql, entry)
    if (known.size > CACHED_STATEMENTS) {
      const oldest = known.keys().next()
      if (!oldest.done) known.delete(oldest.value)
    }
    return entry
  }

  return {
    close: () => {
      known.clear()
    },
    prepare(sql) {
      const { statement, footprint } = recall(sql)
      passGate(gate, statement)
      return {
        reader: statement.reader,
        all(parameters) {
          gate.flush()
          noteFootprint(footprint)
          return statement.all(...parameters)
        },
        run(parameters) {
          gate.flush()
          noteFootprint(footprint)
          return statement.run(...parameters)
        },
        iterate(parameters) {
          gate.flush()
          noteFootprint(footprint)
          return statement.iterate(...parameters)
        },
      }
    },
  }
}

/** Adds what a piece of work within the present one touched. */
export function noteFootprint(tables: Footprint): void {
  const footprint = current.getStore()
  if (!footprint) return
  for (const table of tables.reads) footprint.reads.add(table)
  for (const table of tables.writes) footprint.writes.add(table)
}

type Step = { readonly opcode: string; readonly p1: number; readonly p2: number }

const NOTHING: Footprint = { reads: new Set(), writes: new Set() }

function explain(handle: Database.Database, sql: string): Footprint {
  // Transactions, pragmas and definitions touch no table that a page reads.
  if (!/^\s*(select|with|insert|update|delete|replace|\()/i.test(sql)) return NOTHING
  const parameters = Array.from({ length: countParameters(sql) }, () => null)
  const steps = handle.prepare<unknown[], Step>(`explain ${sql}`).all(...parameters)
  const tables = tablesByRootPage(handle)
  const named = (pages: readonly number[]) =>
    new Set(pages.map((page) => tables.get(page)).filter((table) => table !== undefined))
  return {
    reads: named(steps.filter(({ opcode }) => opcode === 'OpenRead').map(({ p2 }) => p2)),
    writes: named([
      ...steps.filter(({ opcode }) => opcode === 'OpenWrite').map(({ p2 }) => p2),
      ...steps.filter(({ opcode }) => opcode === 'Clear').map(({ p1 }) => p1),
    ]),
  }
}

/** Kysely writes every value as `?`; the few of its texts in quotes hold no question mark. */
function countParameters(sql: string): number {
  return sql.split('?').length - 1
}

function tablesByRootPage(handle: Database.Database): ReadonlyMap<number, string> {
  const rows = handle
    .prepare<[], { rootpage: number; tbl_name: string }>(
      'select rootpage, tbl_name from sqlite_schema where rootpage > 0',
    )
    .all()
  return new Map(rows.map((row) => [row.rootpage, row.tbl_name]))
}
