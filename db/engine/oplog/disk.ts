import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

import { flushFolder, writeDurably } from '../durable-file.ts'

/** One open file of the log. `write` and `read` may do less than asked, as the system's own do. */
export type LogFile = {
  size(): number
  read(into: Uint8Array, at: number): number
  write(bytes: Uint8Array, at: number): number
  /** Returns once what was written lasts through a power cut. */
  flush(): void
  cut(length: number): void
  close(): void
}

/** All that the log asks of a disk, so that tests can fill it, fail it and cut its power. */
export type LogDisk = {
  /** Names of the files; none where there is no folder yet. */
  list(): readonly string[]
  open(name: string): LogFile
  /** Makes a file whole or not at all, and lasting. */
  create(name: string, content: Uint8Array): void
  /** Takes a file away, and lasting. */
  remove(name: string): void
}

const CLOSED = -1

/** The folder `ops` of a case, made at the first writing. */
export function folderDisk(folder: string): LogDisk {
  return {
    list: () => (existsSync(folder) ? readdirSync(folder) : []),
    open: (name) => openFile(join(folder, name)),
    create(name, content) {
      if (!existsSync(folder)) {
        mkdirSync(folder, { mode: 0o700 })
        flushFolder(dirname(folder))
      }
      writeDurably(join(folder, name), content)
    },
    remove(name) {
      rmSync(join(folder, name))
      flushFolder(folder)
    },
  }
}

function openFile(path: string): LogFile {
  let file = openSync(path, 'r+')
  return {
    size: () => fstatSync(file).size,
    read: (into, at) => readSync(file, into, 0, into.length, at),
    write: (bytes, at) => writeSync(file, bytes, 0, bytes.length, at),
    flush: () => fdatasyncSync(file),
    cut: (length) => ftruncateSync(file, length),
    close() {
      if (file === CLOSED) return
      closeSync(file)
      // Its number is given to the next file that is opened; nothing more may go there.
      file = CLOSED
    },
  }
}

/** Writes every byte, also where the disk takes them in portions. */
export function writeWhole(file: LogFile, bytes: Uint8Array, at: number): void {
  let written = 0
  while (written < bytes.length) {
    const portion = file.write(bytes.subarray(written), at + written)
    // A disk that takes nothing and says nothing is full in all but name.
    if (portion <= 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' })
    written += portion
  }
}

/** Reads so many bytes; fewer only at the end of the file. */
export function readWhole(file: LogFile, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  let read = 0
  while (read < length) {
    const portion = file.read(bytes.subarray(read), at + read)
    if (portion <= 0) break
    read += portion
  }
  return bytes.subarray(0, read)
}
