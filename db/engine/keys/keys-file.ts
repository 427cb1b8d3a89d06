import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { codesOf, memberRoles } from '#db/kernel/codes.ts'
import { Failure } from '#db/kernel/failure.ts'

import { writeDurably } from '../durable-file.ts'
import { Slot } from './slot.ts'

/** The second one knows key files and split sheets. */
const FORMATS = ['xundu-keys/1', 'xundu-keys/2'] as const
const COPIES = ['keys.json', 'keys.bak.json'] as const
const MOST_BYTES = 4_194_304

/** Names of database files; the number, the epoch, counts the changes of keys. */
const DATABASE_NAME = /^case-(\d+)\.db$/

export function databaseName(epoch: number): string {
  return `case-${epoch}.db`
}

/** The epoch of a database file, or of one that SQLite keeps beside it; NaN for other files. */
export function epochOf(name: string): number {
  return Number(DATABASE_NAME.exec(name.replace(/-(wal|shm|journal)$/, ''))?.[1] ?? Number.NaN)
}

const KeyMember = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(50),
  role: z.enum(codesOf(memberRoles)),
  /** Public keys: age recipient, and Ed25519 for signatures (SPKI, base64). */
  enc: z.string().startsWith('age1'),
  sign: z.base64(),
  slot: Slot,
  /** The civil day on which the slot was made. Files of the first versions do not tell it. */
  since: z.iso.date().optional(),
})
export type KeyMember = z.infer<typeof KeyMember>

const KeysBody = z.strictObject({
  fmt: z.enum(FORMATS),
  suite: z.literal('intl-1'),
  caseId: z.string().min(1).max(64),
  title: z.string().min(1).max(100),
  practice: z.boolean(),
  epoch: z.number().int().min(1),
  gen: z.number().int().min(1),
  db: z.string().regex(DATABASE_NAME),
  members: z.array(KeyMember).min(1).max(200),
  recovery: z.string().startsWith('age1').nullable(),
  /** How the recovery sheet was printed; in one where this is left out. */
  sheets: z.literal('2-of-3').optional(),
  bundle: z.base64(),
})
export type KeysBody = z.infer<typeof KeysBody>

const KeysFile = z.strictObject({
  ...KeysBody.shape,
  mac: z.string().length(64),
  sum: z.string().length(64),
})
export type KeysFile = z.infer<typeof KeysFile>

/** Enough of any version's keys file to tell whether it is whole and which version it has. */
const AnyVersion = z.looseObject({ fmt: z.string(), sum: z.string() })

/** The keys file that counts, and the names of copies that are damaged, missing or older. */
export type ReadKeys = { readonly file: KeysFile; readonly stale: readonly string[] }

/**
 * Writes both copies, one after the other, each whole or not at all. The first rename makes the
 * change valid, as of two copies the newer one counts; a second copy that could not be written is
 * written at the next opening.
 */
export function writeKeys(folder: string, body: KeysBody, macKey: Buffer): KeysFile {
  const said = { ...body, fmt: formatOf(body) }
  const sealed = { ...said, mac: macOf(said, macKey) }
  const file: KeysFile = { ...sealed, sum: sumOf(sealed) }
  const [first, second] = COPIES
  repairKeys(folder, { file, stale: [first] })
  try {
    repairKeys(folder, { file, stale: [second] })
  } catch {
    // The change is valid all the same, and telling otherwise would be wrong.
  }
  return file
}

/** The first format that can say it, so that an older app opens all that it can understand. */
function formatOf({ members, sheets }: KeysBody): KeysBody['fmt'] {
  const [first, second] = FORMATS
  const plain = sheets === undefined && members.every(({ slot }) => slot.keyFile === undefined)
  return plain ? first : second
}

/** What a keys file says, without its seals, to write a changed one from. */
export function bodyOf({ mac: _mac, sum: _sum, ...body }: KeysFile): KeysBody {
  return body
}

/** Writes the stale copies anew from the good one. Only after `checkMac` has passed. */
export function repairKeys(folder: string, { file, stale }: ReadKeys): void {
  for (const copy of stale) writeDurably(join(folder, copy), `${JSON.stringify(file, null, 1)}\n`)
}

/**
 * Reads the keys file. A damaged, missing or older copy is passed over for the other one and named
 * as stale. Fails with `case.newer-format` when a newer version of the app wrote a copy,
 * `case.keys-damaged` when no copy is whole, `case.not-a-case` when there is nothing of a case.
 */
export function readKeys(folder: string): ReadKeys {
  const copies = COPIES.map((name) => readCopy(folder, name))
  if (copies.some(({ state }) => state === 'newer')) {
    throw new Failure('refused', [{ code: 'case.newer-format' }])
  }
  const whole = copies.flatMap(({ file }) => (file ? [file] : []))
  const newest = whole.toSorted((a, b) => b.gen - a.gen)[0]
  if (newest === undefined) {
    const nothing = copies.every(({ state }) => state === 'missing') && !holdsDatabase(folder)
    throw new Failure('refused', [{ code: nothing ? 'case.not-a-case' : 'case.keys-damaged' }])
  }
  const stale = copies.filter(({ file }) => file?.mac !== newest.mac).map(({ name }) => name)
  return { file: newest, stale }
}

/** Reads the text of a keys file that lies elsewhere, as in a backup; fails as `readKeys`. */
export function readKeysText(text: string): KeysFile {
  const { state, file } = judgeText(text)
  if (file) return file
  const code = state === 'newer' ? 'case.newer-format' : 'case.keys-damaged'
  throw new Failure('refused', [{ code }])
}

/** Fails with `case.keys-altered` when the file is not what the holder of the keys wrote. */
export function checkMac(file: KeysFile, macKey: Buffer): void {
  const { sum: _sum, mac, ...body } = file
  const expected = Buffer.from(macOf(body, macKey), 'hex')
  const kept = Buffer.from(mac, 'hex')
  if (kept.length !== expected.length || !timingSafeEqual(kept, expected)) {
    throw new Failure('refused', [{ code: 'case.keys-altered' }])
  }
}

type Copy = {
  readonly name: string
  readonly state: 'missing' | 'damaged' | 'newer' | 'whole'
  readonly file?: KeysFile
}

function readCopy(folder: string, name: string): Copy {
  const path = join(folder, name)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return { name, state: 'missing' }
  if (!found.isFile() || found.size > MOST_BYTES) return { name, state: 'damaged' }
  return { name, ...judgeText(readFileSync(path, 'utf8')) }
}

function judgeText(text: string): Omit<Copy, 'name'> {
  const raw = parseJson(text)
  const parsed = KeysFile.safeParse(raw)
  if (parsed.success && isWhole(parsed.data)) return { state: 'whole', file: parsed.data }
  const other = AnyVersion.safeParse(raw)
  const newer = other.success && isNewer(other.data.fmt) && isWhole(other.data)
  return { state: newer ? 'newer' : 'damaged' }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The plain sum tells damage from alteration and from a newer format; every version keeps it. */
function isWhole({ sum, ...rest }: z.infer<typeof AnyVersion>): boolean {
  return sumOf(rest) === sum
}

function isNewer(format: string): boolean {
  return Number(/^xundu-keys\/(\d{1,4})$/.exec(format)?.[1] ?? 0) > FORMATS.length
}

function holdsDatabase(folder: string): boolean {
  return readdirSync(folder).some((name) => DATABASE_NAME.test(name))
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

/** Unkeyed, over everything else in the file. */
function sumOf(rest: object): string {
  return createHash('sha256').update(canonical(rest)).digest('hex')
}

/** Keyed, over everything but the sum and itself. */
function macOf(body: KeysBody, key: Buffer): string {
  return createHmac('sha256', key).update(canonical(body)).digest('hex')
}
