import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { beforeEach, expect, onTestFinished, test } from 'vitest'

import { openSettings } from '#electron/settings.ts'
import { shellContract } from '#electron/shell/contract.ts'

let path = ''

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'xundu-settings-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  path = join(folder, 'settings.json')
})

const open = () => openSettings(path, () => 'device-1')

test('a case locks after five minutes, not when minimised, until that is changed', () => {
  const settings = open()
  expect(settings.read().lock).toMatchObject({ idleMinutes: 5, onMinimise: false })
  settings.setLock({ ...settings.read().lock, idleMinutes: 12, onMinimise: true })
  expect(open().read().lock).toMatchObject({ idleMinutes: 12, onMinimise: true })
})

test('settings that were written before there was a lock are kept', () => {
  const known = { folder: '/a.xundu', title: '云岭省', practice: false, lastOpenedAt: null }
  const before = { format: 1, deviceId: 'device-0', locale: 'en', recents: [known] }
  writeFileSync(path, JSON.stringify(before))
  expect(open().read()).toMatchObject({ ...before, lock: { idleMinutes: 5 } })
})

test.each([0, -1, 31, '5', null])('a file that says %j minutes is set aside', (idleMinutes) => {
  const { lock } = open().read()
  const file = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...file, lock: { ...lock, idleMinutes } }))
  expect(open().read().lock.idleMinutes).toBe(5)
  expect(JSON.parse(readFileSync(`${path}.damaged`, 'utf8')).lock.idleMinutes).toBe(idleMinutes)
})

test.each([
  [1, true],
  [30, true],
  [0, false],
  [31, false],
  [2.5, false],
])('the window may ask for %d minutes: %s', (idleMinutes, taken) => {
  const input = { ...open().read().lock, idleMinutes }
  expect(shellContract.setLock.input.safeParse(input).success).toBe(taken)
})
