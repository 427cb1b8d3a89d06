import { describe, expect, test } from 'vitest'

import { Failure } from '#db/kernel/failure.ts'
import { practiceContract } from '#db/practice/contract.ts'
import {
  addUnits,
  contentOf,
  foundLogged,
  hashesOf,
  type LoggedCase,
  openLogged,
  quiet,
  rebuilt,
  reportOf,
} from '#tests/fixtures/logged-case.ts'
import { memoryDisk } from '#tests/fixtures/memory-disk.ts'

async function reasonsOf(work: Promise<unknown>): Promise<readonly unknown[]> {
  try {
    await work
  } catch (error) {
    if (error instanceof Failure) return error.reasons
    throw error
  }
  return []
}

describe('a commit that fails', () => {
  /** Fails at COMMIT, after the log has the changeset: the parent of the unit is nowhere. */
  async function failAtCommit({ file }: LoggedCase): Promise<readonly unknown[]> {
    const pen = {
      memberId: 'member-1',
      deviceId: 'device-1',
      command: 'unit.add',
      at: '2014-06-11',
    }
    return reasonsOf(
      file.write(pen, async () => {
        file.handle.pragma('defer_foreign_keys = on')
        file.handle.exec(
          `insert into unit (id, name, level, kind, parentId) values ('x', '无主', '30', 'K01', 'y')`,
        )
      }),
    ).catch((error: unknown) => [String(error)])
  }

  test('is taken out of the log before it is told, so that no replay brings it back', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    const { length } = disk.events
    const reasons = await failAtCommit(made)
    expect(reasons).toEqual(['SqliteError: FOREIGN KEY constraint failed'])
    const kinds = disk.events.slice(length).map(({ kind }) => kind)
    expect(kinds).toEqual(['write', 'flush', 'cut', 'flush'])
    await addUnits(made, 1)
    const before = contentOf(made.file.handle)
    await made.close()
    expect(quiet(await openLogged(made.folder, { disk }))).toBe(true)
    expect(contentOf((await rebuilt(made, disk)).file.handle)).toBe(before)
  })

  test('and cannot be taken out is told as uncertain, ends all writing, and is told at the next opening', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    await addUnits(made, 1)
    disk.faults.failCut = true
    const about = ['2']
    expect(await failAtCommit(made)).toEqual([
      { code: 'disk.failed', about },
      { code: 'disk.uncertain' },
    ])
    disk.faults.failCut = false
    expect(await reasonsOf(addUnits(made, 1, '后'))).toEqual([{ code: 'disk.failed', about }])
    await made.close()
    const again = await openLogged(made.folder, { disk })
    // The database refuses what it refused before, and the log says so.
    expect(reportOf(again).notApplied).toMatchObject([{ seq: 3, code: 'log.conflict' }])
    await addUnits(again, 1, '后')
    expect(hashesOf(again.file.handle)).toHaveLength(3)
  })

  test('for a full disk changes nothing, names what is saved, and the next one succeeds', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    const before = contentOf(made.file.handle)
    disk.faults.free = 40
    const many = made.ask(practiceContract.load, {})
    expect(await reasonsOf(many)).toEqual([{ code: 'disk.full', about: ['1'] }])
    expect(contentOf(made.file.handle)).toBe(before)
    disk.faults.free = Infinity
    await made.ask(practiceContract.load, {})
    const after = contentOf(made.file.handle)
    await made.close()
    expect(contentOf((await rebuilt(made, disk)).file.handle)).toBe(after)
  })

  test('for a failing flush changes nothing and ends all writing until the case is opened again', async () => {
    const disk = memoryDisk()
    const made = await foundLogged({ disk })
    const before = contentOf(made.file.handle)
    disk.faults.failFlush = true
    const reasons = await reasonsOf(addUnits(made, 1))
    expect(reasons).toEqual([{ code: 'disk.failed', about: ['1'] }, { code: 'disk.uncertain' }])
    disk.faults.failFlush = false
    expect(await reasonsOf(addUnits(made, 1))).toEqual([{ code: 'disk.failed', about: ['1'] }])
    expect(contentOf(made.file.handle)).toBe(before)
    await made.close()
    await addUnits(await openLogged(made.folder, { disk }), 1, '后')
  })
})
