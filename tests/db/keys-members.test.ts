import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { addMember, changeOwnPassphrase, describeKeys, type MemberToAdd } from '#db/case-keys.ts'
import { casefileContract } from '#db/casefile/contract.ts'
import { readKeys } from '#db/engine/keys/keys-file.ts'
import { asker, PASSPHRASE, QUICK } from '#tests/fixtures/case.ts'
import {
  bytes,
  codeOf,
  keptSheet,
  keyedCase,
  openAs,
  SECOND,
  withSecond,
} from '#tests/fixtures/keys.ts'

const OWN = { passphrase: bytes(PASSPHRASE) }

const ADDED: MemberToAdd = {
  name: '周望舒',
  role: 'deputy',
  passphrase: bytes(PASSPHRASE),
  newPassphrase: bytes(SECOND),
  cost: QUICK,
}

describe('adding a member', () => {
  test('he opens the case with his own passphrase, in his own name', async () => {
    const made = await keyedCase()
    const { after, id } = await withSecond(made)
    expect(await describeKeys(after)).toEqual({
      practice: false,
      fingerprint: null,
      split: false,
      members: [
        {
          id: 'id000002',
          name: '林若川',
          role: 'leader',
          since: '2014-06-11',
          self: true,
          keyFile: false,
        },
        { id, name: '周望舒', role: 'deputy', since: '2014-06-11', self: false, keyFile: false },
      ],
      without: [],
    })
    await after.service.close()
    expect(await openAs(after.folder, id, SECOND)).toBe('周望舒 deputy')
    expect(await openAs(after.folder, 'id000002', PASSPHRASE)).toBe('林若川 leader')
    expect(await codeOf(() => openAs(after.folder, id, PASSPHRASE))).toBe('case.wrong-passphrase')
  })

  test('asks for the passphrase of whoever adds him; a wrong one adds nobody', async () => {
    const { opened, host } = await keyedCase()
    const before = readFileSync(join(opened.folder, 'keys.json'))
    const add = (change: Partial<MemberToAdd>): Promise<string> =>
      codeOf(() => addMember(opened, { ...ADDED, ...change }, host))
    expect(await add({ passphrase: bytes(SECOND) })).toBe('case.wrong-passphrase')
    expect(await add({ newPassphrase: bytes('巡督') })).toBe('passphrase.too-short')
    expect(readFileSync(join(opened.folder, 'keys.json')).equals(before)).toBe(true)
    const group = await asker(opened.service)(casefileContract.members, {})
    expect(group.map(({ name }) => name)).toEqual(['林若川'])
  })

  test('who is of the group already gets a slot, not a second name', async () => {
    const { opened, host } = await keyedCase()
    const ask = asker(opened.service)
    const { id } = await ask(casefileContract.addMember, { name: '周望舒', role: 'member' })
    expect((await describeKeys(opened)).without).toEqual([{ id, name: '周望舒', role: 'member' }])
    const keysFile = await addMember(opened, ADDED, host)
    expect(keysFile.members.at(-1)).toMatchObject({ id, role: 'member' })
    expect(await codeOf(() => addMember({ ...opened, keysFile }, ADDED, host))).toBe(
      'casefile.member-exists',
    )
    expect(await ask(casefileContract.members, {})).toHaveLength(2)
  })

  test('a recovery sheet stays valid', async () => {
    const made = await keyedCase()
    const { after } = await keptSheet(made.opened)
    const second = await withSecond({ ...made, opened: after })
    expect(second.after.keysFile.recovery).toBe(after.keysFile.recovery)
  })

  test('a practice case takes none', async () => {
    const { opened, host } = await keyedCase(true)
    expect(await codeOf(() => addMember(opened, ADDED, host))).toBe('keys.practice-has-none')
    expect(await codeOf(async () => changeOwnPassphrase(opened, OWN, bytes(SECOND)))).toBe(
      'keys.practice-has-none',
    )
  })
})

describe('changing a passphrase', () => {
  test('the old one is asked first and opens nothing afterwards', async () => {
    const made = await keyedCase()
    const { after, id } = await withSecond(made)
    const change = (old: string, next: string): Promise<string> =>
      codeOf(() => changeOwnPassphrase(after, { passphrase: bytes(old) }, bytes(next), QUICK))
    const next = '雪线 驼铃 沙枣 毡房 渠水 麦垄'
    expect(await change(SECOND, next)).toBe('case.wrong-passphrase')
    expect(await change(PASSPHRASE, '123456789012')).toBe('passphrase.common')
    expect(await change(PASSPHRASE, next)).toBe('done')
    await after.service.close()
    const { folder, memberId } = after
    expect(await openAs(folder, memberId, next)).toBe('林若川 leader')
    expect(await codeOf(() => openAs(folder, memberId, PASSPHRASE))).toBe('case.wrong-passphrase')
    expect(await openAs(folder, id, SECOND)).toBe('周望舒 deputy')
    const [first, second] = ['keys.json', 'keys.bak.json'].map((copy) =>
      readFileSync(join(folder, copy)),
    )
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true)
  })

  test('stopped between the two copies, the newer one counts', async () => {
    const { opened } = await keyedCase()
    const { folder, memberId } = opened
    const second = join(folder, 'keys.bak.json')
    const old = readFileSync(second)
    await changeOwnPassphrase(opened, OWN, bytes(SECOND), QUICK)
    await opened.service.close()
    writeFileSync(second, old)
    expect(readKeys(folder).stale).toEqual(['keys.bak.json'])
    expect(await openAs(folder, memberId, SECOND)).toBe('林若川 leader')
    expect(readFileSync(second).equals(old)).toBe(false)
  })
})
