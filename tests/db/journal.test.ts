import { createHash } from 'node:crypto'

import type Database from 'better-sqlite3-multiple-ciphers'
import { describe, expect, test } from 'vitest'

import { capturedTables } from '#db/engine/capture.ts'
import { journalContract } from '#db/journal/contract.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { reopen, testCase, type TestCase } from '#tests/fixtures/case.ts'
import { checkedChain } from '#tests/fixtures/chain.ts'
import { openRaw } from '#tests/fixtures/raw.ts'

/** A closed case with four changesets: its founding, a tree, a new name, and a move. */
async function written(): Promise<TestCase> {
  const file = await testCase()
  await file.ask(unitContract.plantProvince, { code: '640000' })
  const [root] = await file.ask(unitContract.children, { parentId: null })
  const [first, second] = await file.ask(unitContract.children, { parentId: root?.id ?? '' })
  await file.ask(unitContract.rename, { id: first?.id ?? '', name: '平川市' })
  await file.ask(unitContract.move, { id: second?.id ?? '', parentId: first?.id ?? '' })
  await file.service.close()
  return file
}

/** Changes the closed case past the door, with the fences torn down, and verifies it again. */
async function verifiedAfter(file: TestCase, alter: (handle: Database.Database) => void) {
  const handle = await openRaw(file.folder)
  for (const table of ['change', 'changeset']) {
    handle.exec(`drop trigger ${table}IsFrozen; drop trigger ${table}IsKept`)
  }
  alter(handle)
  handle.close()
  return checkedChain(file.folder)
}

type Stored = Readonly<Record<string, string | number>>

/** The chain as the design describes it, from what is stored and nothing else. */
function chainOf(handle: Database.Database): readonly string[] {
  let previous = '0'.repeat(64)
  return handle
    .prepare<[], Stored>('select * from changeset order by seq')
    .all()
    .map(({ seq, memberId, deviceId, command, at }) => {
      const text = [JSON.stringify([seq, previous, memberId, deviceId, command, at])]
      const changes = handle
        .prepare<[string | number | undefined], Stored>(
          'select * from change where changeset = ? order by n',
        )
        .all(seq)
      for (const { tableName, rowId, operation, content } of changes) {
        text.push(
          [tableName, rowId, operation, Buffer.byteLength(String(content)), content].join('\t'),
        )
      }
      previous = createHash('sha256').update(text.join('\n')).digest('hex')
      return previous
    })
}

test('the newest changesets come first, each with who, when, by which command and how much', async () => {
  const file = await reopen((await written()).folder)
  const { total, rows } = await file.ask(journalContract.list, {})
  expect(total).toBe(4)
  expect(rows.map(({ seq, command, changes }) => [seq, command, changes])).toEqual([
    [4, 'unit.move', expect.any(Number)],
    [3, 'unit.rename', 1],
    [2, 'unit.plantProvince', 28],
    [1, 'casefile.found', 28],
  ])
  expect(rows[0]).toMatchObject({ member: '林若川', deviceId: 'device-1' })
  const page = await file.ask(journalContract.list, { offset: 1, limit: 2 })
  expect(page.rows).toEqual(rows.slice(1, 3))
  expect(page.total).toBe(4)
})

test('each hash is that of its head and its changes, and of the hash before', async () => {
  const file = await written()
  const handle = await openRaw(file.folder)
  const stored = handle.prepare('select hash from changeset order by seq').pluck().all()
  expect(stored).toHaveLength(4)
  expect(chainOf(handle)).toEqual(stored)
  const changes = handle.prepare('select count(*) from change').pluck().get()
  handle.close()
  expect(await checkedChain(file.folder)).toMatchObject({
    changesets: 4,
    changes,
    signed: 4,
    count: 0,
    head: { seq: 4, hash: stored.at(-1) },
  })
})

describe('verifying finds', () => {
  test.each<[string, string, number]>([
    ['an altered content', `update change set content = '{}' where changeset = 3`, 3],
    [
      'one letter in the middle of many',
      `update change set content = replace(content, '兴庆区', '兴床区') where changeset = 2`,
      2,
    ],
    ['another row', `update change set rowId = 'x' where changeset = 3`, 3],
    ['another table', `update change set tableName = 'visit' where changeset = 3`, 3],
    ['another operation', `update change set operation = 'insert' where changeset = 3`, 3],
    ['a change put elsewhere', `update change set changeset = 4 where changeset = 3`, 3],
    ['a change taken out', `delete from change where n = (select max(n) from change)`, 4],
    [
      'a change slipped in at the end',
      `insert into change select n + 1, 5, tableName, rowId, operation, content from change
       order by n desc limit 1`,
      5,
    ],
    [
      'a change slipped in between, with all after it moved on',
      `update change set n = -n - 1 where changeset > 2;
       insert into change
       select 1 - max(n) * -1, 3, 'unit', 'x', 'insert', '{}' from change where n > 0;
       update change set n = -n where n < 0;
       update changeset set first = first + 1 where seq > 2`,
      3,
    ],
    ['another member', `update changeset set memberId = 'm2' where seq = 3`, 3],
    ['another day', `update changeset set at = '2014-06-10T01:20:00.000Z' where seq = 2`, 2],
    ['another command', `update changeset set command = 'unit.add' where seq = 3`, 3],
    ['a changeset taken out', `delete from changeset where seq = 3`, 3],
    ['the last changeset taken out', `delete from changeset where seq = 4`, 4],
    [
      'the last changeset taken out with its changes but one',
      `delete from changeset where seq = 4;
       delete from change where changeset = 4 and n > (select min(n) from change where changeset = 4)`,
      4,
    ],
  ])('%s', async (_what, statement, brokenAt) => {
    const found = await verifiedAfter(await written(), (handle) => handle.exec(statement))
    expect(found.findings[0]?.seq).toBe(brokenAt)
  })

  test('a changeset that was altered and given a fitting hash, by its signature and the one after it', async () => {
    const found = await verifiedAfter(await written(), (handle) => {
      handle.exec(`update change set content = '{}' where changeset = 2 and n % 2 = 0`)
      const [, hash = ''] = chainOf(handle)
      handle.prepare('update changeset set hash = ? where seq = 2').run(hash)
    })
    expect(found.findings).toEqual([
      { code: 'verify.signature-wrong', seq: 2 },
      { code: 'verify.changeset-unlinked', seq: 3 },
    ])
  })

  test('nothing where nothing was altered', async () => {
    expect((await verifiedAfter(await written(), () => undefined)).findings).toEqual([])
  })
})

test('verifying tells how far it is, and reads a long changeset part by part', async () => {
  const { ask, folder, service } = await testCase({ practice: true })
  await ask(practiceContract.load, {})
  await service.close()
  const told: (readonly number[])[] = []
  const report = (done: number, total: number) => void told.push([done, total])
  const { changes, count } = await checkedChain(folder, { report })
  expect(changes).toBeGreaterThan(5000)
  expect(count).toBe(0)
  expect(told.at(-1)).toEqual([changes, changes])
})

test('the number of rows is kept for every table, whatever was written', async () => {
  const file = await testCase({ practice: true, today: '2014-07-01' })
  await file.ask(practiceContract.load, {})
  await file.service.close()
  const handle = await openRaw(file.folder)
  const kept = Object.fromEntries(
    handle
      .prepare<[], { tableName: string; n: number }>('select tableName, n from rowCount')
      .all()
      .map(({ tableName, n }) => [tableName, n]),
  )
  const counted = Object.fromEntries(
    capturedTables(handle)
      .map((table) => [table, handle.prepare(`select count(*) from "${table}"`).pluck().get()])
      .filter(([, n]) => n !== 0),
  )
  expect(kept).toEqual(counted)
})
