import { Failure } from '#db/kernel/failure.ts'

import type { AtWork } from '../current-case.ts'
import type { Tried } from '../tries.ts'
import type { Desk } from './desk.ts'

/**
 * Does work that a passphrase opens, unless the member has to wait after wrong ones:
 * `case.wait-first` (about: seconds, wrong tries), which also follows a wrong try that leads to a
 * wait. The log tells how many tries were wrong, and of nobody.
 */
export async function countingTries<T>(
  { tries, log }: Pick<Desk, 'tries' | 'log'>,
  member: AtWork,
  work: () => Promise<T>,
): Promise<T> {
  const before = tries.of(member)
  if (before.seconds > 0) throw new Failure('locked', waitReasons(before))
  const attempt = tries.begin(member)
  try {
    const result = await work()
    attempt.right()
    return result
  } catch (error) {
    if (!isWrongPassphrase(error)) {
      attempt.neither()
      throw error
    }
    const tried = attempt.wrong()
    log('passphrase-wrong', { tries: tried.wrong, wait: tried.seconds })
    throw new Failure('locked', [...error.reasons, ...waitReasons(tried)])
  }
}

function isWrongPassphrase(error: unknown): error is Failure {
  return (
    error instanceof Failure && error.reasons.some(({ code }) => code === 'case.wrong-passphrase')
  )
}

function waitReasons({ wrong, seconds }: Tried): Failure['reasons'] {
  if (seconds === 0) return []
  return [{ code: 'case.wait-first', about: [String(seconds), String(wrong)] }]
}
