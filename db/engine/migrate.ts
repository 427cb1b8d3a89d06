import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'

import { Failure } from '#db/kernel/failure.ts'
import { migrations } from '#db/migrations/index.ts'

/**
 * Brings a case file to the newest schema, all or nothing. A file of a newer version of the app is
 * refused unchanged: `case.newer-schema`. Meanwhile foreign keys do not act, so that a step may make
 * a table anew without taking away what hangs on it; before the end every one of them is checked.
 */
export async function migrateToLatest<T>(
  db: Kysely<T>,
  list: Record<string, Migration> = migrations,
): Promise<void> {
  const steps = withKeysChecked(list)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } })
  // Has no effect inside a transaction, and so not inside a step.
  await sql`pragma foreign_keys = off`.execute(db)
  const { error } = await withKeysBack(db, () => migrator.migrateToLatest())
  if (error === undefined) return
  if (error instanceof Error && /corrupted migrations/.test(error.message)) {
    throw new Failure('refused', [{ code: 'case.newer-schema' }], { cause: error })
  }
  throw error
}

/** The last step is among those that are taken whenever any is. */
function withKeysChecked(list: Record<string, Migration>): Record<string, Migration> {
  const last = Object.keys(list).toSorted().at(-1)
  const step = last === undefined ? undefined : list[last]
  if (last === undefined || step === undefined) return list
  return { ...list, [last]: { ...step, up: (db) => step.up(db).then(() => checkKeys(db)) } }
}

async function checkKeys(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ table: string; parent: string }>`
    select "table", parent from pragma_foreign_key_check limit 1
  `.execute(db)
  const [broken] = rows
  if (broken) throw new Error(`a row of ${broken.table} names none of ${broken.parent}`)
}

async function withKeysBack<T, R>(db: Kysely<T>, work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } finally {
    await sql`pragma foreign_keys = on`.execute(db)
  }
}
