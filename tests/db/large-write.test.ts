import { expect, test } from 'vitest'

import { contentOf, foundLogged, openLogged, quiet, rebuilt } from '#tests/fixtures/logged-case.ts'
import { memoryDisk } from '#tests/fixtures/memory-disk.ts'

const PEN = { memberId: 'member-1', deviceId: 'device-1', command: 'unit.add', at: '2014-06-11' }
const UNIT = { level: '30', kind: 'K01', pinyin: '', initials: '' } as const

async function settingsOf({ handle }: Awaited<ReturnType<typeof foundLogged>>['file']) {
  const names = ['journal_mode', 'synchronous', 'cache_size']
  return names.map((name) => handle.pragma(name, { simple: true }))
}

test('a large change is saved in database and log, and leaves every setting as it was', async () => {
  const disk = memoryDisk()
  const { file, close, ...made } = await foundLogged({ disk })
  const before = await settingsOf(file)
  const during = await file.write(
    PEN,
    async (writer) => {
      await writer
        .insertInto('unit')
        .values({ ...UNIT, id: 'u1', name: '一' })
        .execute()
      return settingsOf(file)
    },
    'large',
  )
  expect(during).toEqual(['delete', 3, -49_152])
  expect(await settingsOf(file)).toEqual(before)
  const content = contentOf(file.handle)
  await close()
  const again = await openLogged(made.folder, { disk })
  expect(quiet(again)).toBe(true)
  expect(contentOf(again.file.handle)).toBe(content)
  expect(contentOf((await rebuilt(again, disk)).file.handle)).toBe(content)
})

test('a large change that fails leaves nothing, in neither of them', async () => {
  const disk = memoryDisk()
  const { file, close, ...made } = await foundLogged({ disk })
  const before = contentOf(file.handle)
  const settings = await settingsOf(file)
  const work = file.write(
    PEN,
    async (writer) => {
      await writer
        .insertInto('unit')
        .values({ ...UNIT, id: 'u1', name: '一' })
        .execute()
      throw new Error('given up')
    },
    'large',
  )
  await expect(work).rejects.toThrow('given up')
  expect(contentOf(file.handle)).toBe(before)
  expect(await settingsOf(file)).toEqual(settings)
  await close()
  expect(quiet(await openLogged(made.folder, { disk }))).toBe(true)
})

test('a case closes in order when a large change follows a check of the whole file', async () => {
  const { file, close } = await foundLogged()
  expect(file.handle.pragma('integrity_check', { simple: true })).toBe('ok')
  await file.write(
    PEN,
    async (writer) => {
      await writer
        .insertInto('unit')
        .values({ ...UNIT, id: 'u1', name: '一' })
        .execute()
    },
    'large',
  )
  await expect(close()).resolves.toBeUndefined()
})
