import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'

import Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

import { describeSqliteError } from './sqlite-error.ts'

const PAGE_SIZE = 4096
const KEY_BYTES = 48
const PLAIN_HEADER = 'SQLite format 3\0'
const HEX_DIGITS = Buffer.from('0123456789abcdef')

/** Pages in the journal at which SQLite moves them into the database. */
export const CHECKPOINT_PAGES = 256

type Setting = readonly [name: string, value: string, readBack: number | string]

/** The page format that other tools read for decades. */
const FORMAT: readonly Setting[] = [
  ['cipher', `'sqlcipher'`, 'sqlcipher'],
  ['legacy', '4', '4'],
]

/** SQLite then takes the HMAC of each page as right; what is encrypted stays encrypted. */
const PAGES_PROVED: readonly Setting[] = [['hmac_check', '0', '0']]

/**
 * Set before the file is first read. Read in normal locking mode, it keeps a shared memory file
 * beside it and lets a second one in; and a temporary table would go to the disk in the clear.
 */
const SETTINGS_BEFORE_READING: readonly Setting[] = [
  ['temp_store', 'memory', 2],
  ['locking_mode', 'exclusive', 'exclusive'],
]

/** Settings of every connection, and what reading each one back must give (security design §2.4). */
const SETTINGS: readonly Setting[] = [
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
  ['wal_autocheckpoint', `${CHECKPOINT_PAGES}`, CHECKPOINT_PAGES],
  ['cache_size', '-65536', -65_536],
]

// One gives the whole database in the clear, the other runs code from a file.
for (const method of ['serialize', 'loadExtension']) {
  Reflect.deleteProperty(Database.prototype, method)
}

/**
 * Opens the encrypted database of a case with its 48-byte key (32 bytes key, 16 salt), SQLCipher 4
 * scheme, or makes it where none is. Fails with a code for each: `case.database-missing`,
 * `case.database-present` (asked to make one that is there), `case.truncated` (empty, or less than
 * a page), `case.not-encrypted`, `case.damaged` (also when the key is another one's),
 * `case.open-elsewhere`, `case.read-only-place`, `case.unsafe-settings` (about: the setting).
 * `pagesProved`: the HMAC of every page was just checked (`verifyPages`) and is not asked for again.
 */
export function openDatabase(
  path: string,
  key: Buffer,
  options: { readonly create?: boolean; readonly pagesProved?: boolean } = {},
): Database.Database {
  if (key.length !== KEY_BYTES) throw new RangeError('the key of a case file has 48 bytes')
  if (options.create) claim(path)
  else refuseOthers(path)
  let handle: Database.Database | undefined
  try {
    handle = new Database(path, { fileMustExist: true, timeout: 2000 })
    applySettings(handle, FORMAT)
    if (options.pagesProved) applySettings(handle, PAGES_PROVED)
    spellKey(key, (spelled) => handle?.key(spelled))
    applySettings(handle, SETTINGS_BEFORE_READING)
    // Decrypts and checks the first page: a key that does not fit fails here.
    handle.prepare('select count(*) from sqlite_schema').get()
    applySettings(handle, SETTINGS)
    return handle
  } catch (error) {
    handle?.close()
    throw describe(error)
  }
}

/** Moves what waits in the journal into the database, and closes it, even when that fails. */
export function closeDatabase(handle: Database.Database): void {
  if (!handle.open) return
  try {
    handle.pragma('wal_checkpoint(truncate)')
  } finally {
    handle.close()
  }
}

/** Encrypts an open database anew under another 48-byte key. Not safe against crashes: for copies. */
export function changeKey(handle: Database.Database, key: Buffer): void {
  if (key.length !== KEY_BYTES) throw new RangeError('the key of a case file has 48 bytes')
  spellKey(key, (spelled) => handle.rekey(spelled))
}

/** The key goes in as bytes that are wiped: as text it would stay in memory and in SQL traces. */
function spellKey(key: Buffer, give: (spelled: Buffer) => void): void {
  const spelled = Buffer.alloc(2 * KEY_BYTES + 3)
  spelled.write(`x'`)
  for (const [at, byte] of key.entries()) {
    spelled[2 + 2 * at] = HEX_DIGITS.readUInt8(byte >> 4)
    spelled[3 + 2 * at] = HEX_DIGITS.readUInt8(byte & 15)
  }
  spelled.write(`'`, spelled.length - 1)
  try {
    give(spelled)
  } finally {
    spelled.fill(0)
  }
}

function applySettings(handle: Database.Database, settings: readonly Setting[]): void {
  for (const [name, value, readBack] of settings) {
    handle.pragma(`${name} = ${value}`)
    if (handle.pragma(name, { simple: true }) !== readBack) {
      throw new Failure('refused', [{ code: 'case.unsafe-settings', about: [name] }])
    }
  }
}

/** Makes the empty file, so that an existing one is never taken for a new one. */
function claim(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (cause) {
    const code = existsSync(path) ? 'case.database-present' : 'case.read-only-place'
    throw new Failure('refused', [{ code }], { cause })
  }
}

/** SQLite takes an empty file for a new database and reads a plain one without a key. */
function refuseOthers(path: string): void {
  const state = databaseState(path)
  if (state !== 'sealed') throw new Failure('refused', [{ code: `case.${state}` }])
}

/** What a database file looks like from outside; `sealed` is what a case's own looks like. */
export function databaseState(
  path: string,
): 'sealed' | 'database-missing' | 'truncated' | 'not-encrypted' {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) return 'database-missing'
  const head = Buffer.alloc(16)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, head.length, 0)
  } finally {
    closeSync(file)
  }
  if (head.toString('latin1') === PLAIN_HEADER) return 'not-encrypted'
  return found.size < PAGE_SIZE || head.every((byte) => byte === 0) ? 'truncated' : 'sealed'
}

const CODES: readonly (readonly [prefix: string, code: string])[] = [
  ['SQLITE_NOTADB', 'case.damaged'],
  ['SQLITE_CORRUPT', 'case.damaged'],
  ['SQLITE_BUSY', 'case.open-elsewhere'],
  ['SQLITE_READONLY', 'case.read-only-place'],
  ['SQLITE_CANTOPEN', 'case.read-only-place'],
  ['SQLITE_PERM', 'case.read-only-place'],
]

function describe(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const code = CODES.find(([prefix]) => error.code.startsWith(prefix))?.[1]
  if (code === undefined) return describeSqliteError(error) ?? error
  return new Failure('refused', [{ code }], { cause: error })
}
