import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { drillSteps, restoreSteps, type RestoreStep } from '#db/backup/contract.ts'
import { drillBackup } from '#db/backup/drill.ts'
import { type BackupToOpen, restoreBackup } from '#db/backup/restore.ts'
import { checkBackup } from '#db/backup/unpack.ts'
import { openRaw } from '#tests/fixtures/raw.ts'
import { openCase, openCaseWithSheet } from '#db/open-case.ts'
import type { CaseService } from '#db/service.ts'
import { unitContract } from '#db/unit/contract.ts'
import { backedUp, flipped, writeUnits } from '#tests/fixtures/backup.ts'
import { asker, PASSPHRASE, QUICK, testFolder, testHost } from '#tests/fixtures/case.ts'
import { bytes, closeAtEnd, codeOf, keptSheet, keyedCase } from '#tests/fixtures/keys.ts'

const AT = '2014-06-12T01:20:00.000Z'
const NAMES = ['石梁县', '望坪县', '清溪镇']

async function withSheet() {
  const keyed = await keyedCase()
  const { typed, after } = await keptSheet(keyed.opened)
  await writeUnits(after, NAMES)
  const { path } = await backedUp(after)
  const { memberId } = after
  const own: BackupToOpen = { path, memberId, secret: { passphrase: bytes(PASSPHRASE) } }
  const paper: BackupToOpen = { path, memberId, secret: { sheet: bytes(typed) } }
  return { opened: after, path, typed, own, paper }
}

function unitsIn(service: CaseService): Promise<unknown> {
  return asker(service)(unitContract.children, { parentId: null })
}

describe('restoring', () => {
  test('with the recovery sheet alone, where nothing else of the case is', async () => {
    const { opened, paper, typed } = await withSheet()
    const steps = new Set<RestoreStep>()
    const parent = testFolder()
    const folder = await restoreBackup(paper, parent, { report: (step) => steps.add(step) })
    expect(readdirSync(parent)).toEqual(['云岭省案卷.xundu'])
    expect([...steps]).toEqual(restoreSteps)
    const { memberId } = opened
    const given = {
      folder,
      memberId,
      sheet: bytes(typed),
      passphrase: bytes('新口令 河滩 谷雨 炭火'),
    }
    const again = await openCaseWithSheet(
      { ...given, cost: QUICK },
      {
        ...testHost('2014-06-20'),
        deviceId: 'device-2',
      },
    )
    closeAtEnd(again)
    expect(await unitsIn(again.service)).toEqual(await unitsIn(opened.service))
    // Nothing was lost: the log of the new folder is written anew from the database.
    expect(again.recovery).toMatchObject({ changesets: 0, damages: 0, leftCount: 0 })
    expect(readdirSync(join(folder, 'ops')).every((name) => name.startsWith('device-2'))).toBe(true)
  })

  test('never over what is there: a second one goes beside it', async () => {
    const { own } = await withSheet()
    const parent = testFolder()
    const first = await restoreBackup(own, parent)
    const before = readFileSync(join(first, 'case-1.db'))
    const second = await restoreBackup(own, parent)
    expect(second).toBe(join(parent, '云岭省案卷 2.xundu'))
    expect(readFileSync(join(first, 'case-1.db'))).toEqual(before)
    expect(readdirSync(parent).toSorted()).toEqual(['云岭省案卷 2.xundu', '云岭省案卷.xundu'])
  })

  test('a wrong passphrase, a foreign sheet, a damaged file: said, and nothing is left', async () => {
    const { own, path, memberId } = await withSheet().then((made) => ({ ...made, ...made.own }))
    const other = await withSheet()
    const parent = testFolder()
    const restore = (given: Partial<BackupToOpen>) =>
      codeOf(() => restoreBackup({ ...own, ...given }, parent))
    expect(await restore({ secret: { passphrase: bytes('不对 不对 不对 不对') } })).toBe(
      'case.wrong-passphrase',
    )
    expect(await restore({ secret: { sheet: bytes(other.typed) } })).toBe('keys.sheet-of-other')
    expect(await restore({ memberId: `${memberId}-none` })).toBe('case.unknown-member')
    const { databaseAt } = await checkBackup(path)
    for (const at of [10, databaseAt - 200, databaseAt + 5000, readFileSync(path).length - 1]) {
      expect(await restore({ path: flipped(path, at) })).toBe('backup.damaged')
    }
    expect(readdirSync(parent)).toEqual([])
  })

  test('told to stop, it leaves nothing', async () => {
    const { own } = await withSheet()
    const parent = testFolder()
    const stop = new AbortController()
    const report = (step: RestoreStep) => step === 'write' && stop.abort()
    const watch = { report: (step: RestoreStep) => void report(step), signal: stop.signal }
    expect(await codeOf(() => restoreBackup(own, parent, watch))).toBe('call.cancelled')
    expect(readdirSync(parent)).toEqual([])
  })
})

describe('a drill', () => {
  test('trusts a backup that is whole, by the sheet alone, and leaves nothing', async () => {
    const { opened, paper } = await withSheet()
    const folder = join(testFolder(), 'drill')
    const steps = new Set<RestoreStep>()
    const report = await drillBackup(
      paper,
      { folder, title: '', at: AT },
      { report: (step) => steps.add(step) },
    )
    const seq = opened.handle.prepare('select max(seq) from changeset').pluck().get()
    expect(report).toMatchObject({ title: '云岭省案卷', at: AT, seq, findings: [], count: 0 })
    expect(report.changesets).toBe(seq)
    expect(report.records).toBeGreaterThan(NAMES.length)
    expect([...steps]).toEqual(drillSteps)
    expect(existsSync(folder)).toBe(false)
  })

  test('a damaged one is not to be trusted, and says why', async () => {
    const { paper, path } = await withSheet()
    const { databaseAt } = await checkBackup(path)
    const folder = join(testFolder(), 'drill')
    const damaged = { ...paper, path: flipped(path, databaseAt + 9000) }
    const report = await drillBackup(damaged, { folder, title: '云岭省案卷', at: AT })
    expect(report).toMatchObject({ count: 1, findings: [{ code: 'backup.damaged' }] })
    expect(existsSync(folder)).toBe(false)
  })

  test('a record that was altered past the app is found in the backup', async () => {
    const { opened } = await withSheet()
    await opened.service.close()
    const raw = await openRaw(opened.folder)
    raw.exec(`pragma trusted_schema = on`)
    const triggers = raw
      .prepare<[], { name: string; sql: string }>(
        `select name, sql from sqlite_schema where type = 'trigger' and tbl_name = 'unit'`,
      )
      .all()
    for (const { name } of triggers) raw.exec(`drop trigger "${name}"`)
    raw.exec(`update unit set name = '石粱县' where name = '石梁县'`)
    for (const { sql } of triggers) raw.exec(sql)
    raw.close()
    const again = await openCase(
      { folder: opened.folder, memberId: opened.memberId, passphrase: bytes(PASSPHRASE) },
      testHost(),
    )
    closeAtEnd(again)
    const { path } = await backedUp(again)
    const { memberId } = opened
    const given = { path, memberId, secret: { passphrase: bytes(PASSPHRASE) } }
    const folder = join(testFolder(), 'drill')
    const report = await drillBackup(given, { folder, title: '', at: AT })
    expect(report.findings).toContainEqual({ code: 'backup.record-other', about: ['unit'] })
  })

  test('a wrong passphrase says nothing of the backup', async () => {
    const { own } = await withSheet()
    const folder = join(testFolder(), 'drill')
    const wrong = { ...own, secret: { passphrase: bytes('不对 不对 不对 不对') } }
    expect(await codeOf(() => drillBackup(wrong, { folder, title: '', at: AT }))).toBe(
      'case.wrong-passphrase',
    )
    expect(existsSync(folder)).toBe(false)
  })
})
