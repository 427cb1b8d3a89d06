import Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

/**
 * What the database itself refused, as the same reason codes that the rules use: a trigger raises
 * its code as the message. Full and failing disks have codes of their own.
 */
export function describeSqliteError(error: unknown): Failure | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined
  if (error.code === 'SQLITE_FULL') return refused('disk.full', error)
  if (error.code.startsWith('SQLITE_IOERR')) return refused('disk.failed', error)
  if (error.code === 'SQLITE_CORRUPT') return refused('case.damaged', error)
  if (error.code === 'SQLITE_CONSTRAINT_TRIGGER' && /^[a-z]+\.[a-z-]+$/.test(error.message)) {
    return refused(error.message, error)
  }
  return undefined
}

function refused(code: string, cause: Error): Failure {
  return new Failure('refused', [{ code }], { cause })
}
