import { join } from 'node:path'

import Database from 'better-sqlite3-multiple-ciphers'
import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { draftContract } from '#db/draft/contract.ts'
import { capturedTables, uncaptured } from '#db/engine/capture.ts'
import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { PASSPHRASE, testCase } from '#tests/fixtures/case.ts'
import { checkedChain } from '#tests/fixtures/chain.ts'

/** The database of a closed case, opened by its key past the door. */
async function pastTheDoor(folder: string): Promise<Database.Database> {
  const passphrase = new TextEncoder().encode(PASSPHRASE)
  const { databasePath, keys } = await unlockCaseFolder(folder, 'id000002', passphrase)
  return openDatabase(databasePath, keys.db)
}

test('no captured table can be written without a pen, whatever the statement', async () => {
  const { folder, service, ask } = await testCase({ practice: true })
  await ask(practiceContract.load, {})
  await service.close()
  const handle = await pastTheDoor(folder)
  const tables = capturedTables(handle)
  expect(tables).toEqual(
    expect.arrayContaining(['caseFile', 'member', 'unit', 'visit', 'exposure', 'problem']),
  )
  const refused: string[] = []
  for (const table of tables) {
    const row = handle.prepare<[], Record<string, string>>(`select * from "${table}" limit 1`).get()
    const columns = handle
      .prepare<[], { name: string }>(`select name from pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name)
    const statements = row
      ? [
          `update "${table}" set id = id || 'x' where rowid = (select min(rowid) from "${table}")`,
          `delete from "${table}"`,
          `insert or replace into "${table}" select * from "${table}" limit 1`,
        ]
      : [
          `pragma foreign_keys = off; pragma ignore_check_constraints = on;
           insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')})
           values (${columns.map(() => '1').join(', ')})`,
        ]
    for (const statement of statements) {
      try {
        handle.exec(statement)
      } catch (error) {
        refused.push(`${table}: ${error instanceof Error ? error.message : ''}`)
        continue
      }
      throw new Error(`written past the door: ${statement}`)
    }
  }
  // Other fences stand before the capture of some tables.
  expect(refused.filter((each) => each.includes('write.without-pen')).length).toBeGreaterThan(20)
  expect(refused.some((each) => each.includes('write.without-pen'))).toBe(true)
  // Where a record is frozen, its own fence may speak before the pen's.
  const fenced = refused.filter((each) => /: [a-zA-Z]+\.[a-z-]+$/.test(each))
  expect(fenced.length).toBeGreaterThan(tables.length)
  const after = handle.prepare<[], { n: number }>('select count(*) as n from changeset').get()
  expect(after?.n).toBe(2)
  handle.close()
})

test('every table is captured or stands in the list of those that need not be', async () => {
  const { folder, service } = await testCase()
  await service.close()
  const handle = await pastTheDoor(folder)
  const all = handle
    .prepare<[], { name: string }>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`,
    )
    .all()
    .map(({ name }) => name)
  const triggers = handle
    .prepare<[], { tbl_name: string; name: string }>(
      `select tbl_name, name from sqlite_schema where type = 'trigger' and name like 'capture_%'`,
    )
    .all()
  for (const table of all) {
    const kinds = triggers.filter((trigger) => trigger.tbl_name === table).length
    expect([table, kinds]).toEqual([table, table in uncaptured ? 0 : 3])
  }
  handle.close()
})

test('a change is captured as table, row, field, old and new, under who wrote it', async () => {
  const { folder, service, ask } = await testCase()
  const { id } = await ask(unitContract.add, {
    name: '巫山县',
    level: '30',
    kind: 'K01',
    parentId: null,
  })
  await ask(unitContract.rename, { id, name: '巫溪县' })
  await service.close()
  const handle = await pastTheDoor(folder)
  const changes = handle
    .prepare<[string], { operation: string; content: string; memberId: string; command: string }>(
      `select operation, content, memberId, command from change
       join changeset on changeset.seq = change.changeset where rowId = ? order by n`,
    )
    .all(id)
  expect(changes.map(({ operation, command }) => [operation, command])).toEqual([
    ['insert', 'unit.add'],
    ['update', 'unit.rename'],
  ])
  expect(JSON.parse(changes[1]?.content ?? '')).toMatchObject({ name: ['巫山县', '巫溪县'] })
  expect(changes[1]?.memberId).toBe('id000002')
  handle.close()
})

test('a refused command leaves no changeset and no pen', async () => {
  const { folder, service, ask } = await testCase()
  const unit = { name: '巫山县', level: '30', kind: 'K01', parentId: null } as const
  await ask(unitContract.add, unit)
  const before = await ask(casefileContract.summary, {})
  await expect(ask(unitContract.add, unit)).rejects.toMatchObject({
    code: 'refused',
    reasons: [{ code: 'unit.name-taken', about: ['巫山县'] }],
  })
  expect(await ask(casefileContract.summary, {})).toEqual(before)
  await service.close()
  const handle = await pastTheDoor(folder)
  expect(handle.prepare('select count(*) as n from pen').get()).toEqual({ n: 0 })
  handle.close()
})

test('a draft is kept without a changeset', async () => {
  const { ask } = await testCase()
  const before = await ask(casefileContract.summary, {})
  await ask(draftContract.save, { form: 'visit', subject: 'new', title: '走访', content: '{}' })
  expect(await ask(draftContract.list, {})).toHaveLength(1)
  expect((await ask(casefileContract.summary, {})).changesets).toBe(before.changesets)
})

test('an altered change is found by its hash', async () => {
  const { folder, service, ask } = await testCase()
  await ask(unitContract.plantProvince, { code: '530000' })
  await service.close()
  expect((await checkedChain(folder)).findings).toEqual([])
  const handle = await pastTheDoor(folder)
  handle.exec('drop trigger changeIsFrozen')
  handle.exec(
    `update change set content = replace(content, '昆明市', '昆阳市') where changeset = 2`,
  )
  handle.close()
  expect((await checkedChain(folder)).findings).toEqual([
    { code: 'verify.changeset-altered', seq: 2 },
  ])
})

test('a query cannot write', async () => {
  const { folder, service } = await testCase()
  await service.close()
  const handle = await pastTheDoor(folder)
  handle.pragma('query_only = on')
  expect(() => handle.exec('delete from draft')).toThrow(/readonly/)
  handle.close()
  expect(join(folder, 'keys.json')).toContain('.xundu')
})
