import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'

import yauzl from 'yauzl'

import { Failure } from '#db/kernel/failure.ts'

import { limits, refusal } from './limits.ts'

/** The parts of a zip archive by name. Names are looked up only; nothing is written anywhere. */
export type Archive = {
  has(name: string): boolean
  /** Whether some part's name begins so. */
  hasBelow(prefix: string): boolean
  /** Hands out one part as text, piece by piece. */
  readText(name: string, take: (piece: string) => void): Promise<void>
  close(): void
}

/** Opens an archive under the limits of a ledger: parts, sizes, names and checksums are checked. */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const file = await open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  try {
    const entries = await list(file)
    let unpacked = 0
    return {
      has: (name) => entries.has(name),
      hasBelow: (prefix) => [...entries.keys()].some((name) => name.startsWith(prefix)),
      async readText(name, take) {
        const entry = entries.get(name)
        if (!entry) throw refusal('damaged-workbook')
        unpacked += await readEntry(file, entry, unpacked, take)
      },
      close: () => {
        file.close()
      },
    }
  } catch (error) {
    file.close()
    throw error
  }
}

function open(buffer: Buffer): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, validateEntrySizes: true, autoClose: false }
    yauzl.fromBuffer(buffer, options, (error, file) => {
      if (error) reject(refusal('damaged-workbook'))
      else resolve(file)
    })
  })
}

function list(file: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>()
    let declared = 0
    if (file.entryCount > limits.zipEntries) {
      reject(refusal('suspicious-archive'))
      return
    }
    file.on('entry', (entry: yauzl.Entry) => {
      declared += entry.uncompressedSize
      if (entry.isEncrypted()) reject(refusal('password-protected'))
      else if (entries.has(entry.fileName) || declared > limits.unpackedBytes) {
        reject(refusal('suspicious-archive'))
      } else {
        entries.set(entry.fileName, entry)
        file.readEntry()
      }
    })
    file.on('end', () => {
      resolve(entries)
    })
    file.on('error', () => {
      reject(refusal('damaged-workbook'))
    })
    file.readEntry()
  })
}

/** Returns the number of bytes that the part unpacked to. */
async function readEntry(
  file: yauzl.ZipFile,
  entry: yauzl.Entry,
  before: number,
  take: (piece: string) => void,
): Promise<number> {
  const stream = await streamOf(file, entry)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  let checksum = 0
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      size += piece.length
      checksum = crc32(piece, checksum)
      refuseBomb(entry, size, before)
      take(decoder.decode(piece, { stream: true }))
    }
    take(decoder.decode())
  } catch (error) {
    // What the stream and the decoder say of damage is the same to a person.
    throw error instanceof Failure ? error : refusal('damaged-workbook')
  } finally {
    stream.destroy()
  }
  if (checksum !== entry.crc32) throw refusal('damaged-workbook')
  return size
}

function streamOf(file: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (error) reject(refusal('damaged-workbook'))
      else resolve(stream)
    })
  })
}

const SMALL = 1024 * 1024

function refuseBomb(entry: yauzl.Entry, size: number, before: number): void {
  const ratio = size / Math.max(1, entry.compressedSize)
  if (before + size > limits.unpackedBytes || (size > SMALL && ratio > limits.unpackRatio)) {
    throw refusal('suspicious-archive')
  }
}
