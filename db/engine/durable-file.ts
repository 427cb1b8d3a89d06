import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a small file whole or not at all: beside it, flushed, then renamed over the old one. */
export function writeDurably(path: string, content: string | Uint8Array): void {
  const beside = `${path}.new`
  const file = openSync(beside, 'w', 0o600)
  try {
    // Unlike writeSync, this goes on where the disk takes a part, so that a full one is an error.
    writeFileSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(beside, path)
  flushFolder(dirname(path))
}

/** Makes a rename last through a power cut; Windows has no such flush and needs none. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
