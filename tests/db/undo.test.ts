import { expect, test } from 'vitest'

import { journalContract } from '#db/journal/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'
import { codeOf } from '#tests/fixtures/keys.ts'

const county = { name: '石梁县', level: '30', kind: 'K01', parentId: null } as const

async function unitAndProblem(file: TestCase) {
  const { id: unitId } = await file.ask(unitContract.add, county)
  const fields = {
    unitId,
    foundOn: '2014-05-29',
    problemType: 'T02',
    what: '窗口无人值守',
    severity: 'ordinary' as const,
    source: 'masses' as const,
    persons: [{ name: '周明', post: '副主任', part: 'direct' as const }],
  }
  const { id } = await file.ask(problemContract.save, fields)
  return { unitId, fields, id }
}

test('the last change is taken back whole, and that is a change too', async () => {
  const file = await testCase()
  const { id, fields } = await unitAndProblem(file)
  await file.ask(problemContract.save, {
    ...fields,
    id,
    what: '别的事',
    happened: '午间',
    persons: [],
  })
  const before = (await file.ask(journalContract.list, {})).total
  expect(await file.ask(journalContract.undo, {})).toMatchObject({ command: 'problem.save' })
  expect(await file.ask(problemContract.one, { id })).toMatchObject({
    what: '窗口无人值守',
    happened: '',
    persons: [{ name: '周明', post: '副主任', part: 'direct' }],
  })
  const { total, rows } = await file.ask(journalContract.list, {})
  expect([total, rows[0]?.command]).toEqual([before + 1, 'journal.undo'])
  expect(await codeOf(() => file.ask(journalContract.undo, {}))).toBe('journal.undone-already')
})

test('what a rule keeps stays, in the words of that rule, and nothing is half taken back', async () => {
  const file = await testCase()
  const { id, unitId } = await unitAndProblem(file)
  expect(await codeOf(() => file.ask(journalContract.undo, {}))).toBe('problem.history-is-frozen')
  expect(await file.ask(problemContract.one, { id })).toMatchObject({ persons: [{ name: '周明' }] })
  expect(await codeOf(() => file.ask(journalContract.undo, {}))).toMatch(/^problem\./)

  const visit = await file.ask(visitContract.save, {
    unitId,
    startedOn: '2014-06-10',
    endedOn: '2014-06-10',
    method: 'M07',
    notice: 'unannounced',
    selection: 'drawn',
    members: ['id000002'],
    items: [{ problemType: 'T02', method: 'M07', nature: 'effect', result: 'notFound' }],
  })
  await file.ask(visitContract.close, { id: visit.id })
  expect(await codeOf(() => file.ask(journalContract.undo, {}))).toBe('journal.undo-by-reopening')
})

test('who joined the group stays', async () => {
  const file = await testCase()
  expect(await codeOf(() => file.ask(journalContract.undo, {}))).toBe('journal.undo-keeps-keys')
})
