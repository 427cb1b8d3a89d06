import { Failure } from '#db/kernel/failure.ts'

import { describeSqliteError } from '../sqlite-error.ts'
import type { OpLog } from './op-log.ts'

/**
 * Runs a transaction whose changeset is appended to the log before its COMMIT, and keeps the two
 * in step when it fails. The rule: **saved is what the log holds.** A transaction that fails, at
 * COMMIT too, is first taken out of the log and that flushed, and only then told as failed; so a
 * replay never brings back what was told as failed. Where even that fails the reason
 * `disk.uncertain` is told: the next opening finds out and says so. After any failure other than a
 * full disk nothing more is written until the case is opened again.
 */
export async function saving<T>(log: OpLog | undefined, transaction: () => Promise<T>): Promise<T> {
  if (!log) return transaction()
  if (log.stopped) throw stopped(log)
  try {
    const result = await transaction()
    log.keep()
    return result
  } catch (error) {
    const undone = log.takeBack()
    const failure = diskFailure(log, error)
    if (undone) throw failure
    const { reasons } = failure instanceof Failure ? failure : stopped(log)
    throw new Failure('refused', [...reasons, { code: 'disk.uncertain' }], { cause: error })
  }
}

/**
 * An error of the disk with its code and the last changeset that is saved; other errors, and all
 * where there is no log, as they are. After any but a full disk the log takes no more.
 */
export function diskFailure(log: OpLog | undefined, error: unknown): unknown {
  const failure = error instanceof Failure ? error : describeSqliteError(error)
  const code = failure?.reasons.find((reason) => reason.code.startsWith('disk.'))?.code
  if (!log || code === undefined) return error
  if (code === 'disk.failed') log.stop()
  return new Failure('refused', [{ code, about: [String(log.saved)] }], { cause: error })
}

function stopped({ saved }: OpLog): Failure {
  return new Failure('refused', [{ code: 'disk.failed', about: [String(saved)] }])
}
