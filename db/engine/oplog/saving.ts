import type Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

import { describeSqliteError } from '../sqlite-error.ts'
import type { OpLog } from './op-log.ts'
import { headOf } from './replay.ts'

/**
 * Runs a transaction whose changeset is appended to the log before its COMMIT, and keeps the two
 * in step when it fails. The rule: **saved is what the log holds.** A transaction that fails, at
 * COMMIT too, is first taken out of the log and that flushed, and only then told as failed; so a
 * replay never brings back what was told as failed. Where even that fails the reason
 * `disk.uncertain` is told: the next opening finds out and says so. After any failure other than a
 * full disk nothing more is written until the case is opened again.
 */
export async function saving<T>(
  handle: Database.Database,
  log: OpLog | undefined,
  transaction: () => Promise<T>,
): Promise<T> {
  if (!log) return transaction()
  if (log.stopped) throw stopped(handle)
  try {
    const result = await transaction()
    log.keep()
    return result
  } catch (error) {
    const undone = log.takeBack()
    const reason = diskReason(error)
    if (reason === 'disk.failed') log.stop()
    if (reason === undefined && undone) throw error
    const about = [String(headOf(handle).seq)]
    const reasons = [{ code: reason ?? 'disk.failed', about }]
    throw new Failure('refused', undone ? reasons : [...reasons, { code: 'disk.uncertain' }], {
      cause: error,
    })
  }
}

function stopped(handle: Database.Database): Failure {
  return new Failure('refused', [{ code: 'disk.failed', about: [String(headOf(handle).seq)] }])
}

function diskReason(error: unknown): string | undefined {
  const failure = error instanceof Failure ? error : describeSqliteError(error)
  return failure?.reasons.find(({ code }) => code.startsWith('disk.'))?.code
}
