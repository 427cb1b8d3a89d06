import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'

import Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

const PAGE_SIZE = 4096

/** Settings of every connection, and what reading each one back must give (security design §2.4). */
const SETTINGS: readonly (readonly [name: string, value: string, readBack: number | string])[] = [
  ['temp_store', 'memory', 2],
  ['locking_mode', 'exclusive', 'exclusive'],
  ['journal_mode', 'wal', 'wal'],
  ['synchronous', 'full', 2],
  ['fullfsync', 'on', 1],
  ['checkpoint_fullfsync', 'on', 1],
  ['secure_delete', 'on', 1],
  ['foreign_keys', 'on', 1],
  // Without this, INSERT OR REPLACE deletes a row past its delete trigger (INV-1).
  ['recursive_triggers', 'on', 1],
  ['trusted_schema', 'off', 0],
  ['cell_size_check', 'on', 1],
  ['mmap_size', '0', 0],
  ['wal_autocheckpoint', '256', 256],
  ['cache_size', '-65536', -65_536],
]

/**
 * Opens the encrypted database of a case with its 48-byte key (32 bytes key, 16 salt), SQLCipher 4
 * scheme. Refuses, with a code of its own each: a plain database, an empty or truncated one, one
 * that is open elsewhere, one that the key does not fit, and settings that did not take.
 */
export function openDatabase(
  path: string,
  key: Buffer,
  options: { readonly create: boolean } = { create: false },
): Database.Database {
  if (key.length !== 48) throw new RangeError('the key of a case file has 48 bytes')
  if (!options.create) refuseOthers(path)
  const handle = new Database(path, { fileMustExist: !options.create, timeout: 2000 })
  try {
    handle.pragma(`cipher = 'sqlcipher'`)
    handle.pragma('legacy = 4')
    const spelled = Buffer.from(`x'${key.toString('hex')}'`)
    handle.key(spelled)
    spelled.fill(0)
    handle.prepare('select count(*) from sqlite_schema').get()
    applySettings(handle)
    return handle
  } catch (error) {
    handle.close()
    throw describe(error)
  }
}

/** Moves what waits in the journal into the database, and closes it. */
export function closeDatabase(handle: Database.Database): void {
  if (!handle.open) return
  handle.pragma('wal_checkpoint(truncate)')
  handle.close()
}

function applySettings(handle: Database.Database): void {
  for (const [name, value, readBack] of SETTINGS) {
    handle.pragma(`${name} = ${value}`)
    const actual = handle.pragma(name, { simple: true })
    if (actual !== readBack) {
      throw new Failure('refused', [{ code: 'case.unsafe-settings', about: [name] }])
    }
  }
  // The lock of locking_mode is taken by the first write; a second opener must fail at once.
  handle.exec('begin immediate; commit')
}

function refuseOthers(path: string): void {
  if (!existsSync(path)) throw new Failure('refused', [{ code: 'case.database-missing' }])
  if (statSync(path).size < PAGE_SIZE) throw new Failure('refused', [{ code: 'case.truncated' }])
  const head = Buffer.alloc(16)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, 16, 0)
  } finally {
    closeSync(file)
  }
  if (head.toString('latin1').startsWith('SQLite format 3')) {
    throw new Failure('refused', [{ code: 'case.not-encrypted' }])
  }
}

function describe(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const codes: Readonly<Record<string, string>> = {
    SQLITE_NOTADB: 'case.damaged',
    SQLITE_CORRUPT: 'case.damaged',
    SQLITE_BUSY: 'case.open-elsewhere',
    SQLITE_READONLY: 'case.read-only-place',
    SQLITE_CANTOPEN: 'case.read-only-place',
  }
  const code = codes[error.code]
  return code === undefined
    ? error
    : new Failure('refused', [{ code }], { cause: error })
}
