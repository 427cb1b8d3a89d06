import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import {
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import Database from 'better-sqlite3-multiple-ciphers'
import { describe, expect, onTestFinished, test } from 'vitest'

import { closeDatabase, openDatabase } from '#db/engine/open-database.ts'
import { Failure } from '#db/kernel/failure.ts'
import { testFolder } from '#tests/fixtures/case.ts'

const MARKER = '标记文字 marker 一九五四'

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.reasons.map(({ code }) => code).join()
  }
  return 'done'
}

/** An open database; closed at the end of the test if the test has not. */
function opened(path: string, key: Buffer, create: boolean): Database.Database {
  const handle = openDatabase(path, key, { create })
  onTestFinished(() => closeDatabase(handle))
  return handle
}

/** The path and key of a closed database with some hundred pages. */
function filledDatabase(): { readonly path: string; readonly key: Buffer } {
  const path = join(testFolder(), 'case-1.db')
  const key = randomBytes(48)
  const handle = openDatabase(path, key, { create: true })
  handle.exec('create table note(text)')
  const insert = handle.prepare('insert into note values (?)')
  handle.exec('begin')
  for (let row = 0; row < 200; row += 1) insert.run(`${MARKER} ${row} ${'字'.repeat(500)}`)
  handle.exec('commit')
  closeDatabase(handle)
  return { path, key }
}

function headOf(path: string): string {
  return readFileSync(path).subarray(0, 16).toString('latin1')
}

test('what was written is read back with the same key', () => {
  const { path, key } = filledDatabase()
  const handle = opened(path, key, false)
  expect(handle.prepare('select count(*) from note').pluck().get()).toBe(200)
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok')
})

test('every setting of the security design holds on a new and on a reopened database', () => {
  const { path, key } = filledDatabase()
  const fresh = opened(join(testFolder(), 'case-1.db'), key, true)
  for (const handle of [fresh, opened(path, key, false)]) {
    const settings = Object.fromEntries(
      [
        'cipher',
        'legacy',
        'temp_store',
        'locking_mode',
        'journal_mode',
        'synchronous',
        'fullfsync',
        'checkpoint_fullfsync',
        'secure_delete',
        'foreign_keys',
        'recursive_triggers',
        'trusted_schema',
        'cell_size_check',
        'mmap_size',
        'wal_autocheckpoint',
        'cache_size',
        'page_size',
      ].map((name) => [name, handle.pragma(name, { simple: true })]),
    )
    expect(settings).toEqual({
      cipher: 'sqlcipher',
      legacy: '4',
      temp_store: 2,
      locking_mode: 'exclusive',
      journal_mode: 'wal',
      synchronous: 2,
      fullfsync: 1,
      checkpoint_fullfsync: 1,
      secure_delete: 1,
      foreign_keys: 1,
      recursive_triggers: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      mmap_size: 0,
      wal_autocheckpoint: 256,
      cache_size: -65_536,
      page_size: 4096,
    })
  }
})

test('a delete trigger sees what INSERT OR REPLACE takes away', () => {
  const handle = opened(join(testFolder(), 'case-1.db'), randomBytes(48), true)
  handle.exec(`
    create table note(id primary key, text);
    create table gone(text);
    create trigger noted after delete on note begin insert into gone values (old.text); end;
    insert into note values (1, '先'); insert or replace into note values (1, '后');
  `)
  expect(handle.prepare('select text from gone').pluck().all()).toEqual(['先'])
})

test('the pages are SQLCipher 4: each one has the HMAC-SHA512 that its format asks for', () => {
  const { path, key } = filledDatabase()
  const file = readFileSync(path)
  const salt = file.subarray(0, 16)
  expect(salt.equals(key.subarray(32))).toBe(true)
  const masked = salt.map((byte) => byte ^ 0x3a)
  const macKey = pbkdf2Sync(key.subarray(0, 32), masked, 2, 32, 'sha512')
  expect(file.length % 4096).toBe(0)
  for (let start = 0; start < file.length; start += 4096) {
    const page = file.subarray(start, start + 4096)
    const number = Buffer.alloc(4)
    number.writeUInt32LE(start / 4096 + 1)
    const mac = createHmac('sha512', macKey)
      .update(page.subarray(start === 0 ? 16 : 0, 4096 - 64))
      .update(number)
      .digest()
    expect(mac.equals(page.subarray(4096 - 64))).toBe(true)
  }
})

describe('nothing of the contents is on the disk', () => {
  test('not while it is open, in the journal, nor after it is closed', () => {
    const folder = testFolder()
    const path = join(folder, 'case-1.db')
    const handle = opened(path, randomBytes(48), true)
    const forms = [MARKER, 'create table secret', 'SQLite format 3'].flatMap((text) => [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
    ])
    function search(): void {
      for (const name of readdirSync(folder)) {
        const content = readFileSync(join(folder, name))
        for (const form of forms) expect([name, content.includes(form)]).toEqual([name, false])
      }
    }
    search()
    handle.exec(`create table secret(text); insert into secret values ('${MARKER}')`)
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(4096)
    search()
    closeDatabase(handle)
    expect(readdirSync(folder)).toEqual(['case-1.db'])
    expect(statSync(path).size).toBeGreaterThanOrEqual(8192)
    search()
  })

  test('no shared memory file stands beside it, on the first and on every later opening', () => {
    const { path, key } = filledDatabase()
    const handle = opened(path, key, false)
    handle.exec('insert into note values (1)')
    expect(existsSync(`${path}-wal`)).toBe(true)
    expect(existsSync(`${path}-shm`)).toBe(false)
  })

  test.skipIf(process.platform === 'win32')('the file is for its owner alone', () => {
    const { path, key } = filledDatabase()
    const handle = opened(path, key, false)
    handle.exec('insert into note values (1)')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600)
  })

  test('the plain image of the database and foreign code cannot be asked for', () => {
    const handle = opened(join(testFolder(), 'case-1.db'), randomBytes(48), true)
    expect('serialize' in handle).toBe(false)
    expect('loadExtension' in handle).toBe(false)
  })
})

describe('what is refused', () => {
  test('a file that is not there, and it is not made', () => {
    const path = join(testFolder(), 'case-1.db')
    expect(codeOf(() => openDatabase(path, randomBytes(48)))).toBe('case.database-missing')
    expect(existsSync(path)).toBe(false)
  })

  test('making one where a file is, whatever it is', () => {
    const { path, key } = filledDatabase()
    const before = readFileSync(path)
    expect(codeOf(() => openDatabase(path, key, { create: true }))).toBe('case.database-present')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('making one where there is no folder', () => {
    const path = join(testFolder(), 'none', 'case-1.db')
    expect(codeOf(() => openDatabase(path, randomBytes(48), { create: true }))).toBe(
      'case.read-only-place',
    )
  })

  test('an empty file, less than a page, or zeroes', () => {
    const { path, key } = filledDatabase()
    for (const content of [Buffer.alloc(0), randomBytes(4095), Buffer.alloc(8192)]) {
      writeFileSync(path, content)
      expect(codeOf(() => openDatabase(path, key))).toBe('case.truncated')
      expect(readFileSync(path).equals(content)).toBe(true)
    }
  })

  test('a database in the clear', () => {
    const path = join(testFolder(), 'case-1.db')
    const plain = new Database(path)
    plain.exec('create table note(text)')
    plain.close()
    expect(headOf(path)).toBe('SQLite format 3\0')
    expect(codeOf(() => openDatabase(path, randomBytes(48)))).toBe('case.not-encrypted')
  })

  test('another key, random bytes, a flipped first page, and half of the file', () => {
    const { path, key } = filledDatabase()
    const good = readFileSync(path)
    expect(codeOf(() => openDatabase(path, randomBytes(48)))).toBe('case.damaged')
    const flipped = Buffer.from(good)
    flipped[100] = good.readUInt8(100) ^ 1
    for (const content of [randomBytes(8192), flipped]) {
      writeFileSync(path, content)
      expect(codeOf(() => openDatabase(path, key))).toBe('case.damaged')
      expect(readFileSync(path).equals(content)).toBe(true)
    }
    writeFileSync(path, good)
    truncateSync(path, Math.floor(good.length / 8192) * 4096)
    expect(codeOf(() => openDatabase(path, key))).toBe('case.damaged')
    writeFileSync(path, good)
    expect(codeOf(() => closeDatabase(openDatabase(path, key)))).toBe('done')
  })

  test('a flipped byte on a later page is told when that page is read', () => {
    const { path, key } = filledDatabase()
    const bytes = readFileSync(path)
    const at = 4096 * 20 + 1000
    bytes[at] = bytes.readUInt8(at) ^ 1
    writeFileSync(path, bytes)
    const handle = opened(path, key, false)
    expect(() => handle.prepare('select sum(length(text)) from note').get()).toThrow(
      Database.SqliteError,
    )
  })

  test('a second opening, before and after the first one has written', () => {
    const { path, key } = filledDatabase()
    const first = opened(path, key, false)
    expect(codeOf(() => openDatabase(path, key))).toBe('case.open-elsewhere')
    first.exec('insert into note values (1)')
    expect(codeOf(() => openDatabase(path, key))).toBe('case.open-elsewhere')
    closeDatabase(first)
    expect(codeOf(() => closeDatabase(openDatabase(path, key)))).toBe('done')
  })

  test('a second opening of one that was just made', () => {
    const path = join(testFolder(), 'case-1.db')
    const key = randomBytes(48)
    const first = opened(path, key, true)
    expect(codeOf(() => openDatabase(path, key))).toBe('case.open-elsewhere')
    first.exec('create table note(text)')
  })

  test('a key of any other length, before a file is touched', () => {
    const path = join(testFolder(), 'case-1.db')
    for (const length of [0, 31, 32, 47, 49]) {
      expect(() => openDatabase(path, randomBytes(length), { create: true })).toThrow(RangeError)
    }
    expect(existsSync(path)).toBe(false)
  })
})

test('closing twice is closing once, and an open transaction does not keep it open', () => {
  const { path, key } = filledDatabase()
  const handle = openDatabase(path, key)
  handle.exec(`begin; insert into note values ('${MARKER}')`)
  expect(() => closeDatabase(handle)).toThrow(Database.SqliteError)
  expect(handle.open).toBe(false)
  closeDatabase(handle)
  expect(codeOf(() => closeDatabase(openDatabase(path, key)))).toBe('done')
})
