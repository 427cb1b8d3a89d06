import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'

import { Failure } from '#db/kernel/failure.ts'
import { migrations } from '#db/migrations/index.ts'

/**
 * Brings a case file to the newest schema, all or nothing. A file of a newer version of the app is
 * refused unchanged: `case.newer-schema`.
 */
export async function migrateToLatest<T>(
  db: Kysely<T>,
  list: Record<string, Migration> = migrations,
): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => list } })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  if (error instanceof Error && /corrupted migrations/.test(error.message)) {
    throw new Failure('refused', [{ code: 'case.newer-schema' }], { cause: error })
  }
  throw error
}
