import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { type KeyChange, removeMember, renewMember } from '#db/case-keys.ts'
import { casefileContract } from '#db/casefile/contract.ts'
import { unlockCaseFolder, type UnlockedFolder } from '#db/engine/case-folder.ts'
import { readKeys } from '#db/engine/keys/keys-file.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import { folderDisk } from '#db/engine/oplog/disk.ts'
import { deriveLogKey, headState, scanSegment, segmentsOf } from '#db/engine/oplog/segment.ts'
import { surveyLog } from '#db/engine/oplog/survey.ts'
import { rekeySteps } from '#db/engine/rekey.ts'
import { verifyPages } from '#db/engine/verify/pages.ts'
import { type OpenedCase, openCase } from '#db/open-case.ts'
import { unitContract } from '#db/unit/contract.ts'
import { asker, PASSPHRASE, QUICK, testFolder, testHost } from '#tests/fixtures/case.ts'
import {
  bytes,
  codeOf,
  type KeyedCase,
  keyedCase,
  openAs,
  SECOND,
  withSecond,
} from '#tests/fixtures/keys.ts'

const ANEW = '雪线 驼铃 沙枣 毡房 渠水 麦垄'

type Two = KeyedCase & {
  readonly second: string
  /** All that the second member had: the keys that his passphrase gave him, and the folder. */
  readonly had: UnlockedFolder
  readonly copy: string
}

/** A case of two members, of which the second one took along everything he could. */
async function twoMembers(): Promise<Two> {
  const made = await keyedCase()
  const { after: opened, id } = await withSecond(made)
  await asker(opened.service)(unitContract.plantProvince, { code: '620000' })
  const had = await unlockCaseFolder(opened.folder, id, bytes(SECOND))
  const copy = join(testFolder(), 'taken.xundu')
  cpSync(opened.folder, copy, { recursive: true })
  return { opened, host: made.host, second: id, had, copy }
}

function keptUp(): Promise<void> {
  return Promise.resolve()
}

function remove({ opened, host, second }: Two): Promise<OpenedCase> {
  const given = { memberId: second, passphrase: bytes(PASSPHRASE) }
  return removeMember(opened, given, host, keptUp)
}

function renew(
  { opened, host }: KeyedCase,
  memberId: string,
  change: Partial<KeyChange> = {},
): Promise<OpenedCase> {
  const given = { memberId, passphrase: bytes(PASSPHRASE), newPassphrase: bytes(ANEW), ...change }
  return renewMember(opened, { ...given, cost: QUICK }, host, keptUp)
}

function databasesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.db'))
}

/** How many frames of the log in a folder a key reads, and how many segments it takes for its own. */
function readsOfLog(folder: string, { keys, caseId }: UnlockedFolder): readonly [number, number] {
  const disk = folderDisk(join(folder, 'ops'))
  const key = deriveLogKey(keys.log, caseId)
  const segments = segmentsOf(disk)
  expect(segments.length).toBeGreaterThan(0)
  const found = segments.map(({ name }) => {
    const file = disk.open(name)
    try {
      const frames = [...scanSegment(file, key)].filter(({ kind }) => kind === 'frame').length
      return [frames, headState(file, key) === 'whole' ? 1 : 0] as const
    } finally {
      file.close()
    }
  })
  return [found.reduce((sum, [n]) => sum + n, 0), found.reduce((sum, [, n]) => sum + n, 0)]
}

describe('after a change of keys', () => {
  test.each(['removed', 'renewed'] as const)(
    'the old keys of a member who was %s open neither the database nor one frame of the log',
    async (how) => {
      const two = await twoMembers()
      const { folder } = two.opened
      expect(readsOfLog(folder, two.had)[0]).toBeGreaterThan(0)
      const after = await (how === 'removed' ? remove(two) : renew(two, two.second))
      await after.service.close()
      expect(databasesIn(folder)).toEqual(['case-2.db'])
      const path = join(folder, 'case-2.db')
      expect(() => openDatabase(path, Buffer.from(two.had.keys.db))).toThrow('case.damaged')
      const pages = await verifyPages(path, two.had.keys.db)
      expect(pages.bad).toHaveLength(pages.pages)
      expect(readsOfLog(folder, two.had)).toEqual([0, 0])
      const fresh = await unlockCaseFolder(folder, 'id000002', bytes(PASSPHRASE))
      for (const name of ['db', 'mac', 'log'] as const) {
        expect(fresh.keys[name].equals(two.had.keys[name])).toBe(false)
        expect(readFileSync(path).includes(two.had.keys[name])).toBe(false)
      }
      expect(readsOfLog(folder, fresh)[1]).toBe(segmentsOf(folderDisk(join(folder, 'ops'))).length)
    },
  )

  test('the log under the new key holds every change, and alone gives the case back', async () => {
    const two = await twoMembers()
    const { folder } = two.opened
    const after = await remove(two)
    const hashes = after.handle.prepare('select hash from changeset order by seq').pluck().all()
    await after.service.close()
    const { keys, caseId } = await unlockCaseFolder(folder, 'id000002', bytes(PASSPHRASE))
    const disk = folderDisk(join(folder, 'ops'))
    const logged = surveyLog(disk, deriveLogKey(keys.log, caseId), () => false)
    expect(logged.flatMap(({ entries }) => entries.map(({ hash }) => hash))).toEqual(hashes)
  })

  test('what he took along still opens with the keys of its day, as is said beforehand', async () => {
    const two = await twoMembers()
    await (await remove(two)).service.close()
    expect(await openAs(two.copy, two.second, SECOND)).toBe('周望舒 deputy')
  })
})

describe('a lost laptop', () => {
  test('of another member: he stays, his old passphrase opens nothing, the new one does', async () => {
    const two = await twoMembers()
    const { folder } = two.opened
    const after = await renew(two, two.second)
    const group = await asker(after.service)(casefileContract.members, {})
    expect(group.map(({ name, active }) => [name, active])).toEqual([
      ['林若川', true],
      ['周望舒', true],
    ])
    await after.service.close()
    expect(await codeOf(() => openAs(folder, two.second, SECOND))).toBe('case.wrong-passphrase')
    expect(await openAs(folder, two.second, ANEW)).toBe('周望舒 deputy')
    expect(await openAs(folder, 'id000002', PASSPHRASE)).toBe('林若川 leader')
  })

  test('of one’s own: the work goes on, signed with the key of the new slot', async () => {
    const two = await twoMembers()
    const { folder } = two.opened
    const before = readKeys(folder).file.members[0]?.sign
    const after = await renew(two, 'id000002')
    await asker(after.service)(casefileContract.addMember, { name: '程知远', role: 'member' })
    const now = readKeys(folder).file.members[0]?.sign
    expect(now).not.toBe(before)
    expect(after.hand.publicKey).toBe(now)
    const keys = after.handle.prepare('select publicKey from signingKey where toAt is null').pluck()
    expect(keys.all()).toContain(now)
    expect(keys.all()).not.toContain(before)
    await after.service.close()
    expect(await codeOf(() => openAs(folder, 'id000002', PASSPHRASE))).toBe('case.wrong-passphrase')
    expect(await openAs(folder, 'id000002', ANEW)).toBe('林若川 leader')
  })

  test('is refused for a stranger, a wrong passphrase, and a new one that anybody guesses', async () => {
    const two = await twoMembers()
    expect(await codeOf(() => renew(two, 'nobody'))).toBe('case.unknown-member')
    expect(await codeOf(() => renew(two, two.second, { passphrase: bytes(ANEW) }))).toBe(
      'case.wrong-passphrase',
    )
    const given = { memberId: two.second, passphrase: bytes(PASSPHRASE), cost: QUICK }
    const guessed = { ...given, newPassphrase: bytes('123456789012') }
    expect(await codeOf(() => renewMember(two.opened, guessed, two.host, keptUp))).toBe(
      'passphrase.common',
    )
    expect(databasesIn(two.opened.folder)).toEqual(['case-1.db'])
  })
})

describe('a change of keys that is cancelled', () => {
  test('after any step before the switch leaves the case as it was, open, and no copy', async () => {
    const two = await twoMembers()
    const { folder, service } = two.opened
    const before = readFileSync(join(folder, 'keys.json'))
    for (const [at, step] of rekeySteps.slice(0, -1).entries()) {
      const stop = new AbortController()
      const given = { memberId: two.second, passphrase: bytes(PASSPHRASE), signal: stop.signal }
      const removing = removeMember(two.opened, given, two.host, async (done) => {
        if (done === at + 1) stop.abort()
        await Promise.resolve()
      })
      expect([step, await codeOf(() => removing)]).toEqual([step, 'call.cancelled'])
      expect(databasesIn(folder)).toEqual(['case-1.db'])
      expect(readFileSync(join(folder, 'keys.json')).equals(before)).toBe(true)
      await asker(service)(casefileContract.summary, {})
    }
  })

  test('after the switch comes too late: the new keys count and the case goes on', async () => {
    const two = await twoMembers()
    const stop = new AbortController()
    const given = { memberId: two.second, passphrase: bytes(PASSPHRASE), signal: stop.signal }
    const after = await removeMember(two.opened, given, two.host, async (done) => {
      if (done === rekeySteps.length) stop.abort()
      await Promise.resolve()
    })
    await asker(after.service)(casefileContract.summary, {})
    await after.service.close()
    expect(existsSync(join(two.opened.folder, 'case-1.db'))).toBe(false)
    const { service } = await openCase(
      { folder: two.opened.folder, memberId: 'id000002', passphrase: bytes(PASSPHRASE) },
      testHost(),
    )
    await service.close()
  })
})
