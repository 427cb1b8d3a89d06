import { join } from 'node:path'

import type { PackedLedger } from '#db/engine/packed-ledger.ts'
import { Failure } from '#db/kernel/failure.ts'

import { startChild } from './child.ts'
import type { Log } from './log.ts'
import type { FromParser, ToParser } from './parser-messages.ts'

/** What one ledger may take: megabytes of memory, and milliseconds. */
const LIMITS = { memory: 512, patience: 60_000 }

/**
 * Reads a ledger in a process of its own, with 512 MB of memory and one minute; the process is
 * ended after the file. Fails with what the reader found, `intake.reader-ended` when it ended
 * before it answered, or `cancelled`.
 */
export async function readInParser(
  given: ToParser,
  log: Log,
  signal: AbortSignal,
  { memory, patience } = LIMITS,
): Promise<PackedLedger> {
  const file = join(import.meta.dirname, 'parser-process.js')
  const { promise: answered, resolve } = Promise.withResolvers<FromParser | undefined>()
  const watchdog = setTimeout(() => resolve(undefined), patience)
  const child = startChild<ToParser, FromParser>(file, 'xundu reader', [
    `--max-old-space-size=${memory}`,
    // Young objects are swept early: a hostile file is mostly such.
    '--max-semi-space-size=8',
  ])
  const stop = () =>
    resolve({ ok: false, code: 'cancelled', reasons: [{ code: 'call.cancelled' }] })
  child.onMessage(resolve)
  signal.addEventListener('abort', stop, { once: true })
  try {
    child.send(given)
    const answer = await Promise.race([answered, child.ended])
    if (!answer) throw new Failure('refused', [{ code: 'intake.reader-ended' }])
    if (answer.ok) return answer.ledger
    if (answer.fault !== undefined) log('reader-fault', { code: answer.fault })
    throw new Failure(answer.code, answer.reasons)
  } finally {
    clearTimeout(watchdog)
    signal.removeEventListener('abort', stop)
    await child.end()
  }
}
