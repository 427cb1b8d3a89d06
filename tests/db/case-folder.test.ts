import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import Database from 'better-sqlite3-multiple-ciphers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  createCaseFolder,
  type NewCase,
  removeCaseFolder,
  unlockCaseFolder,
  type UnlockedFolder,
} from '#db/engine/case-folder.ts'
import { inspectCase } from '#db/engine/inspect-case.ts'
import { closeDatabase, openDatabase } from '#db/engine/open-database.ts'
import { Failure } from '#db/kernel/failure.ts'
import { PASSPHRASE, QUICK, testFolder } from '#tests/fixtures/case.ts'

const NEW_CASE: NewCase = {
  caseId: 'case-of-folders',
  title: '云岭省案卷',
  practice: false,
  member: { id: 'A', name: '林若川', role: 'leader' },
  passphrase: bytes(PASSPHRASE),
  cost: QUICK,
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

async function reasonsOf(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.reasons
  }
  return []
}

/** A whole case: the folder with its keys, and a database that holds one table. */
async function wholeCase(change: Partial<NewCase> = {}): Promise<UnlockedFolder> {
  const made = await createCaseFolder(testFolder(), { ...NEW_CASE, ...change })
  const handle = openDatabase(made.databasePath, made.keys.db, { create: true })
  handle.exec('create table note(text)')
  closeDatabase(handle)
  return made
}

describe('making and unlocking', () => {
  test('what was made is unlocked by its passphrase, with the same keys', async () => {
    const made = await wholeCase()
    expect(basename(made.folder)).toBe('云岭省案卷.xundu')
    expect(readdirSync(made.folder).sort()).toEqual(['case-1.db', 'keys.bak.json', 'keys.json'])
    for (const memberId of ['A', undefined]) {
      const opened = await unlockCaseFolder(made.folder, memberId, bytes(PASSPHRASE))
      expect(opened).toEqual(made)
      closeDatabase(openDatabase(opened.databasePath, opened.keys.db))
    }
  })

  test('the passphrase stays as it was given: its owner wipes it', async () => {
    const passphrase = bytes(PASSPHRASE)
    const made = await wholeCase({ passphrase })
    await unlockCaseFolder(made.folder, 'A', passphrase)
    expect(passphrase).toEqual(bytes(PASSPHRASE))
  })

  test('two cases made alike share no key', async () => {
    const [one, other] = await Promise.all([wholeCase(), wholeCase()])
    for (const key of ['db', 'mac', 'log'] as const) {
      expect(one.keys[key].equals(other.keys[key])).toBe(false)
    }
  })

  test('a wrong passphrase is said with the database out of reach', async () => {
    const made = await wholeCase()
    rmSync(made.databasePath)
    const open = (typed: string): Promise<unknown> =>
      reasonsOf(() => unlockCaseFolder(made.folder, 'A', bytes(typed)))
    expect(await open('山路 灯火 竹篮 井水 草鞋')).toEqual([{ code: 'case.wrong-passphrase' }])
    expect(await open('')).toEqual([{ code: 'case.wrong-passphrase' }])
    expect(await open(PASSPHRASE)).toEqual([])
  })

  test('a person who is not of the case is unknown', async () => {
    const { folder } = await wholeCase()
    expect(await reasonsOf(() => unlockCaseFolder(folder, 'B', bytes(PASSPHRASE)))).toEqual([
      { code: 'case.unknown-member' },
    ])
  })

  test('a folder of that name is never touched', async () => {
    const parent = testFolder()
    await createCaseFolder(parent, NEW_CASE)
    expect(await reasonsOf(() => createCaseFolder(parent, NEW_CASE))).toEqual([
      { code: 'case.folder-taken', about: ['云岭省案卷.xundu'] },
    ])
    const other = testFolder()
    mkdirSync(join(other, '云岭省案卷.xundu'))
    await reasonsOf(() => createCaseFolder(other, NEW_CASE))
    expect(readdirSync(join(other, '云岭省案卷.xundu'))).toEqual([])
  })

  test('a passphrase that anybody guesses makes no case, but a practice case', async () => {
    const parent = testFolder()
    const make = (typed: string, practice: boolean): Promise<unknown> =>
      reasonsOf(() => createCaseFolder(parent, { ...NEW_CASE, practice, passphrase: bytes(typed) }))
    expect(await make('巡督', false)).toEqual([{ code: 'passphrase.too-short' }])
    expect(await make('password1234', false)).toEqual([{ code: 'passphrase.common' }])
    expect(readdirSync(parent)).toEqual([])
    expect(await make('巡督', true)).toEqual([])
  })

  test('a place that cannot be written is said, and nothing stays there', async () => {
    const parent = testFolder()
    const file = join(parent, 'file')
    writeFileSync(file, '')
    expect(await reasonsOf(() => createCaseFolder(join(file, 'deeper'), NEW_CASE))).toEqual([
      { code: 'case.read-only-place' },
    ])
    expect(readdirSync(parent)).toEqual(['file'])
  })

  test('removing takes case folders only', async () => {
    const { folder } = await wholeCase()
    removeCaseFolder(folder)
    expect(existsSync(folder)).toBe(false)
    const other = testFolder()
    removeCaseFolder(other)
    expect(existsSync(other)).toBe(true)
  })

  test('any title makes one folder, straight under its parent', async () => {
    const title = fc.string({ unit: 'binary', minLength: 1, maxLength: 100 })
    const awkward = fc.constantFrom(
      '..',
      '.',
      'CON',
      'con.txt',
      'a/b',
      '..\\..\\x',
      'x. . ',
      '😀'.repeat(50),
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(title, awkward), async (chosen) => {
        const parent = testFolder()
        const { folder } = await createCaseFolder(parent, { ...NEW_CASE, title: chosen })
        expect(readdirSync(parent)).toEqual([basename(folder)])
        expect(basename(folder)).toMatch(/^[^<>:"/\\|?*]+[^<>:"/\\|?*. ]\.xundu$|^[^. ]\.xundu$/)
        expect(basename(folder)).not.toMatch(/^(con|nul)\./i)
        expect(basename(folder).isWellFormed()).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})

describe('what a chosen path is', () => {
  test('the folder, its keys file and its database all lead to the case', async () => {
    const { folder, databasePath } = await wholeCase()
    for (const path of [folder, databasePath, join(folder, 'keys.json')]) {
      expect(inspectCase(path)).toEqual({
        folder,
        caseId: 'case-of-folders',
        title: '云岭省案卷',
        practice: false,
        members: [{ id: 'A', name: '林若川', role: 'leader', keyFile: false }],
        sheet: false,
        split: false,
      })
    }
  })

  test('what is no case is said to be none', async () => {
    const place = testFolder()
    const plain = join(place, 'plain.db')
    const handle = new Database(plain)
    handle.exec('create table note(text)')
    handle.close()
    writeFileSync(join(place, 'ledger.xlsx'), 'PK')
    writeFileSync(join(place, 'empty'), '')
    expect(await reasonsOf(() => inspectCase(plain))).toEqual([{ code: 'case.not-encrypted' }])
    for (const name of ['', 'ledger.xlsx', 'empty']) {
      expect(await reasonsOf(() => inspectCase(join(place, name)))).toEqual([
        { code: 'case.not-a-case' },
      ])
    }
    expect(await reasonsOf(() => inspectCase(join(place, 'none')))).toEqual([{ code: 'case.gone' }])
  })

  test('a case without its keys is not taken for something else', async () => {
    const { folder } = await wholeCase()
    for (const copy of ['keys.json', 'keys.bak.json']) rmSync(join(folder, copy))
    expect(await reasonsOf(() => inspectCase(folder))).toEqual([{ code: 'case.keys-damaged' }])
  })

  test('a database that is gone, cut short or in the clear is said before the passphrase', async () => {
    const { folder, databasePath } = await wholeCase()
    const about = ['case-1.db']
    truncateSync(databasePath, 4095)
    expect(await reasonsOf(() => inspectCase(folder))).toEqual([{ code: 'case.truncated', about }])
    truncateSync(databasePath, 0)
    expect(await reasonsOf(() => inspectCase(folder))).toEqual([{ code: 'case.truncated', about }])
    rmSync(databasePath)
    expect(await reasonsOf(() => inspectCase(folder))).toEqual([
      { code: 'case.database-missing', about },
    ])
    const handle = new Database(databasePath)
    handle.exec('create table note(text)')
    handle.close()
    expect(await reasonsOf(() => inspectCase(folder))).toEqual([
      { code: 'case.not-encrypted', about },
    ])
  })
})
