import type Database from 'better-sqlite3-multiple-ciphers'

const known = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** A statement of the engine's own, prepared once on each handle; for texts that are few. */
export function prepared(handle: Database.Database, sql: string): Database.Statement {
  const statements = known.get(handle) ?? new Map<string, Database.Statement>()
  known.set(handle, statements)
  const statement = statements.get(sql) ?? handle.prepare(sql)
  statements.set(sql, statement)
  return statement
}
