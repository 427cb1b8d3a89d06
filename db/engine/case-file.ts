import type Database from 'better-sqlite3-multiple-ciphers'
import { Kysely, type Transaction } from 'kysely'

import type { Tables } from '#db/tables.ts'

import { installCapture } from './capture.ts'
import { layPenDown, type Pen, takePen } from './changeset.ts'
import { CaseDialect } from './dialect.ts'
import { migrateToLatest } from './migrate.ts'
import { closeDatabase } from './open-database.ts'

/**
 * Queries get a Reader, commands a Writer. The compiler holds them to it, and so does SQLite. A
 * Reader has nothing that writes; a Writer may stand wherever a Reader is asked for.
 */
export type Reader = Pick<
  Kysely<Tables>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor'
>
export type Writer = Transaction<Tables>

/** A Writer as a Reader: the reading type only hides what a Reader may not do. */
export function readerOf(writer: Writer): Reader {
  return writer
}

/** What must be true again before a transaction ends, such as counts kept ready. */
export type Settler = (handle: Database.Database) => void

/** An open case file: one encrypted handle that nobody else can open meanwhile. */
export type CaseFile = {
  readonly handle: Database.Database
  /** Runs a question. SQLite itself refuses writes while it runs. */
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T>
  /** Runs a change in one transaction under one pen; a throw leaves everything as it was. */
  write<T>(pen: Pen, work: (writer: Writer) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * Brings an opened database to the newest schema and makes it a case file.
 * Fails with `case.newer-schema` when a newer version of the app wrote it.
 */
export async function openCaseFile(
  handle: Database.Database,
  settlers: readonly Settler[],
): Promise<CaseFile> {
  const db = new Kysely<Tables>({ dialect: new CaseDialect(handle) })
  await migrateToLatest(db)
  installCapture(handle)

  return {
    handle,
    read: (work) =>
      db.connection().execute(async (connection) => {
        handle.pragma('query_only = on')
        try {
          return await work(connection)
        } finally {
          handle.pragma('query_only = off')
        }
      }),
    write: (pen, work) =>
      db.transaction().execute(async (writer) => {
        const previous = takePen(handle, pen)
        const result = await work(writer)
        for (const settle of settlers) settle(handle)
        layPenDown(handle, pen, previous)
        return result
      }),
    async close() {
      await db.destroy()
      closeDatabase(handle)
    },
  }
}
