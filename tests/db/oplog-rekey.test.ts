import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { openCaseFile } from '#db/engine/case-file.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import { removeForeign } from '#db/engine/oplog/join-log.ts'
import { deriveLogKey } from '#db/engine/oplog/segment.ts'
import { settleExaminations } from '#db/prevalence/settle.ts'
import {
  addUnits,
  CASE_ID,
  contentOf,
  databaseKey,
  foundLogged,
  hashesOf,
  logOf,
} from '#tests/fixtures/logged-case.ts'
import { type MemoryDisk, memoryDisk } from '#tests/fixtures/memory-disk.ts'

const NEW_KEY = deriveLogKey(randomBytes(32), CASE_ID)

/** Opens the case as after a change of keys: its log is under a new one from now on. */
function openRekeyed(path: string, folder: string, disk: MemoryDisk, create = false) {
  const log = { ...logOf(folder, { disk }), key: NEW_KEY }
  return openCaseFile(openDatabase(path, databaseKey(), { create }), [settleExaminations], log)
}

test('after a change of keys the log is made anew under the new key, and the old one goes', async () => {
  const disk = memoryDisk()
  const made = await foundLogged({ disk })
  await addUnits(made, 3)
  const before = contentOf(made.file.handle)
  await made.close()
  const rekeyed = await openRekeyed(made.path, made.folder, disk)
  expect(rekeyed.recovery).toMatchObject({ copied: 4, foreign: ['device-1-1.log'], damages: [] })
  if (!rekeyed.recovery) throw new Error('opened without a log')
  expect(removeForeign({ disk, key: NEW_KEY }, rekeyed.recovery)).toBe(true)
  await rekeyed.close()
  expect([...disk.files.keys()]).toEqual(['device-1-2.log'])
  const again = await openRekeyed(made.path, made.folder, disk)
  expect(again.recovery).toMatchObject({ copied: 0, foreign: [], changesets: 0 })
  await again.close()
  const whole = await openRekeyed(`${made.path}.new`, made.folder, disk, true)
  expect(contentOf(whole.handle)).toBe(before)
  await whole.close()
})

test('an opening that was cut off between copying and taking away: the next one takes it away', async () => {
  const disk = memoryDisk()
  const made = await foundLogged({ disk })
  await addUnits(made, 3)
  await made.close()
  await (await openRekeyed(made.path, made.folder, disk)).close()
  expect([...disk.files.keys()]).toEqual(['device-1-1.log', 'device-1-2.log'])
  const again = await openRekeyed(made.path, made.folder, disk)
  if (!again.recovery) throw new Error('opened without a log')
  expect(removeForeign({ disk, key: NEW_KEY }, again.recovery)).toBe(true)
  expect([...disk.files.keys()]).toEqual(['device-1-2.log'])
  await again.close()
})

test('the old log stays where the new one could not take everything', async () => {
  const disk = memoryDisk()
  const made = await foundLogged({ disk })
  await addUnits(made, 2)
  made.file.handle.exec(`
    drop trigger changeIsFrozen;
    update change set content = replace(content, '单位1', '单位9') where changeset = 2`)
  await made.close()
  const rekeyed = await openRekeyed(made.path, made.folder, disk)
  if (!rekeyed.recovery) throw new Error('opened without a log')
  expect(removeForeign({ disk, key: NEW_KEY }, rekeyed.recovery)).toBe(false)
  expect(hashesOf(rekeyed.handle)).toHaveLength(3)
  expect(disk.files.has('device-1-1.log')).toBe(true)
  await rekeyed.close()
})
