import { join } from 'node:path'

import type { LedgerFile } from '#db/engine/staging.ts'
import { Failure } from '#db/kernel/failure.ts'

import { startChild } from './child.ts'
import type { Log } from './log.ts'
import type { FromParser, ToParser } from './parser-messages.ts'

const MEMORY = '--max-old-space-size=512'
const PATIENCE = 60_000

/**
 * Reads a ledger in a process of its own, with 512 MB of memory and one minute; the process is
 * ended after the file. Fails with what the reader found, or `intake.reader-ended`.
 */
export async function readInParser(given: ToParser, log: Log): Promise<LedgerFile> {
  const file = join(import.meta.dirname, 'parser-process.js')
  const { promise: answered, resolve } = Promise.withResolvers<FromParser | undefined>()
  const watchdog = setTimeout(() => resolve(undefined), PATIENCE)
  const child = startChild<ToParser, FromParser>(file, 'xundu reader', [MEMORY])
  child.onMessage(resolve)
  try {
    child.send(given)
    const answer = await Promise.race([answered, child.ended])
    if (!answer) throw new Failure('refused', [{ code: 'intake.reader-ended' }])
    if (answer.ok) return answer.file
    if (answer.fault !== undefined) log('reader-fault', { code: answer.fault })
    throw new Failure(answer.code, answer.reasons)
  } finally {
    clearTimeout(watchdog)
    await child.end()
  }
}
