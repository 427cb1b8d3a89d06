import { randomBytes } from 'node:crypto'
import { globSync } from 'node:fs'
import { basename, join } from 'node:path'

import type Database from 'better-sqlite3-multiple-ciphers'
import { Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { expect, onTestFinished, test } from 'vitest'

import { installCapture, uncaptured } from '#db/engine/capture.ts'
import { openCaseFile } from '#db/engine/case-file.ts'
import { CaseDialect } from '#db/engine/dialect.ts'
import { migrateToLatest } from '#db/engine/migrate.ts'
import { closeDatabase, openDatabase } from '#db/engine/open-database.ts'
import { migrations } from '#db/migrations/index.ts'
import { testCase, testFolder } from '#tests/fixtures/case.ts'
import { namesOf, openRaw, rows } from '#tests/fixtures/raw.ts'

/** What `casefile.found` writes, as far as the rows hang on it. */
const foundation: readonly string[] = [
  `insert into caseFile values
     ('case', 'c1', '云岭省案卷', 'province', '第九巡回督导组', 0, '2014-03-20')`,
  `insert into member (id, name, role, fromOn) values ('id000002', '林若川', 'member', '2014-03-20')`,
  `insert into problemType (id, name, brief, scheme, position)
   values ('T02', '门难进', '门难进', 'task', 1), ('T03', '公款吃喝', '吃喝', 'task', 2)`,
]

function emptyDatabase(): { handle: Database.Database; db: Kysely<unknown> } {
  const path = join(testFolder(), 'case-1.db')
  const handle = openDatabase(path, randomBytes(48), { create: true })
  onTestFinished(() => closeDatabase(handle))
  return { handle, db: new Kysely<unknown>({ dialect: new CaseDialect(handle) }) }
}

function steps(count: number): Record<string, Migration> {
  return Object.fromEntries(Object.entries(migrations).slice(0, count))
}

/** All that is stored: the schema and every row of every table. */
function contentOf(handle: Database.Database, tables = namesOf(handle, 'table')) {
  return {
    schema: handle.prepare('select type, name, sql from sqlite_schema order by type, name').all(),
    rows: tables.map((table) => [table, handle.prepare(`select * from "${table}"`).all()]),
  }
}

function tableOf(statement: string): string {
  return /^(?:insert into|update) (\w+)/.exec(statement)?.[1] ?? ''
}

/**
 * Writes the statements up to the first whose table is not there yet, as the app does: under a pen.
 * What follows may rest on it.
 */
function fill(handle: Database.Database, statements: readonly string[]): readonly string[] {
  const tables = namesOf(handle, 'table')
  const missing = statements.findIndex((statement) => !tables.includes(tableOf(statement)))
  const now = missing < 0 ? statements : statements.slice(0, missing)
  handle.exec('begin')
  handle.exec(`insert into pen values (1, 1, 'id000002', 'device-1', 'test.raw')`)
  for (const statement of now) handle.exec(statement)
  handle.exec('delete from pen; commit')
  return statements.slice(now.length)
}

test('the list names every step, numbered without a gap', () => {
  const files = globSync('db/migrations/0*.ts').map((file) => basename(file, '.ts'))
  expect(Object.keys(migrations)).toEqual(files.toSorted((a, b) => a.localeCompare(b)))
  expect(Object.keys(migrations).map((name) => Number(name.slice(0, 4)))).toEqual(
    files.map((_name, index) => index + 1),
  )
})

test('each step is taken from the one before with rows in every table, and keeps them', async () => {
  const { handle, db } = emptyDatabase()
  let waiting = [...foundation, ...rows]
  for (const count of Object.keys(migrations).keys()) {
    // What is to be read again for the search is no record: a step may add to it.
    const tables = namesOf(handle, 'table').filter(
      (name) => !name.startsWith('kysely_') && name !== 'searchStale',
    )
    const before = contentOf(handle, tables).rows
    await migrateToLatest(db, steps(count + 1))
    installCapture(handle)
    // A step may add columns; what was there stays.
    expect(contentOf(handle, tables).rows).toMatchObject(before)
    waiting = [...fill(handle, waiting)]
  }
  expect(waiting).toEqual([])
  // What is counted is filled when a transaction is settled through the door.
  const unfilled = namesOf(handle, 'table').filter(
    (table) => handle.prepare(`select count(*) from "${table}"`).pluck().get() === 0,
  )
  expect(unfilled.filter((table) => !(table in uncaptured))).toEqual([])
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(handle.pragma('foreign_key_check')).toEqual([])
})

test('a table that a step makes anew keeps its rows and all that hangs on it', async () => {
  const { handle, db } = emptyDatabase()
  const before17 = Object.keys(migrations).filter((name) => name < '0017')
  await migrateToLatest(db, steps(before17.length))
  installCapture(handle)
  fill(handle, [...foundation, ...rows])
  const hanging = () =>
    handle
      .prepare(
        `select type, name from sqlite_schema
         where tbl_name = 'problem' and type in ('index', 'trigger') order by name`,
      )
      .all()
  const kept = () => contentOf(handle, ['problem', 'problemPerson', 'problemEvent']).rows
  const [names, content] = [hanging(), kept()]
  await migrateToLatest(db)
  installCapture(handle)
  expect(kept()).toMatchObject(content)
  expect(hanging()).toEqual(expect.arrayContaining(names))
  expect(handle.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(handle.pragma('foreign_key_check')).toEqual([])
  const named = handle.pragma(`foreign_key_list('problemPerson')`)
  expect(named).toMatchObject([{ table: 'problem', on_delete: 'CASCADE' }])
})

test('a step that leaves a row without its parent is taken back, and foreign keys act again', async () => {
  const { handle, db } = emptyDatabase()
  await migrateToLatest(db)
  installCapture(handle)
  fill(handle, [...foundation, ...rows])
  const before = contentOf(handle)
  const upgrade = {
    ...migrations,
    '9999-orphans': {
      up: async (later: Kysely<unknown>) => {
        await sql`drop table problem`.execute(later)
        await sql`create table problem (id text primary key) strict`.execute(later)
      },
    },
  }
  await expect(migrateToLatest(db, upgrade)).rejects.toThrow(/names none of problem/)
  expect(contentOf(handle)).toEqual(before)
  expect(handle.pragma('foreign_keys', { simple: true })).toBe(1)
})

test('stepping through gives the same schema as one leap', async () => {
  const [slow, quick] = [emptyDatabase(), emptyDatabase()]
  for (const count of Object.keys(migrations).keys()) {
    await migrateToLatest(slow.db, steps(count + 1))
    installCapture(slow.handle)
  }
  await migrateToLatest(quick.db)
  installCapture(quick.handle)
  expect(contentOf(slow.handle).schema).toEqual(contentOf(quick.handle).schema)
})

test('a column that a later step adds is captured from then on', async () => {
  const { handle, db } = emptyDatabase()
  await migrateToLatest(db)
  installCapture(handle)
  fill(handle, foundation)
  const more = {
    ...migrations,
    '9999-nickname': {
      up: async (later: Kysely<unknown>) => {
        await sql`alter table member add column nickname text`.execute(later)
      },
    },
  }
  await migrateToLatest(db, more)
  installCapture(handle)
  fill(handle, [`update member set nickname = '老林' where id = 'id000002'`])
  const last = handle.prepare('select content from change order by n desc limit 1').pluck().get()
  expect(JSON.parse(String(last))).toEqual({ nickname: [null, '老林'] })
})

test('a step that fails takes back all that this upgrade did', async () => {
  const { handle, db } = emptyDatabase()
  await migrateToLatest(db)
  installCapture(handle)
  fill(handle, [...foundation, ...rows])
  const before = contentOf(handle)
  const upgrade = {
    ...migrations,
    '9998-good': {
      up: async (later: Kysely<unknown>) => {
        await sql`create table good (id text primary key) strict`.execute(later)
        await sql`drop index problemByDate`.execute(later)
      },
    },
    '9999-bad': {
      up: async (later: Kysely<unknown>) => {
        await sql`create table bad (id text primary key) strict`.execute(later)
        await sql`drop trigger visitIsKept`.execute(later)
        throw new Error('the step fails halfway')
      },
    },
  }
  await expect(migrateToLatest(db, upgrade)).rejects.toThrow('the step fails halfway')
  expect(contentOf(handle)).toEqual(before)
  expect(handle.inTransaction).toBe(false)
  await migrateToLatest(db)
  expect(contentOf(handle)).toEqual(before)
})

test('a file of a newer version is refused, and not a byte of it is changed', async () => {
  const { folder, service } = await testCase()
  await service.close()
  const handle = await openRaw(folder)
  handle
    .prepare('insert into kysely_migration (name, timestamp) values (?, ?)')
    .run('9999-from-the-future', '2030-01-01T00:00:00.000Z')
  const before = contentOf(handle)
  await expect(openCaseFile(handle, [])).rejects.toMatchObject({
    code: 'refused',
    reasons: [{ code: 'case.newer-schema' }],
  })
  expect(contentOf(handle)).toEqual(before)
})

test('opening a file of this version changes nothing in it, and leaves every setting as it was', async () => {
  const { folder, service } = await testCase()
  await service.close()
  const handle = await openRaw(folder)
  const settings = () =>
    ['foreign_keys', 'recursive_triggers', 'query_only', 'trusted_schema', 'journal_mode'].map(
      (name) => [name, handle.pragma(name, { simple: true })],
    )
  const [before, set] = [contentOf(handle), settings()]
  const file = await openCaseFile(handle, [])
  expect(contentOf(handle)).toEqual(before)
  await file.read(async (reader) => reader.selectFrom('unit').select('id').execute())
  await expect(file.read(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(settings()).toEqual(set)
  expect(set).toEqual([
    ['foreign_keys', 1],
    ['recursive_triggers', 1],
    ['query_only', 0],
    ['trusted_schema', 0],
    ['journal_mode', 'wal'],
  ])
})
