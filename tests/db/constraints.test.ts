import type Database from 'better-sqlite3-multiple-ciphers'
import { describe, expect, test } from 'vitest'

import { informantChecks } from '#tests/fixtures/informant-moves.ts'
import { capabilityMoves } from '#tests/fixtures/moves/index.ts'
import { filledCase } from '#tests/fixtures/raw.ts'
import { columnsOf, ownTables, withoutTriggers } from '#tests/fixtures/schema.ts'

/** One statement for every check of the migrations, which its text names. */
const broken: readonly (readonly [check: string, statement: string])[] = [
  ['length(hash) = 64', changeset(`'short'`, 1)],
  ['changes > 0', changeset(`'${'0'.repeat(64)}'`, 0)],
  ['length(signature) = 88', changeset(`'${'0'.repeat(64)}'`, 1, 'short')],
  ['length(publicKey) = 60', `insert into signingKey values ('sk9', 'm2', 'A', '2014', null)`],
  ['toAt >= fromAt', `update signingKey set toAt = '2014-01-01'`],
  [
    `kind in (
        'opened', 'openedBySheet', 'wrongTries', 'memberAdded', 'memberRemoved', 'memberRenewed',
        'passphraseChanged', 'keyFileSet', 'keyFileDropped', 'sheetKept', 'sheetSplit')`,
    `update access set kind = 'closed'`,
  ],
  ['times >= 1', `update access set times = 0`],
  [`part in ('looks', 'problems')`, `insert into stale (unitId, part) values ('u1', 'all')`],
  ['n >= 0', `update rowCount set n = -1`],
  ['only = 1', `insert into pen values (2, 3, 'm2', 'device-1', 'x')`],
  [
    `operation in ('insert', 'update', 'delete')`,
    `insert into change values (99, 2, 'unit', 'u1', 'merge', '{}')`,
  ],
  [`id = 'case'`, `update caseFile set id = 'other'`],
  ['length(title) between 1 and 100', `update caseFile set title = ''`],
  [`rootKind in ('province', 'corps', 'ministry')`, `update caseFile set rootKind = 'county'`],
  ['length(groupName) between 1 and 100', `update caseFile set groupName = ''`],
  ['practice in (0, 1)', `update caseFile set practice = 2`],
  ['length(name) between 1 and 50', `update member set name = '' where id = 'm2'`],
  [
    `role in ('leader', 'deputy', 'member', 'liaison')`,
    `update member set role = 'guest' where id = 'm2'`,
  ],
  ['toOn >= fromOn', `update member set toOn = '2014-03-19' where id = 'm2'`],
  ['toOn >= fromOn', `update round set toOn = '2014-03-31'`],
  ['length(reason) > 0', `insert into parameter values ('p9', 'P-10.small', 9, 'm2', '2014', '')`],
  ['length(name) between 1 and 100', `update unit set name = '' where id = 'u3'`],
  [
    'validTo is null or validFrom is null or validTo >= validFrom',
    `update unit set validTo = '2013-12-31' where id = 'u1'`,
  ],
  ['length(name) between 1 and 60', `update problemType set name = '' where id = 'T21'`],
  ['length(brief) between 1 and 12', `update problemType set brief = '' where id = 'T21'`],
  [`wind in ('F1', 'F2', 'F3', 'F4')`, `update problemType set wind = 'F5' where id = 'T21'`],
  [`scheme in ('task', 'wind', 'own')`, `update problemType set scheme = 'x' where id = 'T21'`],
  ['no > 0', `update round set no = 0`],
  ['endedOn >= startedOn', `update visit set endedOn = '2014-04-07' where id = 'v1'`],
  [
    `notice in ('announced', 'short', 'unannounced')`,
    `update visit set notice = 'secret' where id = 'v1'`,
  ],
  [
    `selection in ('drawn', 'chosen', 'invited', 'continued')`,
    `update visit set selection = 'any' where id = 'v1'`,
  ],
  [`state in ('open', 'closed')`, `update visit set state = 'lost' where id = 'v1'`],
  [
    `nature in ('papers', 'meeting', 'procedure', 'effect', 'masses')`,
    `update exposure set nature = 'talk' where id = 'e1'`,
  ],
  [
    `result in ('found', 'notFound', 'couldNotLook')`,
    `update exposure set result = 'maybe' where id = 'e2'`,
  ],
  ['looked >= 0', `update exposure set looked = -1, foundCount = null where id = 'e1'`],
  [
    'foundCount >= 0 and foundCount <= looked',
    `update exposure set foundCount = 13 where id = 'e1'`,
  ],
  [`wind in ('F1', 'F2', 'F3', 'F4')`, `update problem set wind = 'F5' where id = 'q2'`],
  ['length(what) > 0', `update problem set what = '' where id = 'q2'`],
  [
    `severity in ('ordinary', 'serious', 'outstanding')`,
    `update problem set severity = 'mild' where id = 'q2'`,
  ],
  [
    `source in ('masses', 'fieldwork', 'material', 'otherBody', 'unitItself')`,
    `update problem set source = 'rumour' where id = 'q2'`,
  ],
  [
    `state in ('lead', 'found', 'reminded', 'fedBack', 'rectifying', 'awaitingCheck', 'sentBack', 'struckOff', 'reopened', 'longTerm', 'handedOver', 'merged', 'notSubstantiated')`,
    `update problem set state = 'lost' where id = 'q2'`,
  ],
  [
    'confirmedBy is null or confirmedBy <> enteredBy',
    `update problem set confirmedBy = enteredBy, confirmedOn = '2014-04-12' where id = 'q1'`,
  ],
  [
    '(confirmedBy is null) = (confirmedOn is null)',
    `update problem set confirmedOn = '2014-04-12' where id = 'q1'`,
  ],
  [
    `state in ('lead', 'notSubstantiated', 'handedOver', 'merged') or confirmedOn is not null`,
    `update problem set state = 'found' where id = 'q1'`,
  ],
  ['length(name) > 0', `update problemPerson set name = ''`],
  [`part in ('direct', 'leading', 'collective')`, `update problemPerson set part = 'none'`],
  [`kind in ('unit', 'visit', 'problem')`, `update importBatch set kind = 'person'`],
  [`kind in ('unit', 'problemType')`, `update ledgerName set kind = 'person'`],
  ...informantChecks,
  ...capabilityMoves.checks,
]

function changeset(hash: string, changes: number, signature = 'A'.repeat(88)): string {
  return `insert into changeset
    values (9, ${hash}, '', 'm2', 'd', 'x', '2014', 1, ${changes}, '${signature}')`
}

/** The texts inside `check ( … )` of every table. */
function checksOf(handle: Database.Database): readonly string[] {
  const definitions = ownTables(handle).map((table) =>
    String(handle.prepare('select sql from sqlite_schema where name = ?').pluck().get(table)),
  )
  return definitions.flatMap((sql) =>
    [...sql.matchAll(/\bcheck \(/g)].map((match) => {
      const from = match.index + match[0].length
      let to = from
      for (let depth = 1; depth > 0; to += 1) {
        if (sql[to] === '(') depth += 1
        if (sql[to] === ')') depth -= 1
      }
      return sql.slice(from, to - 1)
    }),
  )
}

test('every check refuses what it is there to refuse', async () => {
  const handle = await filledCase()
  const outcome = withoutTriggers(handle)
  for (const [check, statement] of broken) {
    expect([statement, outcome(statement)]).toEqual([
      statement,
      `SQLITE_CONSTRAINT_CHECK CHECK constraint failed: ${check}`,
    ])
  }
  const named = broken.map(([check]) => check)
  expect(checksOf(handle).toSorted()).toEqual(named.toSorted())
})

describe('every table', () => {
  test('is STRICT, so that no column takes another type than its own', async () => {
    const handle = await filledCase()
    const outcome = withoutTriggers(handle)
    const lax = handle
      .prepare(
        `select name from pragma_table_list
         where type = 'table' and strict = 0 and name not like 'sqlite_%' order by name`,
      )
      .pluck()
      .all()
    expect(lax).toEqual(['kysely_migration', 'kysely_migration_lock'])
    const columns = columnsOf(handle, 'true')
    for (const { table, name, type } of columns) {
      const own = columns.filter((column) => column.table === table)
      const values = own.map((column) =>
        column.name !== name ? '1' : type === 'TEXT' ? `x'00'` : `'two'`,
      )
      const result = outcome(`insert into "${table}" values (${values.join(', ')})`)
      const refused = /^SQLITE_(CONSTRAINT_DATATYPE|CONSTRAINT_ROWID|MISMATCH)/
      expect([table, name, result]).toEqual([table, name, expect.stringMatching(refused)])
    }
  })

  test('refuses an empty value where one is required', async () => {
    const handle = await filledCase()
    const outcome = withoutTriggers(handle)
    const required = columnsOf(handle, `"notnull" = 1 or (pk > 0 and type = 'TEXT')`)
    expect(required.length).toBeGreaterThan(90)
    for (const { table, name } of required) {
      const filled = handle.prepare(`select count(*) from "${table}"`).pluck().get()
      if (filled === 0) continue
      expect([table, name, outcome(`update "${table}" set "${name}" = null`)]).toEqual([
        table,
        name,
        `SQLITE_CONSTRAINT_NOTNULL NOT NULL constraint failed: ${table}.${name}`,
      ])
    }
  })

  test('refuses a second row of the same key', async () => {
    const handle = await filledCase()
    const outcome = withoutTriggers(handle)
    const unique = ownTables(handle).flatMap((table) =>
      handle
        .prepare<[], { name: string; columns: string; whole: number }>(
          `select list.name, group_concat(info.name) as columns, list.partial = 0 as whole
           from pragma_index_list('${table}') as list, pragma_index_info(list.name) as info
           where list."unique" = 1 group by list.name`,
        )
        .all()
        .map((index) => ({ table, ...index })),
    )
    expect(unique.length).toBeGreaterThan(20)
    for (const { table, columns } of unique) {
      const keys = columns.split(',')
      const names = handle
        .prepare<[], string>(`select name from pragma_table_info('${table}')`)
        .pluck()
        .all()
      const values = names.map((name) =>
        name === 'id' && !keys.includes(name) ? `'twin'` : `"${name}"`,
      )
      if (handle.prepare(`select count(*) from "${table}"`).pluck().get() === 0) continue
      const twin = `insert into "${table}" select ${values.join(', ')} from "${table}"`
      expect([table, columns, outcome(twin)]).toEqual([
        table,
        columns,
        expect.stringMatching(/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/),
      ])
    }
  })
})
