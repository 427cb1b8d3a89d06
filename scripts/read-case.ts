// Reads a case without the app: this file and Node alone. It is kept short so that it can be
// printed, read and typed in again by somebody who has nothing else.
import { createDecipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { existsSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const HELP = `node read-case.ts --folder CASE.xundu --key KEY --out PLAIN.sqlite [--anyway]
node read-case.ts --join TWO.txt >sheet.txt

Checks every page of the case's database, decrypts it and writes a plain SQLite file, which any
SQLite tool opens. Nothing in the folder is changed. KEY is 96 hexadecimal digits or 64 characters
of base 64: the entry "db" of the bundle. With the recovery sheet typed into sheet.txt and the
program age (age-encryption.org) the bundle is opened by:

  node -p "JSON.parse(fs.readFileSync('CASE.xundu/keys.json')).bundle" |
    base64 -d | age -d -i sheet.txt

--join    where the recovery sheet was printed as three: TWO.txt holds the groups of any two, each
          sheet on a line of its own. What is printed is the whole sheet, as age reads it.
--anyway  writes the file although pages are damaged; what stands on those is not to be trusted.
`

// SQLCipher 4: pages of 4,096 bytes that end with a vector (16) and an HMAC (64); AES-256-CBC,
// HMAC-SHA-512; the first 16 bytes of the file are the salt.
const PAGE = 4096
const TEXT_END = PAGE - 80
const HMAC_AT = PAGE - 64
const HEADER = 'SQLite format 3\0'

type Keys = { readonly text: Buffer; readonly hmac: Buffer }
type Source = { readonly file: number; readonly at: number }

function keysOf(raw: Buffer): Keys {
  const text = raw.subarray(0, 32)
  const salt = Buffer.from(raw.subarray(32).map((byte) => byte ^ 0x3a))
  return { text, hmac: pbkdf2Sync(text, salt, 2, 32, 'sha512') }
}

function isWhole(page: Buffer, number: number, keys: Keys): boolean {
  const numbered = Buffer.alloc(4)
  numbered.writeUInt32LE(number)
  const covered = page.subarray(number === 1 ? 16 : 0, HMAC_AT)
  const hmac = createHmac('sha512', keys.hmac).update(covered).update(numbered).digest()
  return hmac.equals(page.subarray(HMAC_AT))
}

function decrypt(page: Buffer, number: number, keys: Keys): Buffer {
  const start = number === 1 ? 16 : 0
  const decipher = createDecipheriv('aes-256-cbc', keys.text, page.subarray(TEXT_END, HMAC_AT))
  const text = decipher.setAutoPadding(false).update(page.subarray(start, TEXT_END))
  const plain = Buffer.alloc(PAGE)
  text.copy(plain, start)
  if (number === 1) {
    plain.write(HEADER, 'latin1')
    // No journal goes with the plain file.
    plain.fill(1, 18, 20)
  }
  return plain
}

function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, at))
}

/** The journal's checksum: two sums over words of four bytes, each fed by the other. */
function checksum(bytes: Buffer, before: readonly number[], little: boolean): number[] {
  let [a = 0, b = 0] = before
  const word = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + word(at) + b) >>> 0
    b = (b + word(at + 4) + a) >>> 0
  }
  return [a, b]
}

/** Pages that committed transactions left in the journal after a crash, and the size they give. */
function journalPages(path: string): { pages: Map<number, Source>; size: number | undefined } {
  const pages = new Map<number, Source>()
  const found = statSync(path, { throwIfNoEntry: false })
  let size: number | undefined
  if (!found || found.size < 32) return { pages, size }
  const file = openSync(path, 'r')
  const head = readAt(file, 0, 32)
  const little = head.readUInt32BE(0) === 0x377f0682
  let sum = checksum(head.subarray(0, 24), [0, 0], little)
  const waiting = new Map<number, Source>()
  for (let at = 32; at + 24 + PAGE <= found.size; at += 24 + PAGE) {
    const frame = readAt(file, at, 24 + PAGE)
    if (!frame.subarray(8, 16).equals(head.subarray(16, 24))) break
    sum = checksum(frame.subarray(24), checksum(frame.subarray(0, 8), sum, little), little)
    if (sum[0] !== frame.readUInt32BE(16) || sum[1] !== frame.readUInt32BE(20)) break
    waiting.set(frame.readUInt32BE(0), { file, at: at + 24 })
    const committed = frame.readUInt32BE(4)
    if (committed === 0) continue
    size = committed
    for (const [number, source] of waiting) pages.set(number, source)
    waiting.clear()
  }
  return { pages, size }
}

/** The database of the folder, as either copy of the keys file names it; or the file itself. */
function databaseOf(given: string): string {
  if (statSync(given).isFile()) return given
  for (const name of ['keys.json', 'keys.bak.json']) {
    try {
      const said: { readonly db?: unknown } = JSON.parse(readFileSync(join(given, name), 'utf8'))
      if (typeof said.db === 'string') return join(given, said.db)
    } catch {
      // The other copy may be whole.
    }
  }
  throw new Error('no keys file says which database it is: give the file itself as --folder')
}

function readCase(path: string, keys: Keys, out: string, anyway: boolean): void {
  const file = openSync(path, 'r')
  const { pages, size } = journalPages(`${path}-wal`)
  const total = size ?? Math.floor(statSync(path).size / PAGE)
  const pageAt = (number: number) => {
    const source = pages.get(number) ?? { file, at: (number - 1) * PAGE }
    return Buffer.concat([readAt(source.file, source.at, PAGE), Buffer.alloc(PAGE)], PAGE)
  }
  const damaged: number[] = []
  for (let number = 1; number <= total; number += 1) {
    if (!isWhole(pageAt(number), number, keys)) damaged.push(number)
  }
  console.log(`${total} pages, ${pages.size} of them from the journal, ${damaged.length} damaged`)
  if (damaged.length > 0) console.error(`damaged: ${damaged.slice(0, 50).join(', ')}`)
  if (damaged.length === total) throw new Error('no page fits: another key, or not such a file')
  if (damaged.length > 0 && !anyway) throw new Error('nothing was written (see --anyway)')
  const plain = openSync(out, 'wx', 0o600)
  for (let number = 1; number <= total; number += 1) {
    writeSync(plain, decrypt(pageAt(number), number, keys), 0, PAGE, (number - 1) * PAGE)
  }
  console.log(`written: ${out}`)
}

// Sheets: signs of five bits (BIP 173) for the number of the sheet, a mark of the set (2), the share
// (32), its place x (1) and the start of a SHA-256 of all before it (4).
const SIGNS = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'
const AGE = 'AGE-SECRET-KEY-'
const SHEET_SIGNS = 64

type Share = {
  readonly number: number
  readonly mark: Buffer
  readonly y: Buffer
  readonly x: number
}

function shareOf(line: string, at: number): Share {
  const signs = line
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
  if (signs.length !== SHEET_SIGNS) {
    throw new Error(`line ${at + 1} has ${signs.length} signs, a sheet has ${SHEET_SIGNS}`)
  }
  const bits = Array.from(signs, (sign) => SIGNS.indexOf(sign).toString(2).padStart(5, '0'))
  const eights = bits.join('').match(/.{8}/g) ?? []
  const bytes = Buffer.from(eights.map((eight) => Number.parseInt(eight, 2)))
  const body = bytes.subarray(0, 36)
  const check = createHash('sha256').update(body).digest().subarray(0, 4)
  if (!check.equals(bytes.subarray(36))) throw new Error(`line ${at + 1} has a sign mistyped`)
  const x = body.readUInt8(35)
  return { number: body.readUInt8(0), mark: body.subarray(1, 3), y: body.subarray(3, 35), x }
}

/** A product of two bytes over x⁸ + x⁴ + x³ + x + 1. */
function times(a: number, b: number): number {
  let [product, left] = [0, a]
  for (let bit = 0; bit < 8; bit += 1) {
    if ((b >> bit) & 1) product ^= left
    left = (left << 1) ^ (left & 128 ? 0x11b : 0)
  }
  return product
}

/** The 254th power, which takes the place of dividing by a byte. */
function inverse(of: number): number {
  let power = of
  for (let more = 1; more < 254; more += 1) power = times(power, of)
  return power
}

/** The six signs that end a text of BIP 173. */
function checksumOf(signs: readonly number[]): number[] {
  const codes = Array.from(AGE.toLowerCase(), (letter) => letter.codePointAt(0) ?? 0)
  const all = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...signs]
  let sum = 1
  for (const value of [...all, 0, 0, 0, 0, 0, 0]) {
    const top = sum >> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (const [bit, each] of [
      0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3,
    ].entries())
      if ((top >> bit) & 1) sum ^= each
  }
  return [25, 20, 15, 10, 5, 0].map((place) => ((sum ^ 1) >> place) & 31)
}

/** The recovery sheet that two of its three make: the line through both shares, where it is at 0. */
function joined(text: string): string {
  const [one, other, more] = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(shareOf)
  if (!one || !other || more) throw new Error('two sheets are needed, each on a line of its own')
  if (one.number === other.number) throw new Error(`both lines are sheet ${one.number}`)
  if (!one.mark.equals(other.mark)) throw new Error('the two are not of one set')
  const apart = inverse(one.x ^ other.x)
  const [mine, its] = [times(other.x, apart), times(one.x, apart)]
  const bits = Array.from(one.y, (y, at) => {
    const byte = times(y, mine) ^ times(other.y.readUInt8(at), its)
    return byte.toString(2).padStart(8, '0')
  })
  const fives = bits.join('').match(/.{1,5}/g) ?? []
  const signs = fives.map((five) => Number.parseInt(five.padEnd(5, '0'), 2))
  return `${AGE}1${[...signs, ...checksumOf(signs)].map((sign) => SIGNS[sign]).join('')}`
}

function main(): void {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      key: { type: 'string' },
      out: { type: 'string' },
      join: { type: 'string' },
      anyway: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { folder, key, out, anyway, help, join: sheets } = values
  if (sheets !== undefined && !help) {
    console.log(joined(readFileSync(sheets, 'utf8')))
    return
  }
  if (help || folder === undefined || key === undefined || out === undefined) {
    console.log(HELP)
    process.exitCode = help ? 0 : 2
    return
  }
  const raw = Buffer.from(key, /^[0-9a-f]{96}$/i.test(key) ? 'hex' : 'base64')
  if (raw.length !== 48) throw new Error('a key has 48 bytes')
  if (existsSync(out)) throw new Error(`${out} is there already`)
  readCase(databaseOf(folder), keysOf(raw), out, anyway)
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
