import type Database from 'better-sqlite3-multiple-ciphers'
import {
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'

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

/**
 * SQLite takes a transaction back by itself when the disk is full or fails; a second rollback would
 * fail and hide why.
 */
class CaseDriver extends SqliteDriver {
  readonly #handle: Database.Database

  constructor(handle: Database.Database, gate: Gate) {
    super({ database: leavingFootprints(handle, gate) })
    this.#handle = handle
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#handle.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** Kysely over one encrypted handle, with cached statements that leave their footprint. */
export class CaseDialect extends SqliteDialect {
  readonly #driver: Driver

  constructor(handle: Database.Database, gate: Gate = openGate()) {
    super({ database: leavingFootprints(handle, gate) })
    this.#driver = new CaseDriver(handle, gate)
  }

  override createDriver(): Driver {
    return this.#driver
  }

  override createAdapter(): DialectAdapter {
    return new CaseAdapter()
  }
}
