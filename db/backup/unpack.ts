import { createHash, timingSafeEqual } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

import yauzl from 'yauzl'
import { z } from 'zod'

import { needsKeyFile } from '#db/engine/keys/member-of-file.ts'
import { describeDiskError } from '#db/engine/disk-error.ts'
import { readKeysText } from '#db/engine/keys/keys-file.ts'
import { Failure } from '#db/kernel/failure.ts'

import { Manifest } from './contract.ts'
import { FIRST_NAME, FIRST_NAME_AT, MAC_NAME, SUM_DIGITS, TAIL, ZIP_HEAD } from './layout.ts'
import { macOf, sumOf } from './pack.ts'

const PARTS = 4
const MOST_TEXT = 65_536
const MOST_KEYS = 4_194_304
const LOCAL_HEAD = 30
const STORED = 0

/** A backup whose every byte is as it was written; its keys are not opened yet. */
export type CheckedBackup = {
  readonly manifest: Manifest
  readonly keysText: Buffer
  /** Where the database stands in the file. */
  readonly databaseAt: number
  /** Bytes of the whole file. */
  readonly bytes: number
  /** Fails with `backup.altered` where the manifest is not what the holder of the keys wrote. */
  prove(mac: Buffer): void
}

export type ReadOptions = {
  readonly report?: ((done: number, total: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads a backup from end to end and checks every byte against its sums; writes nothing. Fails with
 * `backup.not-a-backup`, `backup.damaged`, `backup.newer-format`, `case.no-access`, `disk.failed`
 * or `cancelled`.
 */
export async function checkBackup(path: string, options: ReadOptions = {}): Promise<CheckedBackup> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw describeDiskError(error, 'case.no-access')
  })
  try {
    const found = await file.stat()
    if (!found.isFile()) throw refused('backup.not-a-backup')
    const { size } = found
    await checkSum(file, size, options)
    return { ...(await readParts(file, path)), bytes: size }
  } catch (error) {
    throw describeDiskError(error, 'case.no-access')
  } finally {
    await file.close()
  }
}

/** What a backup is, without its keys: every byte of it is checked, what it says is not proved. */
export async function lookAtBackup(path: string, report: (done: number, total: number) => void) {
  const { manifest, keysText, bytes } = await checkBackup(path, { report })
  const { members, recovery, sheets } = readKeysText(keysText.toString('utf8'))
  const persons = members.map((each) => ({
    id: each.id,
    name: each.name,
    role: each.role,
    keyFile: needsKeyFile(each),
  }))
  return {
    manifest,
    bytes,
    members: persons,
    sheet: recovery !== null,
    split: sheets !== undefined,
  }
}

async function checkSum(
  file: FileHandle,
  size: number,
  { report, signal }: ReadOptions,
): Promise<void> {
  const head = await readAt(file, 0, FIRST_NAME_AT + FIRST_NAME.length)
  const tail = await readAt(file, Math.max(0, size - SUM_DIGITS - TAIL.length), TAIL.length)
  const begun = head.subarray(0, 4).equals(ZIP_HEAD)
  const named = head.subarray(FIRST_NAME_AT).toString('latin1') === FIRST_NAME
  const ended = tail.toString('latin1') === TAIL
  if (!(begun && named) && !ended) throw refused('backup.not-a-backup')
  if (!(begun && named && ended)) throw refused('backup.damaged')
  let done = 0
  const sum = await sumOf(file, size - SUM_DIGITS, {
    onBlock(block) {
      if (signal?.aborted === true) throw new Failure('cancelled', [{ code: 'call.cancelled' }])
      done += block.length
      report?.(done, size)
    },
  })
  const said = await readAt(file, size - SUM_DIGITS, SUM_DIGITS)
  if (said.toString('latin1') !== sum) throw refused('backup.damaged')
}

type Parts = Omit<CheckedBackup, 'bytes'>

/** The sum tells what was damaged by chance; what was built on purpose still has to be of this kind. */
async function readParts(file: FileHandle, path: string): Promise<Parts> {
  const entries = await listEntries(path)
  const text = await readEntry(file, entries.get(FIRST_NAME), MOST_TEXT)
  const mac = await readEntry(file, entries.get(MAC_NAME), MOST_TEXT)
  const manifest = readManifest(text)
  const { keys, database } = manifest.parts
  const keysText = await readEntry(file, entries.get(keys.name), MOST_KEYS)
  const pages = entries.get(database.name)
  if (!pages || pages.size !== database.bytes) throw refused('backup.damaged')
  const keysSum = createHash('sha256').update(keysText).digest('hex')
  const databaseAt = await startOf(file, pages)
  const databaseSum = await sumOf(file, database.bytes, { start: databaseAt })
  if (keysSum !== keys.sha256 || databaseSum !== database.sha256) throw refused('backup.damaged')
  return {
    manifest,
    keysText,
    databaseAt,
    prove(key) {
      const expected = Buffer.from(macOf(text, key))
      const said = mac.subarray(0, expected.length)
      if (said.length !== expected.length || !timingSafeEqual(said, expected)) {
        throw refused('backup.altered')
      }
    },
  }
}

function readManifest(text: Buffer): Manifest {
  const raw = parseJson(text.toString('utf8'))
  const parsed = Manifest.safeParse(raw)
  if (parsed.success) return parsed.data
  const other = z.looseObject({ fmt: z.string() }).safeParse(raw)
  const newer = other.success && Number(/^xundu-backup\/(\d{1,4})$/.exec(other.data.fmt)?.[1]) > 1
  throw refused(newer ? 'backup.newer-format' : 'backup.damaged')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Entry = { readonly headAt: number; readonly size: number }

async function listEntries(path: string): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>()
  const zip = await yauzl
    .openPromise(path, { strictFileNames: true, lazyEntries: true, autoClose: false })
    .catch(() => {
      throw refused('backup.damaged')
    })
  try {
    if (zip.entryCount !== PARTS) throw refused('backup.damaged')
    for await (const entry of zip.eachEntry()) {
      const { fileName, compressionMethod, uncompressedSize, compressedSize } = entry
      const plain = compressionMethod === STORED && uncompressedSize === compressedSize
      if (!plain || entry.isEncrypted() || entries.has(fileName)) throw refused('backup.damaged')
      entries.set(fileName, { headAt: entry.relativeOffsetOfLocalHeader, size: uncompressedSize })
    }
    return entries
  } catch (error) {
    throw error instanceof Failure ? error : refused('backup.damaged')
  } finally {
    zip.close()
  }
}

async function readEntry(
  file: FileHandle,
  entry: Entry | undefined,
  most: number,
): Promise<Buffer> {
  if (!entry || entry.size > most) throw refused('backup.damaged')
  const read = await readAt(file, await startOf(file, entry), entry.size)
  if (read.length !== entry.size) throw refused('backup.damaged')
  return read
}

/** Behind the header that stands before a part in the file. */
async function startOf(file: FileHandle, { headAt }: Entry): Promise<number> {
  const head = await readAt(file, headAt, LOCAL_HEAD)
  if (head.length < LOCAL_HEAD || !head.subarray(0, 4).equals(ZIP_HEAD)) {
    throw refused('backup.damaged')
  }
  return headAt + LOCAL_HEAD + head.readUInt16LE(26) + head.readUInt16LE(28)
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  return bytes.subarray(0, bytesRead)
}

function refused(code: string): Failure {
  return new Failure('refused', [{ code }])
}
