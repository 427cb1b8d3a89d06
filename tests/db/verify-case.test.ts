import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type Database from 'better-sqlite3-multiple-ciphers'
import { beforeEach, describe, expect, test } from 'vitest'

import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { closeDatabase, openDatabase } from '#db/engine/open-database.ts'
import { Failure } from '#db/kernel/failure.ts'
import { createCase, openCase } from '#db/open-case.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { checkpointOf, findByCode, judgeCheckpoint } from '#db/verify/checkpoint.ts'
import { type CheckResult, verifyChecks, type VerifyReport } from '#db/verify/contract.ts'
import { shortCodeOf } from '#db/verify/rules.ts'
import { verifyCase } from '#db/verify/run.ts'
import { asker, PASSPHRASE, QUICK, testFolder, testHost } from '#tests/fixtures/case.ts'
import { foundLogged } from '#tests/fixtures/logged-case.ts'

const passphrase = () => new TextEncoder().encode(PASSPHRASE)
const AT = '2014-06-12T08:00:00.000Z'
const PAGE = 4096

let folder: string
let memberId: string

/** A closed practice case with all of its records, and one unit renamed. */
beforeEach(async () => {
  const opened = await createCase(
    {
      parent: testFolder(),
      title: '云岭省案卷',
      rootKind: 'province',
      groupName: '第九巡回督导组',
      practice: true,
      member: { name: '林若川', role: 'member' },
      passphrase: passphrase(),
      cost: QUICK,
    },
    testHost(),
  )
  folder = opened.folder
  memberId = opened.memberId
  const ask = asker(opened.service)
  await ask(practiceContract.load, {})
  const [unit] = await ask(unitContract.children, { parentId: null })
  await ask(unitContract.rename, { id: unit?.id ?? '', name: '云岭新省' })
  await opened.service.close()
})

async function verify(code = '', seen: string[] = []): Promise<VerifyReport> {
  const unlocked = await unlockCaseFolder(folder, memberId, passphrase())
  return verifyCase(unlocked, code, AT, {
    copied: () => seen.push('copied'),
    report: (check) => seen.at(-1) === check || seen.push(check),
  })
}

async function alter(work: (handle: Database.Database) => void): Promise<void> {
  const { databasePath, keys } = await unlockCaseFolder(folder, memberId, passphrase())
  const handle = openDatabase(databasePath, keys.db)
  for (const name of handle
    .prepare<[], string>(`select name from sqlite_schema where type = 'trigger'`)
    .pluck()
    .all()) {
    handle.exec(`drop trigger "${name}"`)
  }
  handle.pragma('foreign_keys = off')
  work(handle)
  closeDatabase(handle)
}

function checkIn(report: VerifyReport, check: CheckResult['check']): CheckResult {
  const found = report.checks.find((each) => each.check === check)
  if (!found) throw new Error(`no ${check}`)
  return found
}

function codesOf({ checks }: VerifyReport): readonly (readonly [string, string])[] {
  return checks.flatMap(({ check, findings }) => findings.map(({ code }) => [check, code] as const))
}

test('an untouched case is whole; what was checked is told in numbers, and no copy stays', async () => {
  const seen: string[] = []
  const report = await verify('', seen)
  expect(codesOf(report)).toEqual([])
  expect(report.checks.map(({ check }) => check)).toEqual(verifyChecks)
  expect(report.checks.filter(({ made }) => !made).map(({ check }) => check)).toEqual(['code'])
  const pages = statSync(join(folder, 'case-1.db')).size / PAGE
  expect(checkIn(report, 'pages').counted).toEqual({ pages })
  expect(checkIn(report, 'chain').counted).toMatchObject({ changesets: 3 })
  expect(checkIn(report, 'signatures').counted).toEqual({ signed: 3, unsigned: 0, keys: 1 })
  expect(checkIn(report, 'log').counted).toEqual({ segments: 1, changesets: 3 })
  expect(checkIn(report, 'replay').counted['rows']).toBeGreaterThan(5000)
  expect(report.keys).toEqual([
    { member: '林若川', by: '林若川', self: true, from: expect.any(String), to: null },
  ])
  expect(seen.indexOf('copied')).toBe(1)
  expect(readdirSync(folder).filter((name) => name.startsWith('case-0'))).toEqual([])
})

describe('a code from paper', () => {
  test('is found in the case that it came from, also behind later changes', async () => {
    const opened = await openCase({ folder, memberId, passphrase: passphrase() }, testHost())
    const checkpoint = checkpointOf(opened, AT)
    const [unit] = await asker(opened.service)(unitContract.children, { parentId: null })
    await asker(opened.service)(unitContract.rename, { id: unit?.id ?? '', name: '又一名' })
    expect(judgeCheckpoint(opened.handle, checkpoint)).toEqual([])
    await opened.service.close()
    const report = await verify(checkpoint.code.toLowerCase())
    expect(report.coded).toMatchObject({ seq: checkpoint.seq, member: '林若川' })
    expect(codesOf(report)).toEqual([])
  })

  test('tells of a case that was rolled back or rewritten since, though all of it fits', async () => {
    const report = await verify(shortCodeOf('ab'.repeat(32)))
    expect(report.coded).toBeNull()
    expect(codesOf(report)).toEqual([['code', 'verify.code-not-here']])
  })

  test('that is mistyped is refused before anything is read', async () => {
    await expect(verify('ABCD')).rejects.toMatchObject({
      reasons: [{ code: 'verify.code-incomplete', about: ['4', '48'] }],
    })
  })
})

test('a checkpoint of another signer, another state or with other numbers is told', async () => {
  const opened = await openCase({ folder, memberId, passphrase: passphrase() }, testHost())
  const { handle } = opened
  const checkpoint = checkpointOf(opened, AT)
  const codes = (changed: object) =>
    judgeCheckpoint(handle, { ...checkpoint, ...changed }).map(({ code }) => code)
  expect(codes({ seq: 1 })).toEqual(['verify.checkpoint-not-signed'])
  expect(codes({ changes: 1 })).toEqual(['verify.checkpoint-not-signed'])
  expect(codes({ caseId: 'other' })).toEqual(['verify.checkpoint-not-signed'])
  expect(codes({ signature: null })).toEqual(['verify.checkpoint-not-signed'])
  expect(findByCode(handle, checkpoint.code)?.seq).toBe(checkpoint.seq)
  await opened.service.close()
})

describe('what was done to the files is found and named', () => {
  test('a flipped bit in a page', async () => {
    const path = join(folder, 'case-1.db')
    const bytes = readFileSync(path)
    const at = bytes.length - 3 * PAGE + 100
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    writeFileSync(path, bytes)
    const report = await verify()
    const page = String(bytes.length / PAGE - 2)
    expect(checkIn(report, 'pages').findings).toMatchObject([
      { code: 'verify.page-altered', about: [page] },
    ])
    // What lies on that page cannot be read, and whatever needs it says so.
    expect(codesOf(report).length).toBeGreaterThan(1)
  })

  test('a first page that is not of this key: the rest cannot be made, and that is said', async () => {
    const path = join(folder, 'case-1.db')
    const bytes = readFileSync(path)
    bytes.writeUInt8(bytes.readUInt8(200) ^ 1, 200)
    writeFileSync(path, bytes)
    const report = await verify()
    expect(codesOf(report)).toEqual([
      ['pages', 'verify.page-altered'],
      ['structure', 'verify.cannot-open'],
    ])
    expect(checkIn(report, 'chain').made).toBe(false)
    expect(report.head).toBeNull()
  })

  test('a record that was altered past the program is called by its name', async () => {
    await alter((handle) =>
      handle.exec(
        `update problem set what = what || '。' where no = (select min(no) from problem)`,
      ),
    )
    const { findings } = checkIn(await verify(), 'replay')
    expect(findings).toMatchObject([
      {
        code: 'verify.record-other',
        record: { table: 'problem', name: expect.stringMatching(/^#/) },
      },
    ])
  })

  test('a record that points to nothing', async () => {
    await alter((handle) =>
      handle.exec(`
        update visit set unitId = 'nowhere' where id = (select min(id) from visit)`),
    )
    const report = await verify()
    expect(checkIn(report, 'references').findings).toMatchObject([
      { code: 'verify.reference', record: { table: 'visit' } },
    ])
  })

  test('a changeset with whom, when and what it was', async () => {
    await alter((handle) =>
      handle.exec(
        `update change set content = replace(content, '新省', '旧省') where changeset = 3`,
      ),
    )
    const report = await verify()
    expect(checkIn(report, 'chain').findings).toEqual([
      {
        code: 'verify.changeset-altered',
        about: ['3'],
        changeset: { seq: 3, member: '林若川', at: expect.any(String), command: 'unit.rename' },
        record: null,
      },
    ])
    expect(checkIn(report, 'replay').count).toBe(1)
  })

  test('a log that is gone, and a signature that only the log has', async () => {
    await alter((handle) => handle.exec(`update changeset set signature = null where seq = 2`))
    const found = codesOf(await verify())
    expect(found).toEqual([
      ['signatures', 'verify.signature-missing'],
      ['log', 'verify.log-signature'],
    ])
    for (const name of readdirSync(join(folder, 'ops'))) rmSync(join(folder, 'ops', name))
    const { findings } = checkIn(await verify(), 'log')
    expect(findings.map(({ code }) => code)).toEqual(Array(3).fill('verify.log-missing'))
  })
})

test('a case in use is held still for its copy only, and its changes are not taken for damage', async () => {
  const opened = await openCase({ folder, memberId, passphrase: passphrase() }, testHost())
  const ask = asker(opened.service)
  const [unit] = await ask(unitContract.children, { parentId: null })
  const rename = (name: string) => ask(unitContract.rename, { id: unit?.id ?? '', name })
  await rename('先')
  const letGo = await opened.holdStill()
  expect(statSync(join(folder, 'case-1.db-wal')).size).toBe(0)
  const before = readFileSync(join(folder, 'case-1.db'))
  for (let at = 0; at < 40; at += 1) await rename(`其间${at}`)
  expect(readFileSync(join(folder, 'case-1.db')).equals(before)).toBe(true)
  letGo()
  expect(opened.handle.pragma('wal_autocheckpoint', { simple: true })).toBe(256)
  await opened.service.close()
  expect(codesOf(await verify())).toEqual([])
})

test('a large change waits until the file is let go, a small one does not', async () => {
  const { file, close } = await foundLogged()
  const pen = { memberId: 'member-1', deviceId: 'd', command: 'test.write', at: AT }
  const note = (id: string, size?: 'large') =>
    file.write(
      pen,
      (tx) =>
        tx
          .insertInto('ledgerName')
          .values({ id, kind: 'unit', name: id, targetId: 'u' })
          .execute()
          .then(() => told.push(id)),
      size,
    )
  const told: string[] = []
  const letGo = await file.holdStill()
  const large = note('large', 'large')
  await note('small')
  await note('another')
  letGo()
  await large
  expect(told).toEqual(['small', 'another', 'large'])
  expect(file.handle.pragma('journal_mode', { simple: true })).toBe('wal')
  await close()
})

test('a copy that a crash left is removed when the case is opened', async () => {
  const left = join(folder, 'case-0.db')
  writeFileSync(left, 'left')
  const opened = await openCase({ folder, memberId, passphrase: passphrase() }, testHost())
  await opened.service.close()
  expect(existsSync(left)).toBe(false)
})

test('a verification that is told to stop leaves no copy', async () => {
  const unlocked = await unlockCaseFolder(folder, memberId, passphrase())
  const work = verifyCase(unlocked, '', AT, {
    copied: () => undefined,
    report: () => undefined,
    signal: AbortSignal.abort(),
  })
  await expect(work).rejects.toThrow(Failure)
  expect(existsSync(join(folder, 'case-0.db'))).toBe(false)
})
