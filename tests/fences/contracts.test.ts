import { expect, test } from 'vitest'

import { callNames } from '#db/service.ts'
import { allEntries, isOfObjects, looseParts } from '#tests/fixtures/contracts.ts'
import { exampleInputs } from '#tests/fixtures/examples.ts'
import { practiceForAll } from '#tests/fixtures/practice.ts'

const practice = practiceForAll()

test('every entry is named after its place', async () => {
  const entries = await allEntries()
  expect(entries.length).toBeGreaterThan(50)
  expect(entries.map(({ entry }) => entry.name)).toEqual(entries.map(({ path }) => path))
})

test('every entry of the case file is served, and nothing else is', async () => {
  const entries = (await allEntries()).filter(({ path }) => !path.startsWith('shell.'))
  expect(callNames).toEqual(new Set(entries.map(({ path }) => path)))
})

test('what is asked is one object, and no part of input or answer takes more than it names', async () => {
  for (const { path, entry } of await allEntries()) {
    expect([path, entry.input.def.type]).toEqual([path, 'object'])
    expect(looseParts(entry.input, `${path} input`)).toEqual([])
    expect(looseParts(entry.output, `${path} output`)).toEqual([])
  }
  const ofTheCase = (await allEntries()).filter(({ path }) => !path.startsWith('shell.'))
  expect(ofTheCase.filter(({ entry }) => !isOfObjects(entry.output))).toEqual([])
})

test('every query has an example', async () => {
  const queries = (await allEntries())
    .filter(({ path, entry }) => entry.kind === 'query' && callNames.has(path))
    .map(({ path }) => path)
  const examples = Object.keys(await exampleInputs(practice()))
  expect(new Set(examples)).toEqual(new Set(queries))
})

test('every query answers its examples on the practice case as its own schema says', async () => {
  const file = practice()
  const lists: [string, boolean][] = []
  const entries = new Map((await allEntries()).map(({ path, entry }) => [path, entry]))
  for (const [name, inputs] of Object.entries(await exampleInputs(file))) {
    for (const input of inputs) {
      const reply = await file.service.call(name, input)
      expect([name, input, reply]).toEqual([name, input, expect.objectContaining({ ok: true })])
      const answer = reply.ok ? reply.data : undefined
      expect([name, entries.get(name)?.output.safeParse(answer).success]).toEqual([name, true])
      if (Array.isArray(answer)) lists.push([name, answer.length > 0])
    }
  }
  const empty = lists.filter(([, filled]) => !filled).map(([name]) => name)
  expect(new Set(empty)).toEqual(
    new Set([
      'draft.list',
      'holiday.list',
      'attachment.list',
      'informant.of',
      'intake.batches',
      'justification.list',
      'view.list',
      'opinion.alike',
      'responsibility.ofProblem',
    ]),
  )
})

test('an input that names more than the entry knows is refused, whatever the entry', async () => {
  const file = practice()
  for (const [name, [input]] of Object.entries(await exampleInputs(file))) {
    const reply = await file.service.call(name, { ...Object(input), more: 1 })
    expect([name, reply]).toEqual([
      name,
      { ok: false, code: 'invalid', reasons: [{ code: 'call.malformed', about: [''] }] },
    ])
  }
})
