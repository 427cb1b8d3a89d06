import { fork } from 'node:child_process'
import { join } from 'node:path'

import { z } from 'zod'

const PROCESS = join(import.meta.dirname, 'verify-process.ts')

/**
 * Milliseconds of a whole verification and of its checks; of one HMAC over every page, and of
 * SQLite's own integrity_check, which no verification can leave out.
 */
const VerificationFigures = z.strictObject({
  byHand: z.number(),
  integrity: z.number(),
  whole: z.number(),
  pages: z.number(),
  structure: z.number(),
  chain: z.number(),
  log: z.number(),
  replay: z.number(),
})
export type VerificationFigures = z.infer<typeof VerificationFigures>

/** Verifies a case from end to end once, in a process of its own as the app does. */
export function measureVerification(folder: string): Promise<VerificationFigures> {
  const { promise, resolve, reject } = Promise.withResolvers<VerificationFigures>()
  const child = fork(PROCESS, [folder])
  child.once('message', (figures) => resolve(VerificationFigures.parse(figures)))
  child.once('exit', (code) => reject(new Error(`the case could not be verified (${code})`)))
  return promise
}
