import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { openCaseFile } from '#db/engine/case-file.ts'
import { unitContract } from '#db/unit/contract.ts'
import { reopen, testCase } from '#tests/fixtures/case.ts'
import { checkedChain } from '#tests/fixtures/chain.ts'
import { openRaw } from '#tests/fixtures/raw.ts'

const CUT_OFF = resolve(import.meta.dirname, '../fixtures/cut-off.ts')
const MEGABYTE = 1024 * 1024

const pen = {
  memberId: 'id000002',
  deviceId: 'device-1',
  command: 'intake.commit',
  at: '2014-06-11T01:20:00.000Z',
}

test('a large change that is cut off leaves everything as it was', async () => {
  const { folder, service, ask } = await testCase()
  const county = { name: '石梁县', level: '30', kind: 'K01', parentId: null } as const
  await ask(unitContract.add, county)
  const before = await ask(casefileContract.summary, {})
  await service.close()

  const child = fork(CUT_OFF, [folder], { execArgv: [] })
  await once(child, 'message')
  const [database = ''] = globSync(join(folder, 'case-*.db'))
  expect(statSync(database).size).toBeGreaterThan(10 * MEGABYTE)
  expect(existsSync(`${database}-journal`)).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')

  const again = await reopen(folder)
  expect(await again.ask(casefileContract.summary, {})).toEqual(before)
  await again.service.close()
  expect((await checkedChain(folder)).findings).toEqual([])
  const handle = await openRaw(folder)
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(existsSync(`${database}-journal`)).toBe(false)
})

test('after a large change, and after one that failed, small ones go through the log as before', async () => {
  const { folder, service } = await testCase()
  await service.close()
  const handle = await openRaw(folder)
  const file = await openCaseFile(handle, [])
  const settings = () =>
    ['journal_mode', 'synchronous', 'cache_size'].map((name) => handle.pragma(name))
  const before = settings()
  const modes: unknown[] = []
  await file.write(
    pen,
    async (writer) => {
      modes.push(handle.pragma('journal_mode', { simple: true }))
      await writer.updateTable('caseFile').set({ groupName: '第九组' }).execute()
    },
    'large',
  )
  await expect(file.write(pen, () => Promise.reject(new Error('no')), 'large')).rejects.toThrow(
    'no',
  )
  expect(modes).toEqual(['delete'])
  expect(settings()).toEqual(before)
  await file.close()
  const again = await reopen(folder)
  expect(await again.ask(casefileContract.summary, {})).toMatchObject({ groupName: '第九组' })
})
