import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { practiceContract } from '#db/practice/contract.ts'
import {
  addUnits,
  contentOf,
  foundLogged,
  hashesOf,
  type LogChoice,
  openLogged,
  quiet,
  rebuilt,
  reportOf,
} from '#tests/fixtures/logged-case.ts'
import { type MemoryDisk, memoryDisk } from '#tests/fixtures/memory-disk.ts'

const SEGMENT = 'device-1-1.log'

function segmentOf(disk: MemoryDisk, name = SEGMENT): Buffer {
  return disk.files.get(name) ?? Buffer.alloc(0)
}

function flip(bytes: Buffer, at: number): Buffer {
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x04, at)
  return bytes
}

/** Where a frame of a segment begins; the first names the segment, each of the others a changeset. */
function frameAt(bytes: Buffer, frame: number): number {
  let at = bytes.indexOf('XDFR', 0, 'latin1')
  for (let index = 0; index < frame; index += 1) at = bytes.indexOf('XDFR', at + 1, 'latin1')
  return at
}

describe('a case with a log', () => {
  test('opens again without anything to tell', async () => {
    const made = await foundLogged()
    await addUnits(made, 3)
    await made.close()
    const again = await openLogged(made.folder)
    expect(quiet(again)).toBe(true)
    await addUnits(again, 2, '新')
    await again.close()
    const last = await openLogged(made.folder)
    expect(quiet(last)).toBe(true)
    expect(hashesOf(last.file.handle)).toHaveLength(6)
  })

  test('is closed once, however often, and what comes after does not reach its files', async () => {
    const made = await foundLogged()
    await made.close()
    const before = readFileSync(join(made.folder, 'ops', SEGMENT))
    await made.close()
    await expect(addUnits(made, 1)).rejects.toThrow(Error)
    expect(readFileSync(join(made.folder, 'ops', SEGMENT)).equals(before)).toBe(true)
  })

  test('whose database is gone is rebuilt from the log alone, counts included', async () => {
    const made = await foundLogged()
    await made.ask(practiceContract.load, {})
    await addUnits(made, 5)
    const before = contentOf(made.file.handle)
    await made.close()
    rmSync(made.path)
    const again = await openLogged(made.folder, { create: true })
    expect(again.file.recovery).toMatchObject({ changesets: 7, notApplied: [], copied: 0 })
    expect(contentOf(again.file.handle)).toBe(before)
    expect(again.file.handle.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(again.file.handle.pragma('foreign_key_check')).toEqual([])
    await addUnits(again, 1, '后')
    expect(hashesOf(again.file.handle)).toHaveLength(8)
  })

  test('keeps what one flipped bit in a left-over journal takes from SQLite', async () => {
    const founded = await foundLogged()
    await founded.close()
    const made = await openLogged(founded.folder)
    made.file.handle.pragma('wal_autocheckpoint = 0')
    await addUnits(made, 40)
    const hashes = hashesOf(made.file.handle)
    // As a crash leaves them: nothing was moved from the journal into the database.
    const [database, journal] = [readFileSync(made.path), readFileSync(`${made.path}-wal`)]
    const log = readFileSync(join(made.folder, 'ops', SEGMENT))
    await made.close()

    async function reopened(at: number, choice: LogChoice): Promise<readonly unknown[]> {
      const path = join(made.folder, 'crashed.db')
      writeFileSync(path, database)
      writeFileSync(`${path}-wal`, flip(Buffer.from(journal), at))
      const opened = await openLogged(made.folder, { ...choice, database: 'crashed.db' })
      const found = hashesOf(opened.file.handle)
      await opened.close()
      return found
    }

    const step = Math.floor(journal.length / 30)
    let lost = 0
    for (let at = 7; at < journal.length; at += step) {
      const disk = memoryDisk(new Map([[SEGMENT, log]]))
      expect([at, await reopened(at, { disk })]).toEqual([at, hashes])
      if ((await reopened(at, { none: true })).length < hashes.length) lost += 1
    }
    // Without the log most of these flips lose records, or this test would show nothing.
    expect(lost).toBeGreaterThan(20)
  })

  test('that was kept without one so far gets a whole one', async () => {
    const made = await foundLogged({ none: true })
    await made.ask(practiceContract.load, {})
    await addUnits(made, 3)
    const before = contentOf(made.file.handle)
    await made.close()
    const disk = memoryDisk()
    const again = await openLogged(made.folder, { disk })
    expect(again.file.recovery).toMatchObject({ copied: 5, changesets: 0, altered: [] })
    await again.close()
    expect(quiet(await openLogged(made.folder, { disk }))).toBe(true)
    expect(contentOf((await rebuilt(made, disk)).file.handle)).toBe(before)
  })

  test('goes on in a segment of its own on another device', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    await made.close()
    const other = await openLogged(made.folder, { disk, deviceId: 'device-2' })
    await addUnits(other, 2)
    const before = contentOf(other.file.handle)
    await other.close()
    expect([...disk.files.keys()]).toEqual([SEGMENT, 'device-2-2.log'])
    expect(contentOf((await rebuilt(made, disk)).file.handle)).toBe(before)
  })
})

describe('a damaged log', () => {
  test('in the middle loses nothing, is told, kept as it is, and made good from the database', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    await addUnits(made, 6)
    const before = contentOf(made.file.handle)
    await made.close()
    const damaged = flip(segmentOf(disk), frameAt(segmentOf(disk), 4) + 70)
    const kept = Buffer.from(damaged)
    const again = await openLogged(made.folder, { disk })
    expect(reportOf(again)).toMatchObject({ copied: 1, changesets: 0, notApplied: [] })
    expect(reportOf(again).damages).toMatchObject([{ segment: SEGMENT }])
    await again.close()
    expect(segmentOf(disk).equals(kept)).toBe(true)
    expect(quiet(await openLogged(made.folder, { disk }))).toBe(true)
    const whole = await rebuilt(made, disk)
    expect(contentOf(whole.file.handle)).toBe(before)
    expect(reportOf(whole).damages).toHaveLength(1)
  })

  test('at its tail is damage, not a torn tail, once the database knows what stood there', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    await addUnits(made, 3)
    const before = contentOf(made.file.handle)
    await made.close()
    const length = segmentOf(disk).length
    disk.files.set(SEGMENT, Buffer.from(segmentOf(disk).subarray(0, length - 9)))
    const again = await openLogged(made.folder, { disk })
    expect(reportOf(again)).toMatchObject({ copied: 1, torn: 0, damages: [{ segment: SEGMENT }] })
    expect(segmentOf(disk)).toHaveLength(length - 9)
    await again.close()
    expect(contentOf((await rebuilt(made, disk)).file.handle)).toBe(before)
  })

  test('whose last changeset was being written when the machine stopped is cut there', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    await addUnits(made, 2)
    await made.close()
    const { length } = segmentOf(disk)
    disk.files.set(SEGMENT, Buffer.concat([segmentOf(disk), Buffer.from('XDFR half a frame')]))
    const again = await openLogged(made.folder, { disk })
    expect(reportOf(again)).toMatchObject({ torn: 17, damages: [], copied: 0 })
    expect(segmentOf(disk)).toHaveLength(length)
    await addUnits(again, 1, '后')
    await again.close()
    expect(quiet(await openLogged(made.folder, { disk }))).toBe(true)
  })

  test('beside a lost database gives back all before the damage, and what fits behind it when asked', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    await addUnits(made, 6)
    const hashes = hashesOf(made.file.handle)
    await made.close()
    flip(segmentOf(disk), frameAt(segmentOf(disk), 3) + 60)
    const careful = await rebuilt(made, memoryDisk(disk.files))
    expect(hashesOf(careful.file.handle)).toEqual(hashes.slice(0, 2))
    expect(reportOf(careful).notApplied.map(({ seq, code }) => [seq, code])).toEqual([
      [4, 'log.gap'],
      [5, 'log.gap'],
      [6, 'log.gap'],
      [7, 'log.gap'],
    ])
    const all = await rebuilt(made, memoryDisk(disk.files), { pastGaps: true })
    expect(hashesOf(all.file.handle)).toEqual(hashes.filter((_, index) => index !== 2))
    expect(reportOf(all)).toMatchObject({ changesets: 6, notApplied: [], orphans: 0 })
  })

  test('of another key is told and left alone', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    await made.close()
    const stranger = memoryDisk(disk.files)
    const bytes = segmentOf(stranger)
    bytes.fill(0xaa, 8)
    const again = await openLogged(made.folder, { disk: stranger })
    expect(reportOf(again)).toMatchObject({ foreign: [SEGMENT], copied: 1 })
    expect([...stranger.files.keys()]).toEqual([SEGMENT, 'device-1-2.log'])
  })
})

describe('changesets that do not follow', () => {
  test('a branch from an old copy is told and kept in the log, and the one written last counts', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    await made.close()
    const [old, oldLog] = [readFileSync(made.path), new Map(disk.files)]
    const first = await openLogged(made.folder, { disk })
    await addUnits(first, 2, '甲')
    await first.close()
    // An old copy of the folder goes on, and both logs come together.
    writeFileSync(made.path, old)
    const copy = memoryDisk(oldLog)
    const second = await openLogged(made.folder, { disk: copy, deviceId: 'device-2' })
    await addUnits(second, 3, '乙')
    const before = contentOf(second.file.handle)
    await second.close()
    const both = memoryDisk(new Map([...disk.files, ...copy.files, [SEGMENT, segmentOf(disk)]]))
    const again = await openLogged(made.folder, { disk: both, deviceId: 'device-2', whole: true })
    expect(reportOf(again).notApplied.map(({ code }) => code)).toEqual(['log.fork', 'log.fork'])
    expect(contentOf(again.file.handle)).toBe(before)
    await again.close()
    expect(contentOf((await rebuilt(made, both)).file.handle)).toBe(before)
  })

  test('an altered change in the database is not copied into the log as if it were true', async () => {
    const made = await foundLogged({ none: true })
    await addUnits(made, 2)
    made.file.handle.exec(`
      drop trigger changeIsFrozen;
      update change set content = replace(content, '单位1', '单位9') where changeset = 2`)
    await made.close()
    const again = await openLogged(made.folder, { disk: memoryDisk() })
    expect(reportOf(again)).toMatchObject({ copied: 2, altered: [2] })
  })
})
