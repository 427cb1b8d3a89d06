import type Database from 'better-sqlite3-multiple-ciphers'
import { type DialectAdapter, SqliteAdapter, SqliteDialect } from 'kysely'

import { type Gate, openGate } from './gate.ts'
import { leavingFootprints } from './footprint.ts'

/**
 * Kysely tells its migrator that SQLite cannot roll back DDL, so a migration that fails halfway
 * would stay half applied. SQLite can; saying so makes each upgrade all or nothing.
 */
class CaseAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Kysely over one encrypted handle, with cached statements that leave their footprint. */
export class CaseDialect extends SqliteDialect {
  constructor(handle: Database.Database, gate: Gate = openGate()) {
    super({ database: leavingFootprints(handle, gate) })
  }

  override createAdapter(): DialectAdapter {
    return new CaseAdapter()
  }
}
