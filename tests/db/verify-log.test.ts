import { expect, test } from 'vitest'

import { verifyLog } from '#db/engine/verify/log.ts'
import { Failure } from '#db/kernel/failure.ts'
import {
  addUnits,
  foundLogged,
  hashesOf,
  type LoggedCase,
  logOf,
  openLogged,
} from '#tests/fixtures/logged-case.ts'
import { type MemoryDisk, memoryDisk } from '#tests/fixtures/memory-disk.ts'

const [FIRST, SECOND] = ['device-1-1.log', 'device-2-2.log']
const WHOLE = {
  damages: [],
  foreign: [],
  altered: [],
  otherSignature: [],
  onlyInDatabase: [],
  onlyInLog: [],
}

/** A case with two segments, open, and the disk of its log. */
async function twoSegments(): Promise<{ readonly disk: MemoryDisk; readonly made: LoggedCase }> {
  const disk = memoryDisk()
  const founded = await foundLogged({ disk })
  await addUnits(founded, 2)
  await founded.close()
  const made = await openLogged(founded.folder, { disk, deviceId: 'device-2' })
  await addUnits(made, 2, '后')
  return { disk, made }
}

function check({ folder, file }: LoggedCase, disk: MemoryDisk) {
  return verifyLog(file.handle, logOf(folder, { disk }))
}

test('a log that agrees with its database is whole, and the steps are told', async () => {
  const { disk, made } = await twoSegments()
  const steps: number[] = []
  const found = await verifyLog(made.file.handle, logOf(made.folder, { disk }), {
    report: (done) => steps.push(done),
  })
  expect(found).toEqual({ ...WHOLE, segments: 2, changesets: 5 })
  expect(steps).toEqual([1, 2])
})

test('damage in a segment that no opening reads any more is found, with what it cost', async () => {
  const { disk, made } = await twoSegments()
  const bytes = disk.files.get(FIRST) ?? Buffer.alloc(0)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 40) ^ 1, bytes.length - 40)
  const found = await check(made, disk)
  expect(found.damages[0]).toMatchObject({ segment: FIRST })
  expect(found.onlyInDatabase).toEqual([hashesOf(made.file.handle)[2]])
})

test('a segment that was taken away is missed twice: in the chain and by what it held', async () => {
  const { disk, made } = await twoSegments()
  await made.close()
  const third = await openLogged(made.folder, { disk, deviceId: 'device-3' })
  await addUnits(third, 1, '再')
  disk.files.delete(SECOND)
  const found = await check(third, disk)
  expect(found.damages).toEqual([{ segment: 'device-3-3.log', at: 0, end: 0 }])
  expect(found.onlyInDatabase).toHaveLength(2)
})

test('what the database has lost is named', async () => {
  const { disk, made } = await twoSegments()
  made.file.handle.exec(`
    drop trigger changesetIsKept; delete from changeset where seq = 5`)
  expect((await check(made, disk)).onlyInLog).toHaveLength(1)
})

test('the check stops when it is told to', async () => {
  const { disk, made } = await twoSegments()
  const work = verifyLog(made.file.handle, logOf(made.folder, { disk }), {
    signal: AbortSignal.abort(),
  })
  await expect(work).rejects.toThrow(Failure)
})
