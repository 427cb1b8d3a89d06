import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { z } from 'zod'

import { writeDurably } from '../durable-file.ts'

const FORMAT = 'xundu-informant-keys/1'

const Copy = z.strictObject({
  informantId: z.string().min(1).max(64),
  recipient: z.string().startsWith('age1'),
  wrapped: z.base64(),
})
/** The wrapped key of one informant, and the role that it is wrapped to. */
export type KeyCopy = z.infer<typeof Copy>

const File = z.strictObject({ fmt: z.literal(FORMAT), keys: z.array(Copy), sum: z.string() })

/** The copies beside the database; none where the file is missing or not whole. */
export function readKeyCopies(path: string): readonly KeyCopy[] {
  try {
    const { keys, sum } = File.parse(JSON.parse(readFileSync(path, 'utf8')))
    return sum === sumOf(keys) ? keys : []
  } catch {
    return []
  }
}

/** Writes all copies anew, whole or not at all; what is no longer among them is gone. */
export function writeKeyCopies(path: string, keys: readonly KeyCopy[]): void {
  const file = { fmt: FORMAT, keys: [...keys], sum: sumOf(keys) }
  writeDurably(path, `${JSON.stringify(file, null, 1)}\n`)
}

function sumOf(keys: readonly KeyCopy[]): string {
  const rows = keys.map(({ informantId, recipient, wrapped }) => [informantId, recipient, wrapped])
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}
