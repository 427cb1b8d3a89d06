import type Database from 'better-sqlite3-multiple-ciphers'
import { beforeEach, describe, expect, test } from 'vitest'

import { capturedTables } from '#db/engine/capture.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import { replayEqualsTables, startReplayCheck } from '#db/engine/verify/replay-equals-tables.ts'
import { Failure } from '#db/kernel/failure.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { databaseKey, foundLogged, type LoggedCase } from '#tests/fixtures/logged-case.ts'

let practice: LoggedCase

beforeEach(async () => {
  practice = await foundLogged({ none: true })
  await practice.ask(practiceContract.load, {})
  const [unit] = await practice.ask(unitContract.children, { parentId: null })
  const id = unit?.id ?? ''
  await practice.ask(unitContract.rename, { id, name: '云岭新省' })
  const added = { name: '后', level: '30', kind: 'K01', parentId: id } as const
  const { id: later } = await practice.ask(unitContract.add, added)
  await practice.ask(unitContract.close, { id: later, validTo: '2014-06-01' })
})

/** The same database past the door: capture is taken away, and so is every fence. */
async function withoutDoor(): Promise<Database.Database> {
  await practice.close()
  const handle = openDatabase(practice.path, databaseKey())
  const triggers = handle
    .prepare<[], string>(`select name from sqlite_schema where type = 'trigger'`)
    .pluck()
    .all()
  for (const name of triggers) handle.exec(`drop trigger "${name}"`)
  handle.pragma('foreign_keys = off')
  return handle
}

test('every table of a case is what its changes make it, and the steps are told', async () => {
  const steps: number[] = []
  const { handle, read } = practice.file
  const found = await read(() =>
    replayEqualsTables(handle, { report: (done, total) => steps.push(done / total) }),
  )
  expect(found).toMatchObject({ differences: [], count: 0 })
  expect(found.tables).toBe(capturedTables(handle).length)
  expect(found.rows).toBeGreaterThan(5000)
  expect(steps.at(-1)).toBe(1)
})

describe('what was written past the door is found', () => {
  const edits: readonly (readonly [string, string, object])[] = [
    [
      'a word of a record that was never edited',
      `update problem set what = what || '。' where id = (select min(id) from problem)`,
      [{ table: 'problem', kind: 'other' }],
    ],
    [
      'a field of a record that was edited before',
      `update unit set position = 99 where name = '云岭新省'`,
      [{ table: 'unit', kind: 'other' }],
    ],
    [
      'a record taken away',
      `delete from problemPerson where id = (select min(id) from problemPerson)`,
      [{ table: 'problemPerson', kind: 'missing' }],
    ],
    [
      'a record put in',
      `insert into member values ('stranger', '某', 'member', '2014-01-01', null)`,
      [{ table: 'member', id: 'stranger', kind: 'uncaptured' }],
    ],
    [
      'one taken away and another put in',
      `delete from round where no = 1; insert into round (id, no, purpose, fromOn, toOn) values ('stranger', 1, '', '2014-01-01', '2014-01-02')`,
      [
        { table: 'round', kind: 'missing' },
        { table: 'round', id: 'stranger', kind: 'uncaptured' },
      ],
    ],
    [
      'a change that was added to the capture alone',
      `insert into change (changeset, tableName, rowId, operation, content)
       values (2, 'unit', 'nowhere', 'update', '{"name":["a","b"]}')`,
      [{ table: 'unit', id: 'nowhere', kind: 'unreplayable' }],
    ],
    [
      'an insertion that stands there twice',
      `insert into change (changeset, tableName, rowId, operation, content)
       select changeset, tableName, rowId, operation, content from change
       where tableName = 'problem' and operation = 'insert' limit 1`,
      [{ table: 'problem', kind: 'unreplayable' }],
    ],
    [
      'a captured text that was altered',
      `update change set content = replace(content, 'ordinary', 'serious') where n =
         (select min(n) from change where tableName = 'problem' and instr(content, 'ordinary') > 0)`,
      [{ table: 'problem', kind: 'other' }],
    ],
  ]

  test.each(edits)('%s', async (_name, statement, expected) => {
    const handle = await withoutDoor()
    handle.exec(statement)
    const whole = await replayEqualsTables(handle)
    const along = startReplayCheck(handle)
    for (const n of [1, 4999, 5000, 5001, whole.changes]) along.upTo(n)
    const inParts = await along.finish()
    handle.close()
    expect(whole.differences).toMatchObject(expected)
    expect(inParts).toEqual(whole)
  })
})

test('what keeps the check from going along is told by the check itself, later', async () => {
  const handle = await withoutDoor()
  const along = startReplayCheck(handle)
  along.upTo(5000)
  handle.close()
  expect(() => along.upTo(10_000)).not.toThrow()
  await expect(along.finish()).rejects.toThrow('not open')
})

test('a column that came with a later version counts with its default', async () => {
  const handle = await withoutDoor()
  handle.exec(`alter table round add column remark text not null default '无'`)
  expect(await replayEqualsTables(handle)).toMatchObject({ count: 0 })
  handle.exec(`update round set remark = '有' where no = 2`)
  const { differences } = await replayEqualsTables(handle)
  handle.close()
  expect(differences).toMatchObject([{ table: 'round', kind: 'other' }])
})

test('the check stops when it is told to', async () => {
  const work = replayEqualsTables(practice.file.handle, { signal: AbortSignal.abort() })
  await expect(work).rejects.toThrow(Failure)
})
