import { createHash, createHmac } from 'node:crypto'
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { finished } from 'node:stream/promises'

import { ZipFile } from 'yazl'

import type { Manifest } from './contract.ts'
import { SUM_DIGITS, TAIL } from './layout.ts'

/** What goes into a backup, ready to be written. */
export type ToPack = {
  readonly manifest: Manifest
  /** The key `mac` of the bundle. */
  readonly mac: Buffer
  readonly keysText: Buffer
  /** The database, closed, every page of it verified. */
  readonly databasePath: string
}

/**
 * Writes a backup under this path and flushes it. It is a zip that any tool opens, its parts stored
 * as they are: the pages of the database are encrypted already, so compressing takes nothing off,
 * and another container around them would only encrypt once more what is encrypted and ask for a
 * program more in the decades to come. With the recovery sheet, a zip tool, `age` and
 * `scripts/read-case.ts` it is read without the app.
 *
 * `manifest.mac` is the HMAC-SHA256 of `manifest.json` under the key `mac`, in hexadecimal digits.
 * The comment at the end of the file ends with the SHA-256 of all bytes before it: it tells a
 * damaged file before anybody is asked for a passphrase, the headers of the zip included.
 */
export async function packBackup(path: string, given: ToPack): Promise<void> {
  const { manifest, keysText, databasePath } = given
  const { keys, database } = manifest.parts
  const text = Buffer.from(`${JSON.stringify(manifest, undefined, 1)}\n`)
  const zip = new ZipFile()
  const options = { compress: false, mtime: new Date(manifest.at), mode: 0o100600 }
  zip.addBuffer(text, 'manifest.json', options)
  zip.addBuffer(Buffer.from(`${macOf(text, given.mac)}\n`), 'manifest.mac', options)
  zip.addBuffer(keysText, keys.name, options)
  const pages = createReadStream(databasePath)
  zip.addReadStream(pages, database.name, { ...options, size: database.bytes })
  zip.end({ forceZip64Format: false, comment: TAIL + '0'.repeat(SUM_DIGITS) })
  const into = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pour(zip, into)
  await seal(path)
}

/** The proof of a manifest. */
export function macOf(text: Buffer, mac: Buffer): string {
  return createHmac('sha256', mac).update(text).digest('hex')
}

async function pour(zip: ZipFile, into: WriteStream): Promise<void> {
  const failed = new Promise<never>((_resolve, reject) => {
    zip.once('error', reject)
  })
  zip.outputStream.pipe(into)
  try {
    await Promise.race([finished(into), failed])
  } catch (error) {
    into.destroy()
    throw error
  }
}

/** Puts the sum of all before it into the place that was left for it, and flushes the file. */
async function seal(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    const sum = await sumOf(file, size - SUM_DIGITS)
    await file.write(sum, size - SUM_DIGITS)
    await file.sync()
  } finally {
    await file.close()
  }
}

const BLOCK = 1_048_576

/** SHA-256 of the first bytes of a file, or of a stretch of it; told as it goes on. */
export async function sumOf(
  file: FileHandle,
  length: number,
  {
    start = 0,
    onBlock,
  }: { readonly start?: number; readonly onBlock?: (block: Buffer) => void | Promise<void> } = {},
): Promise<string> {
  const hash = createHash('sha256')
  const block = Buffer.alloc(BLOCK)
  for (let done = 0; done < length;) {
    const wanted = Math.min(BLOCK, length - done)
    const { bytesRead } = await file.read(block, 0, wanted, start + done)
    if (bytesRead === 0) break
    hash.update(block.subarray(0, bytesRead))
    await onBlock?.(block.subarray(0, bytesRead))
    done += bytesRead
  }
  return hash.digest('hex')
}
