import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { accessContract } from '#db/access/contract.ts'
import { createKeysDoor, noteOpening } from '#electron/keys-door.ts'
import type { KeysStep } from '#electron/keys-door.ts'
import { openCase, type OpenedCase } from '#db/open-case.ts'
import { journalContract } from '#db/journal/contract.ts'
import { asker, PASSPHRASE, testHost } from '#tests/fixtures/case.ts'
import { checkedChain } from '#tests/fixtures/chain.ts'
import { bytes, closeAtEnd, keyedCase, SECOND } from '#tests/fixtures/keys.ts'

const WRONG = { id: 'told-1', memberId: 'id000002', times: 4, at: '2014-06-10T22:10:00.000Z' }
const OWN = { passphrase: bytes(PASSPHRASE), keyFile: null }

async function listOf({ service }: OpenedCase) {
  const { total, rows } = await asker(service)(accessContract.list, {})
  expect(rows).toHaveLength(total)
  return rows.map(({ kind, member, about, times }) => [kind, member, about, times])
}

async function openAgain(folder: string): Promise<OpenedCase> {
  const given = { folder, memberId: 'id000002', passphrase: bytes(PASSPHRASE) }
  return openCase(given, { ...testHost(), newId: () => 'opening-1' })
}

test('an opening and the wrong tries before it are written into the case, each once', async () => {
  const { opened } = await keyedCase()
  await opened.service.close()
  const again = await openAgain(opened.folder)
  closeAtEnd(again)
  const host = { ...testHost(), newId: () => 'opening-1' }
  expect(await noteOpening(again, 'opened', [WRONG], host)).toBe(true)
  // The machine tells it once more where it could not note that it was told.
  expect(await noteOpening(again, 'opened', [WRONG], { ...host, newId: () => 'opening-2' })).toBe(
    true,
  )
  expect(await listOf(again)).toEqual([
    ['opened', '林若川', null, 1],
    ['opened', '林若川', null, 1],
    ['wrongTries', '林若川', null, 4],
  ])
  const { rows } = await asker(again.service)(accessContract.list, { offset: 2, limit: 1 })
  expect(rows).toMatchObject([{ at: WRONG.at, deviceId: 'device-1' }])
  const [last] = (await asker(again.service)(journalContract.list, { limit: 1 })).rows
  expect(last?.command).toBe('access.note')
  // It stands in the chain of changes like any record.
  await again.service.close()
  expect((await checkedChain(opened.folder)).findings).toEqual([])
})

test('a practice case notes nothing', async () => {
  const { opened, host } = await keyedCase(true)
  expect(await noteOpening(opened, 'opened', [WRONG], host)).toBe(false)
  expect(await listOf(opened)).toEqual([])
})

test('every change of the keys is written down, and nothing of what was typed', async () => {
  const { opened, host } = await keyedCase()
  const faults: unknown[] = []
  const door = createKeysDoor({ ...host, report: (error) => void faults.push(error) }, () => {})
  let now = opened
  const step = async (given: KeysStep): Promise<unknown> => {
    const { data, now: next } = await door.step(now, given)
    now = next
    return data
  }
  const offer = async (split: boolean): Promise<void> => {
    await step({ step: 'offerSheet', ...OWN, split })
  }
  await offer(true)
  await expect(step({ step: 'keepSheet', groups: bytes('') })).rejects.toThrow('keys.part-differs')
  const newPassphrase = bytes(SECOND)
  await step({ step: 'addMember', name: '周望舒', role: 'deputy', ...OWN, newPassphrase })
  const memberId = now.keysFile.members.at(-1)?.id ?? ''
  await step({ step: 'renewMember', memberId, ...OWN, newPassphrase: bytes(SECOND) })
  await step({ step: 'removeMember', memberId, ...OWN })
  await step({ step: 'changePassphrase', ...OWN, newPassphrase: bytes(SECOND) })
  closeAtEnd(now)
  expect(faults).toEqual([])
  expect((await listOf(now)).toReversed()).toEqual([
    ['memberAdded', '林若川', '周望舒', 1],
    ['memberRenewed', '林若川', '周望舒', 1],
    ['memberRemoved', '林若川', '周望舒', 1],
    ['passphraseChanged', '林若川', null, 1],
  ])
  const texts = now.handle.prepare('select content from change').pluck().all().join('\n')
  for (const word of [...PASSPHRASE.split(' '), ...SECOND.split(' ')]) {
    expect(texts).not.toContain(word)
  }
  const { folder } = now
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    expect(readFileSync(join(folder, name), 'utf8')).not.toContain(SECOND)
  }
})
