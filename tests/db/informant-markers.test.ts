import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import type Database from 'better-sqlite3-multiple-ciphers'
import { expect, test } from 'vitest'

import { informantContract } from '#db/informant/contract.ts'
import type { Contract } from '#db/kernel/contract.ts'
import { journalContract } from '#db/journal/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import {
  identity,
  markers,
  opening,
  plainPages,
  problemIn,
  roleCase,
  sealed,
} from '#tests/fixtures/informant.ts'

/** Every way in which a marker could be written down. */
const spellings = markers.flatMap((marker) => [
  Buffer.from(marker),
  Buffer.from(marker, 'utf16le'),
  Buffer.from(Buffer.from(marker).toString('base64').replaceAll('=', '').slice(0, -1)),
  Buffer.from(Buffer.from(marker).toString('hex')),
  Buffer.from(JSON.stringify(marker).slice(1, -1)),
])

function found(bytes: Buffer): readonly string[] {
  return spellings.filter((each) => bytes.includes(each)).map((each) => each.toString())
}

function everyCell(handle: Database.Database): Buffer {
  const tables = handle
    .prepare<[], { name: string }>(`select name from sqlite_schema where type = 'table'`)
    .all()
  const rows = tables.flatMap(({ name }) => handle.prepare(`select * from "${name}"`).raw().all())
  return Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'))
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

test('the search for markers finds one that is there', () => {
  expect(found(Buffer.from(`……${identity.phone}……`))).not.toEqual([])
  expect(found(Buffer.from(Buffer.from(identity.other).toString('base64')))).not.toEqual([])
})

test('who spoke stands in no cell, no free page, no change and no file of the case', async () => {
  const made = await roleCase()
  const problemId = await problemIn(made)
  const { id } = await sealed(made, { problemId })
  await sealed(made)
  expect(await opening(made.ask, id)).toMatchObject({ identity })
  const { handle, folder, service } = made.opened
  expect(found(everyCell(handle))).toEqual([])
  await service.close()
  expect(found(await plainPages(made))).toEqual([])
  const files = filesUnder(folder)
  expect(files.some((path) => path.endsWith('.log'))).toBe(true)
  expect(files.flatMap((path) => found(readFileSync(path)))).toEqual([])
})

test('no question of any capability answers with who spoke', async () => {
  const made = await roleCase()
  const problemId = await problemIn(made)
  await sealed(made, { problemId })
  const ask = async (contract: Contract, name: string, input: unknown) => {
    const entry = contract[name]
    if (!entry) throw new Error(`no ${name}`)
    const reply = await made.opened.service.call(entry.name, input)
    expect([entry.name, reply.ok]).toEqual([entry.name, true])
    return JSON.stringify(reply)
  }
  const { rows } = await made.ask(journalContract.list, {})
  const histories = await Promise.all([
    ...rows.map(({ seq }) => ask(journalContract, 'inChangeset', { seq })),
    ask(journalContract, 'ofRecord', { table: 'problem', id: problemId }),
  ])
  expect(rows.map(({ command }) => command)).toContain('informant.write')
  const answers = [
    await ask(informantContract, 'role', {}),
    await ask(informantContract, 'list', {}),
    await ask(informantContract, 'of', { spoken: { problemId } }),
    await ask(informantContract, 'openings', {}),
    await ask(informantContract, 'envelopes', {}),
    await ask(journalContract, 'list', {}),
    ...histories,
    await ask(problemContract, 'list', { filter: {} }),
    await ask(problemContract, 'one', { id: problemId }),
    await ask(visitContract, 'list', { filter: {} }),
    await ask(unitContract, 'search', { text: '石' }),
  ]
  expect(answers.flatMap((answer) => found(Buffer.from(answer)))).toEqual([])
  for (const text of [identity.name, identity.phone, 'MARKER-OTHER']) {
    expect((await made.ask(problemContract.list, { filter: { text } })).rows).toEqual([])
    expect((await made.ask(visitContract.list, { filter: { text } })).rows).toEqual([])
    expect(await made.ask(unitContract.search, { text })).toEqual([])
  }
})

test('an opening leaves no trace of what it showed', async () => {
  const made = await roleCase()
  const { id } = await sealed(made)
  const told: unknown[] = []
  made.opened.service.onChange((tables) => told.push(tables))
  made.opened.service.onProgress((progress) => told.push(progress))
  await opening(made.ask, id)
  expect(found(Buffer.from(JSON.stringify(told)))).toEqual([])
  const change = made.opened.handle
    .prepare(
      'select group_concat(content) from change where changeset = (select max(seq) from changeset)',
    )
    .pluck()
    .get()
  expect(String(change)).toContain('"purpose":"read"')
  expect(found(Buffer.from(String(change)))).toEqual([])
})

test('sealed texts tell nothing by their length', async () => {
  const made = await roleCase()
  const long = { ...identity, other: '长'.repeat(100) }
  await made.ask(informantContract.write, { identity, spoken: null })
  await made.ask(informantContract.write, { identity: long, spoken: null })
  const lengths = made.opened.handle.prepare('select length(sealed) from informant').pluck().all()
  expect(new Set(lengths).size).toBe(1)
})
