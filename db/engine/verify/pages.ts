import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

import { Failure } from '#db/kernel/failure.ts'

// SQLCipher 4: 4,096 bytes a page, of which the last 80 are the vector and the HMAC.
const PAGE = 4096
const SALT = 16
const VECTOR = 16
const HMAC = 64
const KEY = 32
/** Where the first page tells how many pages there are (big end first). */
const PAGE_COUNT_AT = 28
const SALT_MASK = 0x3a
const HMAC_KEY_ROUNDS = 2
const BLOCK_PAGES = 256
/** SQLite leaves the page at one gibibyte alone: its locks lie there. */
const LOCK_PAGE = 1_073_741_824 / PAGE + 1

export type PageReport = {
  readonly pages: number
  /** Numbers of the pages, from 1, that are not as they were written. */
  readonly bad: readonly number[]
  /** The salt in the first bytes is not that of the key. */
  readonly saltDamaged: boolean
  /** Pages that the file should have and has not. */
  readonly missing: number
  /** Bytes behind the last whole page. */
  readonly rest: number
}

export type PageOptions = {
  /** Pages checked so far, and how many there are. */
  readonly report?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Makes a copy of the file here, byte for byte as it was read; one that is there is replaced. */
  readonly copyTo?: string
}

/**
 * Checks the HMAC of every page of an SQLCipher 4 file, free pages included, which SQLite itself
 * does not read. `key` is the raw key of 48 bytes (32 key, 16 salt). Holds one block of a mebibyte.
 *
 * Never in the process that has the database open: closing any file descriptor of a file gives up
 * the locks that the process holds on it (POSIX). Throws Failure `cancelled` when told to stop.
 */
export async function verifyPages(
  path: string,
  key: Buffer,
  { report, signal, copyTo }: PageOptions = {},
): Promise<PageReport> {
  const salt = key.subarray(KEY)
  const hmacSalt = Buffer.from(salt.map((byte) => byte ^ SALT_MASK))
  const hmacKey = pbkdf2Sync(key.subarray(0, KEY), hmacSalt, HMAC_KEY_ROUNDS, KEY, 'sha512')
  const file = await open(path, 'r')
  const copy = copyTo === undefined ? undefined : await open(copyTo, 'w', 0o600)
  try {
    const { size } = await file.stat()
    const pages = Math.floor(size / PAGE)
    const bad: number[] = []
    let saltDamaged = false
    let missing = 0
    const block = Buffer.alloc(BLOCK_PAGES * PAGE)
    for (let done = 0; done < pages; done += BLOCK_PAGES) {
      if (signal?.aborted === true) throw new Failure('cancelled', [{ code: 'call.cancelled' }])
      const read = await readPages(file, block, done, pages)
      await copy?.writeFile(read)
      if (done === 0) {
        saltDamaged = !read.subarray(0, SALT).equals(salt)
        const first = read.subarray(0, PAGE)
        if (isWhole(first, 1, hmacKey)) missing = Math.max(0, pagesTold(first, key) - pages)
      }
      for (let at = 0; at < read.length; at += PAGE) {
        const number = done + at / PAGE + 1
        if (!isWhole(read.subarray(at, at + PAGE), number, hmacKey)) bad.push(number)
      }
      report?.(Math.min(done + BLOCK_PAGES, pages), pages)
    }
    return { pages, bad, saltDamaged, missing, rest: size % PAGE }
  } finally {
    hmacKey.fill(0)
    await file.close()
    await copy?.close()
  }
}

/** The number of pages as the first page tells it; its first 16 bytes are not encrypted. */
function pagesTold(page: Buffer, key: Buffer): number {
  const vector = page.subarray(PAGE - HMAC - VECTOR, PAGE - HMAC)
  const decipher = createDecipheriv('aes-256-cbc', key.subarray(0, KEY), vector)
  const plain = decipher.setAutoPadding(false).update(page.subarray(SALT, PAGE - HMAC - VECTOR))
  return plain.readUInt32BE(PAGE_COUNT_AT - SALT)
}

async function readPages(
  file: FileHandle,
  block: Buffer,
  done: number,
  pages: number,
): Promise<Buffer> {
  const wanted = Math.min(block.length, (pages - done) * PAGE)
  let filled = 0
  while (filled < wanted) {
    const { bytesRead } = await file.read(block, filled, wanted - filled, done * PAGE + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return block.subarray(0, filled)
}

/** The HMAC covers the encrypted text, the vector and the number of the page. */
function isWhole(page: Buffer, number: number, hmacKey: Buffer): boolean {
  if (page.length < PAGE) return false
  const numbered = Buffer.alloc(4)
  numbered.writeUInt32LE(number)
  const covered = page.subarray(number === 1 ? SALT : 0, PAGE - HMAC)
  const found = createHmac('sha512', hmacKey).update(covered).update(numbered).digest()
  if (timingSafeEqual(found, page.subarray(PAGE - HMAC))) return true
  return number === LOCK_PAGE && page.every((byte) => byte === 0)
}
