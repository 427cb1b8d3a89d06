import { hkdfSync, randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'

import { Failure } from '#db/kernel/failure.ts'

import { describeDiskError } from '../disk-error.ts'

/** A key file is so many random bytes and nothing else. */
export const KEY_FILE_BYTES = 32

const MARK_BYTES = 16

/**
 * Makes a key file, lasting, and only where there is none yet: another one may belong to another
 * case. Fails with `keys.key-file-taken`, `disk.…` or `case.read-only-place`.
 */
export function makeKeyFile(path: string): void {
  const bytes = randomBytes(KEY_FILE_BYTES)
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    throw isTaken(error)
      ? new Failure('refused', [{ code: 'keys.key-file-taken' }])
      : describeDiskError(error, 'case.read-only-place')
  }
  try {
    writeFileSync(file, bytes)
    fsyncSync(file)
  } catch (error) {
    rmSync(path, { force: true })
    throw describeDiskError(error, 'case.read-only-place')
  } finally {
    closeSync(file)
    bytes.fill(0)
  }
}

/**
 * Reads a key file; the bytes are the caller's to wipe. Fails with `keys.key-file-gone`,
 * `keys.key-file-unfit` (no key file at all) or `case.no-access`.
 */
export function readKeyFile(path: string): Buffer {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) throw new Failure('refused', [{ code: 'keys.key-file-gone' }])
    if (!found.isFile() || found.size !== KEY_FILE_BYTES) throw unfit()
    return readFileSync(path)
  } catch (error) {
    throw describeDiskError(error, 'case.no-access')
  }
}

/**
 * Sixteen bytes by which a slot knows its key file (HKDF-SHA256 with the salt of the slot): a wrong
 * one is told before a passphrase is tried, and the file itself cannot be found from them.
 */
export function markOf(keyFile: Uint8Array, salt: Uint8Array): Buffer {
  if (keyFile.length !== KEY_FILE_BYTES) throw unfit()
  return Buffer.from(hkdfSync('sha256', keyFile, salt, 'xundu/key-file/v1', MARK_BYTES))
}

function unfit(): Failure {
  return new Failure('refused', [{ code: 'keys.key-file-unfit' }])
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
