import { hash } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import { createCaseFolder, type NewCase, unlockCaseFolder } from '#db/engine/case-folder.ts'
import { makeKeys, sealBundle } from '#db/engine/keys/bundle.ts'
import { checkMac, readKeys, writeKeys } from '#db/engine/keys/keys-file.ts'
import { Failure } from '#db/kernel/failure.ts'
import { PASSPHRASE, QUICK, testFolder } from '#tests/fixtures/case.ts'

const NEW_CASE: NewCase = {
  caseId: 'case-of-keys',
  title: '云岭省案卷',
  practice: false,
  member: { id: 'A', name: '林若川', role: 'leader' },
  passphrase: bytes(PASSPHRASE),
  cost: QUICK,
}

const COPIES = ['keys.json', 'keys.bak.json']

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.reasons.map(({ code }) => code).join()
  }
  return 'done'
}

/** A case folder whose database is only a file that is there; these tests never open it. */
async function keyedFolder(): Promise<string> {
  const { folder, databasePath } = await createCaseFolder(testFolder(), NEW_CASE)
  writeFileSync(databasePath, Buffer.alloc(4096, 7))
  return folder
}

/** Rewrites both copies without any key, the plain sum made to fit. */
function forge(folder: string, change: object): void {
  for (const copy of COPIES) {
    const path = join(folder, copy)
    const file = z.looseObject({ sum: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8')))
    const { sum: _sum, ...rest } = { ...file, ...change }
    writeFileSync(path, JSON.stringify({ ...rest, sum: sumOf(rest) }))
  }
}

function sumOf(rest: object): string {
  return hash('sha256', sorted(rest), 'hex')
}

/** JSON with the fields of every object in order. */
function sorted(content: unknown): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

describe('the keys file', () => {
  test('both copies are the same and hold neither key nor passphrase', async () => {
    const { folder, keys } = await createCaseFolder(testFolder(), NEW_CASE)
    const [first, second] = COPIES.map((copy) => readFileSync(join(folder, copy)))
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true)
    for (const secret of [keys.db, keys.mac, keys.log]) {
      for (const form of ['base64', 'hex'] as const) {
        expect(first?.includes(secret.toString(form))).toBe(false)
      }
    }
    expect(first?.includes(PASSPHRASE)).toBe(false)
    expect(first?.includes('AGE-SECRET-KEY')).toBe(false)
  })

  test.skipIf(process.platform === 'win32')('folder and files are for their owner', async () => {
    const { folder } = await createCaseFolder(testFolder(), NEW_CASE)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const copy of COPIES) expect(statSync(join(folder, copy)).mode & 0o777).toBe(0o600)
  })

  test.each(COPIES)('a damaged or missing %s is passed over and written anew', async (copy) => {
    const folder = await keyedFolder()
    const path = join(folder, copy)
    const good = readFileSync(path)
    for (const spoil of [
      () => writeFileSync(path, good.subarray(0, 400)),
      () => writeFileSync(path, ''),
      () => rmSync(path),
    ]) {
      spoil()
      const opened = await unlockCaseFolder(folder, 'A', bytes(PASSPHRASE))
      expect(opened.repaired).toEqual([copy])
      expect(readFileSync(path).equals(good)).toBe(true)
    }
    expect((await unlockCaseFolder(folder, 'A', bytes(PASSPHRASE))).repaired).toEqual([])
  })

  test('nothing is written anew before the passphrase has proved the good copy', async () => {
    const folder = await keyedFolder()
    writeFileSync(join(folder, 'keys.json'), '{}')
    expect(await codeOf(() => unlockCaseFolder(folder, 'A', bytes('山')))).toBe(
      'case.wrong-passphrase',
    )
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe('{}')
  })

  test('of two whole copies the newer one counts', async () => {
    const { folder, keys, databasePath } = await createCaseFolder(testFolder(), NEW_CASE)
    writeFileSync(databasePath, Buffer.alloc(4096, 7))
    const old = readFileSync(join(folder, 'keys.json'))
    const { sum: _sum, mac: _mac, ...body } = readKeys(folder).file
    writeKeys(folder, { ...body, gen: 2, title: '改过的名称' }, keys.mac)
    for (const copy of COPIES) {
      const newer = readFileSync(join(folder, copy))
      writeFileSync(join(folder, copy), old)
      expect(readKeys(folder)).toMatchObject({ file: { gen: 2 }, stale: [copy] })
      writeFileSync(join(folder, copy), newer)
    }
    checkMac(readKeys(folder).file, keys.mac)
  })

  test('both copies damaged, both gone, or of a newer version', async () => {
    const folder = await keyedFolder()
    const open = (): Promise<unknown> => unlockCaseFolder(folder, 'A', bytes(PASSPHRASE))
    for (const copy of COPIES) writeFileSync(join(folder, copy), 'x'.repeat(900))
    expect(await codeOf(open)).toBe('case.keys-damaged')
    for (const copy of COPIES) writeFileSync(join(folder, copy), '['.repeat(2_000_000))
    expect(await codeOf(open)).toBe('case.keys-damaged')
    for (const copy of COPIES) rmSync(join(folder, copy))
    expect(await codeOf(open)).toBe('case.keys-damaged')
    rmSync(join(folder, 'case-1.db'))
    expect(await codeOf(open)).toBe('case.not-a-case')
    rmSync(folder, { recursive: true })
    expect(await codeOf(open)).toBe('case.no-access')
  })

  test('a newer format is told from a damaged one by its sum, also beside an older copy', async () => {
    const folder = await keyedFolder()
    const open = (): Promise<unknown> => unlockCaseFolder(folder, 'A', bytes(PASSPHRASE))
    const newer = { fmt: 'xundu-keys/3', mac: 'm', more: [{ b: '字段', a: 1 }] }
    writeFileSync(join(folder, 'keys.json'), JSON.stringify({ ...newer, sum: sumOf(newer) }))
    expect(await codeOf(open)).toBe('case.newer-format')

    const second = join(folder, 'keys.bak.json')
    writeFileSync(second, readFileSync(second, 'utf8').replace('xundu-keys/1', 'xundu-keys/9'))
    writeFileSync(join(folder, 'keys.json'), '{}')
    expect(await codeOf(open)).toBe('case.keys-damaged')
  })

  test('a list that was changed without the key is found out, even with a fitting sum', async () => {
    const folder = await keyedFolder()
    const { members, ...body } = readKeys(folder).file
    const open = (): Promise<unknown> => unlockCaseFolder(folder, 'A', bytes(PASSPHRASE))
    const [member] = members
    if (!member) throw new Error('the case has a member')
    expect(await codeOf(open)).toBe('done')
    for (const change of [
      { title: '另一件案卷' },
      { practice: true },
      { gen: 9 },
      { db: 'case-2.db' },
      { members: [{ ...member, role: 'liaison' }] },
      { members: [member, { ...member, id: 'B', name: '外人' }] },
      { recovery: member.enc },
      { caseId: 'case-of-others' },
      { bundle: await sealBundle(makeKeys(), [member.enc]) },
      { mac: '0'.repeat(64) },
      { mac: 'z'.repeat(64) },
    ]) {
      forge(folder, change)
      expect([change, await codeOf(open)]).toEqual([change, 'case.keys-altered'])
      forge(folder, { ...body, members })
    }
    expect(await codeOf(open)).toBe('done')
  })

  test('one byte flipped anywhere in both copies never opens altered data', async () => {
    const folder = await keyedFolder()
    const good = readFileSync(join(folder, 'keys.json'))
    const { file } = readKeys(folder)
    const outcomes = new Map<string, number>()
    for (let at = 0; at < good.length; at += 5) {
      const bad = Buffer.from(good)
      bad[at] = good.readUInt8(at) ^ (1 << (at % 8))
      for (const copy of COPIES) writeFileSync(join(folder, copy), bad)
      const outcome = await codeOf(() => {
        expect(readKeys(folder).file).toEqual(file)
      })
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    const opened = outcomes.get('done') ?? 0
    const damaged = outcomes.get('case.keys-damaged') ?? 0
    expect(opened + damaged).toBe(Math.ceil(good.length / 5))
    expect(damaged).toBeGreaterThan(opened * 10)
  })

  test('one byte flipped in the first copy: the second one opens the case', async () => {
    const folder = await keyedFolder()
    const path = join(folder, 'keys.json')
    const good = readFileSync(path)
    for (let at = 2; at < good.length; at += 40) {
      const bad = Buffer.from(good)
      bad[at] = good.readUInt8(at) ^ 0x21
      writeFileSync(path, bad)
      const opened = await unlockCaseFolder(folder, 'A', bytes(PASSPHRASE))
      expect(opened.member).toEqual({ id: 'A', name: '林若川', role: 'leader' })
      expect(opened.keys.db.length).toBe(48)
    }
  })
})
