import Database from 'better-sqlite3-multiple-ciphers'
import { expect, test } from 'vitest'

import { openCaseFile } from '#db/engine/case-file.ts'
import { settleExaminations } from '#db/prevalence/settle.ts'
import { createCaseService } from '#db/service.ts'
import { asker, testCase, type TestCase, testHost } from '#tests/fixtures/case.ts'
import { exampleInputs } from '#tests/fixtures/examples.ts'
import { openRaw } from '#tests/fixtures/raw.ts'
import { practiceContract } from '#db/practice/contract.ts'

/** Tables that grow with the fieldwork: a page must not walk through one of them row by row. */
const BIG: ReadonlySet<string> = new Set(['visit', 'exposure', 'problem', 'examination', 'change'])

/** Walks that are meant, each with its reason. */
const meant: Readonly<Record<string, string>> = {
  'problem.list: problem':
    'few states, weights and sources: an index of them costs each import more',
  'rectification.durations: problem': 'each confirmed problem has its days',
  'problem.list by unitName: problem': 'the names of all units are compared',
  'visit.list by unitName: visit': 'the names of all units are compared',
  'opinion.coverage: visit': 'units that were visited are counted once each',
  'prevalence.byType: examination': 'units are counted over all looks of the period',
  'prevalence.byType: exposure': 'the warnings judge all looks, those at papers included',
  'prevalence.byType: problem': 'problems of all types are counted beside the looks',
  'prevalence.matrix: examination': 'every unit that was looked at has a row',
}

type Step = { readonly detail: string }

/**
 * The practice case behind a handle that remembers every statement which is prepared on it. What
 * the examples need to know is asked through another door, so that no statement is ready before.
 */
async function overheard(): Promise<{
  readonly file: TestCase
  readonly said: Set<string>
  readonly handle: Database.Database
}> {
  const { folder, service, ask } = await testCase({ practice: true, today: '2014-07-01' })
  await ask(practiceContract.load, {})
  await service.close()
  const handle = await openRaw(folder)
  const said = new Set<string>()
  const prepare = handle.prepare.bind(handle)
  Object.defineProperty(handle, 'prepare', {
    value: (statement: string) => {
      said.add(statement)
      return prepare(statement)
    },
  })
  const door = async () => {
    const file = await openCaseFile(handle, [settleExaminations])
    return createCaseService(file, 'id000002', testHost('2014-07-01'))
  }
  return { file: { folder, service: await door(), ask: asker(await door()) }, said, handle }
}

/** The big tables that a statement walks through to its end, as SQLite plans it. */
function walksOf(handle: Database.Database, statement: string): readonly string[] {
  const tables = new Map(
    [...statement.matchAll(/\b(?:from|join)\s+"?(\w+)"?\s+as\s+"?(\w+)"?/gi)].map(
      ([, table = '', alias = '']) => [alias, table],
    ),
  )
  const parameters = Array.from({ length: statement.split('?').length - 1 }, () => null)
  const plan = handle
    .prepare<unknown[], Step>(`explain query plan ${statement}`)
    .all(...parameters)
    .map(({ detail }) => detail)
  // Rows that stand in the order of the list already are taken one page at a time.
  const paged = /\blimit \?/.test(statement) && !plan.some((step) => step.includes('TEMP B-TREE'))
  // An index that holds only what waits is walked through whole: that is what it is there for.
  const partial = new Set(
    handle
      .prepare<[], { name: string }>(
        `select name from sqlite_schema where type = 'index' and sql like '% where %'`,
      )
      .all()
      .map(({ name }) => name),
  )
  return plan
    .filter((step) => step.startsWith('SCAN') && !paged && !partial.has(indexOf(step)))
    .flatMap((step) => /^SCAN (\w+)/.exec(step)?.[1] ?? [])
    .map((name) => tables.get(name) ?? name)
    .filter((table) => BIG.has(table))
}

function indexOf(step: string): string {
  return /USING (?:COVERING )?INDEX (\w+)/.exec(step)?.[1] ?? ''
}

function sortOf(input: unknown): string {
  const sort: unknown = typeof input === 'object' && input && 'sort' in input ? input.sort : ''
  return sort === '' ? '' : ` by ${String(sort)}`
}

test('no query walks through a big table, but for those that are meant', async () => {
  const { file, said, handle } = await overheard()
  const walks = new Set<string>()
  let statements = 0
  for (const [name, inputs] of Object.entries(await exampleInputs(file))) {
    for (const input of inputs) {
      said.clear()
      expect(await file.service.call(name, input)).toMatchObject({ ok: true })
      const asked = [...said].filter((each) => /^\s*(select|with)\b/i.test(each))
      for (const statement of asked) {
        for (const table of walksOf(handle, statement)) {
          walks.add(`${name}${sortOf(input)}: ${table}`)
        }
      }
      statements += asked.length
    }
  }
  expect(statements).toBeGreaterThan(60)
  expect([...walks].toSorted()).toEqual(Object.keys(meant).toSorted())
})
