import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { describeKeys, removeMember } from '#db/case-keys.ts'
import { casefileContract } from '#db/casefile/contract.ts'
import { readKeys } from '#db/engine/keys/keys-file.ts'
import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { rekeyCase, rekeySteps } from '#db/engine/rekey.ts'
import { Failure } from '#db/kernel/failure.ts'
import { type OpenedCase, openCase, openCaseWithSheet } from '#db/open-case.ts'
import { unitContract } from '#db/unit/contract.ts'
import { asker, PASSPHRASE, QUICK, testFolder, testHost } from '#tests/fixtures/case.ts'
import { checkedChain } from '#tests/fixtures/chain.ts'
import {
  bytes,
  closeAtEnd,
  codeOf,
  keptSheet,
  keyedCase,
  type KeyedCase,
  openAs,
  SECOND,
  withSecond,
} from '#tests/fixtures/keys.ts'

type Two = KeyedCase & { readonly second: string; readonly sheet: string }

/** Two members, a sheet, and a province in the database. */
async function twoMembers(): Promise<Two> {
  const made = await keyedCase()
  const { after, typed } = await keptSheet(made.opened)
  const { after: opened, id } = await withSecond({ ...made, opened: after })
  await asker(opened.service)(unitContract.plantProvince, { code: '620000' })
  return { opened, host: made.host, second: id, sheet: typed }
}

function remove(
  { opened, host, second }: Two,
  onStep: (done: number, total: number) => Promise<void> = () => Promise.resolve(),
): Promise<OpenedCase> {
  return removeMember(opened, { memberId: second, passphrase: bytes(PASSPHRASE) }, host, onStep)
}

/** What the case holds when it is opened as its first member: units, changesets, a whole chain. */
async function contentsOf(folder: string): Promise<string> {
  const { service } = await openCase(
    { folder, memberId: 'id000002', passphrase: bytes(PASSPHRASE) },
    testHost(),
  )
  const ask = asker(service)
  const { units } = await ask(casefileContract.summary, {})
  await service.close()
  const { count } = await checkedChain(folder)
  return `${units} units, ${count} findings`
}

describe('removing a member', () => {
  test('his passphrase opens nothing any more; the others and the sheet go on', async () => {
    const two = await twoMembers()
    const { folder } = two.opened
    const old = readFileSync(join(folder, 'keys.json'))
    const oldDatabase = join(testFolder(), 'copy.db')
    const steps: number[] = []
    const after = await remove(two, async (done, total) => {
      expect(total).toBe(rekeySteps.length + 1)
      steps.push(done)
      await Promise.resolve()
    })
    expect(steps).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(['case-2.db'])
    expect((await describeKeys(after)).members.map(({ name }) => name)).toEqual(['林若川'])
    await after.service.close()

    expect(await codeOf(() => openAs(folder, two.second, SECOND))).toBe('case.unknown-member')
    expect(await contentsOf(folder)).toBe('101 units, 0 findings')
    const again = await openCaseWithSheet(
      {
        folder,
        memberId: 'id000002',
        sheet: bytes(two.sheet),
        passphrase: bytes(PASSPHRASE),
        cost: QUICK,
      },
      testHost(),
    )
    await again.service.close()

    // With the keys file that he copied before, his passphrase gives the old keys alone.
    cpSync(join(folder, 'case-2.db'), oldDatabase)
    for (const copy of ['keys.json', 'keys.bak.json']) writeFileSync(join(folder, copy), old)
    expect(await codeOf(() => openAs(folder, two.second, SECOND))).toBe('case.database-missing')
    cpSync(oldDatabase, join(folder, 'case-1.db'))
    expect(await codeOf(() => openAs(folder, two.second, SECOND))).toBe('case.damaged')
  })

  test('his last day in the group is written down, and he can come back', async () => {
    const two = await twoMembers()
    const after = await remove(two)
    closeAtEnd(after)
    const group = await asker(after.service)(casefileContract.members, {})
    expect(group.map(({ name }) => name)).toEqual(['林若川', '周望舒'])
    const back = await withSecond({ opened: after, host: two.host })
    expect(back.id).toBe(two.second)
  })

  test('nobody removes himself, a stranger, or with a wrong passphrase', async () => {
    const two = await twoMembers()
    const refuse = (memberId: string, passphrase = PASSPHRASE): Promise<string> =>
      codeOf(() =>
        removeMember(two.opened, { memberId, passphrase: bytes(passphrase) }, two.host, () =>
          Promise.resolve(),
        ),
      )
    expect(await refuse('id000002')).toBe('keys.not-yourself')
    expect(await refuse('nobody')).toBe('case.unknown-member')
    expect(await refuse(two.second, SECOND)).toBe('case.wrong-passphrase')
    expect(readdirSync(two.opened.folder)).not.toContain('case-2.db')
    await asker(two.opened.service)(casefileContract.summary, {})
  })
})

describe('a crash while the keys are being changed', () => {
  test('after each step the case opens whole, with the old members or with the new ones', async () => {
    const two = await twoMembers()
    const { folder } = two.opened
    const states: string[] = []
    const after = await remove(two, async (done) => {
      const stopped = join(testFolder(), 'stopped.xundu')
      cpSync(folder, stopped, { recursive: true })
      states[done] = stopped
      await Promise.resolve()
    })
    await after.service.close()
    const commit = rekeySteps.indexOf('switched') + 1
    for (const [done, stopped] of states.entries()) {
      const valid = done >= commit
      expect([done, readKeys(stopped).file.epoch]).toEqual([done, valid ? 2 : 1])
      expect([done, await contentsOf(stopped)]).toEqual([done, '101 units, 0 findings'])
      expect([done, await codeOf(() => openAs(stopped, two.second, SECOND))]).toEqual([
        done,
        valid ? 'case.unknown-member' : 'done',
      ])
      // Once the new keys are valid, opening sweeps what the old ones open.
      expect([done, existsSync(join(stopped, 'case-1.db'))]).toEqual([done, !valid])
    }
    expect(states).toHaveLength(rekeySteps.length + 2)
  })

  test('between the two copies of the keys file the new one counts', async () => {
    const two = await twoMembers()
    const { folder } = two.opened
    const old = readFileSync(join(folder, 'keys.bak.json'))
    const after = await remove(two)
    await after.service.close()
    writeFileSync(join(folder, 'keys.bak.json'), old)
    expect(await contentsOf(folder)).toBe('101 units, 0 findings')
    expect(await codeOf(() => openAs(folder, two.second, SECOND))).toBe('case.unknown-member')
  })

  test('a copy that an earlier try left is no hindrance', async () => {
    const two = await twoMembers()
    writeFileSync(join(two.opened.folder, 'case-2.db'), 'left over')
    const after = await remove(two)
    await after.service.close()
    expect(await contentsOf(two.opened.folder)).toBe('101 units, 0 findings')
  })

  test('what fails before the switch leaves the case as it was, open, and no copy', async () => {
    const two = await twoMembers()
    const { folder } = two.opened
    const before = readFileSync(join(folder, 'keys.json'))
    for (const step of rekeySteps.slice(0, -1)) {
      const at = rekeySteps.indexOf(step) + 1
      const failing = remove(two, (done) =>
        done === at
          ? Promise.reject(new Failure('refused', [{ code: 'disk.full' }]))
          : Promise.resolve(),
      )
      expect([step, await codeOf(() => failing)]).toEqual([step, 'disk.full'])
      expect(readdirSync(folder).filter((name) => name.startsWith('case-2'))).toEqual([])
      expect(readFileSync(join(folder, 'keys.json')).equals(before)).toBe(true)
      await asker(two.opened.service)(casefileContract.summary, {})
    }
  })

  test('a copy that differs from the case is never switched to', async () => {
    const two = await twoMembers()
    const { folder, memberId, handle, service } = two.opened
    const unlocked = await unlockCaseFolder(folder, memberId, bytes(PASSPHRASE))
    const { members } = unlocked.file
    const late = rekeyCase(unlocked, handle, members, {
      async onStep(step) {
        if (step !== 'copied') return
        await asker(service)(casefileContract.addMember, { name: '程知远', role: 'member' })
      },
    })
    expect(await codeOf(() => late)).toBe('keys.copy-differs')
    expect(readKeys(folder).file.epoch).toBe(1)
    rmSync(join(folder, 'case-2.db'), { force: true })
  })
})
