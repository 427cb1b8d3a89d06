import { join } from 'node:path'

import type { PackedLedger } from '#db/engine/packed-ledger.ts'
import { Failure } from '#db/kernel/failure.ts'

import { startChild } from './child.ts'
import type { Log } from './log.ts'
import type { DocumentText, FileToRead, FromParser, ToParser } from './parser-messages.ts'

/** What one file may take: megabytes of memory, and milliseconds. */
const LIMITS = { memory: 512, patience: 60_000 }

/**
 * Reads a ledger in a process of its own, with 512 MB of memory and one minute; the process is
 * ended after the file. Fails with what the reader found, `intake.reader-ended` when it ended
 * before it answered, or `cancelled`.
 */
export async function readInParser(
  given: FileToRead,
  log: Log,
  signal: AbortSignal,
  limits = LIMITS,
): Promise<PackedLedger> {
  const answer = await askParser({ ...given, as: 'ledger' }, log, signal, limits)
  if ('ledger' in answer) return answer.ledger
  throw new Error('a ledger was asked for')
}

/** Reads a document in the same way. Where the process ends first it is `attachment.unsafe-document`. */
export async function readDocumentInParser(
  given: FileToRead,
  log: Log,
  signal: AbortSignal,
): Promise<DocumentText> {
  try {
    const answer = await askParser({ ...given, as: 'document' }, log, signal, LIMITS)
    if ('document' in answer) return answer.document
  } catch (error) {
    const known = error instanceof Failure && !error.reasons.some(({ code }) => ENDED.test(code))
    if (known) throw error
  }
  const about = [given.fileName]
  throw new Failure('refused', [{ code: 'attachment.unsafe-document', about }])
}

const ENDED = /^intake\.(reader-ended|unreadable)$/

type Read = Extract<FromParser, { ok: true }>

async function askParser(
  given: ToParser,
  log: Log,
  signal: AbortSignal,
  { memory, patience }: typeof LIMITS,
): Promise<Read> {
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
    if (answer.ok) return answer
    if (answer.fault !== undefined) log('reader-fault', { code: answer.fault })
    throw new Failure(answer.code, answer.reasons)
  } finally {
    clearTimeout(watchdog)
    signal.removeEventListener('abort', stop)
    await child.end()
  }
}
