import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { Failure } from '#db/kernel/failure.ts'

import { writeDurably } from '../durable-file.ts'
import { Slot } from './slot.ts'

const FORMAT = 'xundu-keys/1'
const COPIES = ['keys.json', 'keys.bak.json'] as const

const KeyMember = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(50),
  role: z.enum(['leader', 'deputy', 'member', 'liaison']),
  /** Public keys: age recipient, and Ed25519 for signatures (SPKI, base64). */
  enc: z.string().startsWith('age1'),
  sign: z.base64(),
  slot: Slot,
})
export type KeyMember = z.infer<typeof KeyMember>

const KeysBody = z.strictObject({
  fmt: z.literal(FORMAT),
  suite: z.literal('intl-1'),
  caseId: z.string().min(1).max(64),
  title: z.string().min(1).max(100),
  practice: z.boolean(),
  epoch: z.number().int().min(1),
  gen: z.number().int().min(1),
  db: z.string().regex(/^case-\d+\.db$/),
  members: z.array(KeyMember).min(1).max(200),
  recovery: z.string().startsWith('age1').nullable(),
  bundle: z.base64(),
})
export type KeysBody = z.infer<typeof KeysBody>

const KeysFile = z.strictObject({
  ...KeysBody.shape,
  sum: z.string().length(64),
  mac: z.string().length(64),
})
export type KeysFile = z.infer<typeof KeysFile>

/** Writes both copies, one after the other, each whole or not at all. */
export function writeKeys(folder: string, body: KeysBody, macKey: Buffer): void {
  const text = canonical(body)
  const file: KeysFile = { ...body, sum: sumOf(text), mac: macOf(text, macKey) }
  for (const copy of COPIES) writeDurably(join(folder, copy), `${JSON.stringify(file, null, 1)}\n`)
}

/**
 * Reads the keys file. A damaged copy is passed over for the other one; both damaged is
 * `case.keys-damaged`, a newer format `case.newer-format`.
 */
export function readKeys(folder: string): KeysFile {
  let newer = false
  let missing = 0
  for (const copy of COPIES) {
    const path = join(folder, copy)
    if (!existsSync(path)) {
      missing += 1
      continue
    }
    const raw = parseJson(readFileSync(path, 'utf8'))
    const parsed = KeysFile.safeParse(raw)
    if (parsed.success && sumOf(canonical(bodyOf(parsed.data))) === parsed.data.sum) {
      return parsed.data
    }
    newer ||= isNewer(raw)
  }
  if (missing === COPIES.length) throw new Failure('refused', [{ code: 'case.not-a-case' }])
  throw new Failure('refused', [{ code: newer ? 'case.newer-format' : 'case.keys-damaged' }])
}

/** Fails with `case.keys-altered` when the file is not what the holder of the keys wrote. */
export function checkMac(file: KeysFile, macKey: Buffer): void {
  const expected = Buffer.from(macOf(canonical(bodyOf(file)), macKey), 'hex')
  const kept = Buffer.from(file.mac, 'hex')
  if (kept.length !== expected.length || !timingSafeEqual(kept, expected)) {
    throw new Failure('refused', [{ code: 'case.keys-altered' }])
  }
}

function bodyOf({ sum: _sum, mac: _mac, ...body }: KeysFile): KeysBody {
  return body
}

/** JSON with sorted keys, so that equal contents have equal sums. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function macOf(text: string, key: Buffer): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isNewer(raw: unknown): boolean {
  const format = z.object({ fmt: z.string() }).safeParse(raw)
  const version = format.success ? /^xundu-keys\/(\d+)$/.exec(format.data.fmt)?.[1] : undefined
  return version !== undefined && Number(version) > 1
}
