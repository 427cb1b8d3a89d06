import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { rebuildFromLog } from '#db/engine/oplog/rebuild.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settleExaminations } from '#db/prevalence/settle.ts'
import {
  addUnits,
  contentOf,
  databaseKey,
  foundLogged,
  logOf,
  openLogged,
  quiet,
} from '#tests/fixtures/logged-case.ts'

function rebuild(path: string, folder: string) {
  return rebuildFromLog(path, databaseKey(), [settleExaminations], logOf(folder))
}

test('a damaged database is made anew from the log, and kept beside it as it is', async () => {
  const made = await foundLogged()
  await addUnits(made, 4)
  const before = contentOf(made.file.handle)
  await made.close()
  const damaged = readFileSync(made.path).fill(0x33, 4096, 40_960)
  writeFileSync(made.path, damaged)
  // What an attempt before this one left behind.
  writeFileSync(`${made.path}.rebuilt`, 'half a database')
  await expect(openLogged(made.folder)).rejects.toThrow(Error)
  const { report, kept } = await rebuild(made.path, made.folder)
  expect(report).toMatchObject({ changesets: 5, notApplied: [] })
  expect(kept[0]).toBe(`${made.path}.kept-1`)
  expect(readFileSync(`${made.path}.kept-1`).equals(damaged)).toBe(true)
  const again = await openLogged(made.folder)
  expect(quiet(again)).toBe(true)
  expect(contentOf(again.file.handle)).toBe(before)
})

test('without a log there is nothing to make it from, and nothing is touched', async () => {
  const made = await foundLogged({ none: true })
  await made.close()
  const before = readFileSync(made.path)
  const failure: unknown = await rebuild(made.path, made.folder).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Failure)
  expect(failure).toMatchObject({ reasons: [{ code: 'log.nothing-to-rebuild' }] })
  expect(readFileSync(made.path).equals(before)).toBe(true)
  expect(existsSync(`${made.path}.rebuilt`)).toBe(false)
})

test('a database that is gone is made anew, and nothing is kept of nothing', async () => {
  const made = await foundLogged()
  const before = contentOf(made.file.handle)
  await made.close()
  rmSync(made.path)
  expect((await rebuild(made.path, made.folder)).kept).toEqual([])
  expect(contentOf((await openLogged(made.folder)).file.handle)).toBe(before)
})
