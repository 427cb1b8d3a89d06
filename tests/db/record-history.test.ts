import { beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'

import { casefileContract } from '#db/casefile/contract.ts'
import { journalContract } from '#db/journal/contract.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { roundContract } from '#db/round/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'

let file: TestCase

beforeEach(async () => {
  file = await testCase({ practice: true, today: '2014-07-01' })
  await file.ask(practiceContract.load, {})
})

function historyOf(
  table: 'unit' | 'problem' | 'visit' | 'round' | 'member',
  id: string,
  page: { readonly offset?: number; readonly limit?: number } = {},
) {
  return file.ask(journalContract.ofRecord, { table, id, ...page })
}

describe('the history of a unit', () => {
  test('tells each change, the newest first, with who, when, where and from what to what', async () => {
    const [root] = await file.ask(unitContract.children, { parentId: null })
    const parentId = root?.id ?? ''
    const given = { name: '新县', level: '30', kind: 'K01', parentId } as const
    const { id } = await file.ask(unitContract.add, given)
    await file.ask(unitContract.rename, { id, name: '改名县' })
    await file.ask(unitContract.classify, { id, level: '30', kind: 'K02' })
    const { total, rows } = await historyOf('unit', id)
    expect(total).toBe(3)
    expect(rows.map(({ seq, command }) => [seq, command])).toEqual([
      [5, 'unit.classify'],
      [4, 'unit.rename'],
      [3, 'unit.add'],
    ])
    expect(rows[0]).toMatchObject({ member: '林若川', deviceId: 'device-1' })
    expect(rows[1]?.changes).toMatchObject([
      {
        table: 'unit',
        operation: 'update',
        fields: [{ field: 'name', from: { value: '新县' }, to: { value: '改名县' } }],
      },
    ])
    const made = rows[2]?.changes[0]
    expect(made?.operation).toBe('insert')
    expect(made?.fields).toContainEqual({
      field: 'parentId',
      from: { value: null, name: null },
      to: { value: parentId, name: root?.name },
    })
    expect(made?.fields.map(({ field }) => field)).not.toContain('pinyin')
  })

  test('finds where it came from in the middle of thousands that came with it', async () => {
    const [root] = await file.ask(unitContract.children, { parentId: null })
    const [child] = await file.ask(unitContract.children, { parentId: root?.id ?? '' })
    const { rows } = await historyOf('unit', child?.id ?? '')
    expect(rows).toMatchObject([{ seq: 2, command: 'practice.load' }])
    expect(rows[0]?.changes).toHaveLength(1)
  })
})

test('a visit’s history holds its looks and members, also those that were taken away', async () => {
  const [unit] = await file.ask(unitContract.children, { parentId: null })
  const [member] = await file.ask(casefileContract.members, {})
  const visit = {
    unitId: unit?.id ?? '',
    roundId: null,
    startedOn: '2014-06-20',
    endedOn: '2014-06-20',
    method: 'M09',
    notice: 'short',
    selection: 'chosen',
    note: '',
    members: [member?.id ?? ''],
  } satisfies Partial<z.input<typeof visitContract.save.input>>
  const look = {
    problemType: 'T02',
    method: 'M09',
    nature: 'effect',
    result: 'notFound',
    looked: 3,
    foundCount: 0,
    note: '',
  } satisfies z.input<typeof visitContract.save.input>['items'][number]
  const { id } = await file.ask(visitContract.save, { ...visit, items: [look] })
  const { rows: before } = await historyOf('visit', id)
  expect(before).toHaveLength(1)
  expect(
    before[0]?.changes.map(({ table, operation }) => `${table} ${operation}`).toSorted(),
  ).toEqual(['exposure insert', 'visit insert', 'visitMember insert'])
  await file.ask(visitContract.save, { id, ...visit, note: '补记', items: [] })
  const { rows } = await historyOf('visit', id)
  expect(rows).toHaveLength(2)
  expect(
    rows[0]?.changes.map(({ table, operation }) => `${table} ${operation}`).toSorted(),
  ).toEqual(['exposure delete', 'visit update'])
  const removed = rows[0]?.changes.find(({ table }) => table === 'exposure')
  expect(removed?.fields).toContainEqual({
    field: 'result',
    from: { value: 'notFound', name: null },
    to: { value: null, name: null },
  })
})

test('a long history comes page by page, and nothing of another record comes with it', async () => {
  const [root] = await file.ask(unitContract.children, { parentId: null })
  const id = root?.id ?? ''
  for (let at = 1; at <= 45; at += 1) await file.ask(unitContract.rename, { id, name: `名${at}` })
  const first = await historyOf('unit', id)
  expect([first.total, first.rows.length]).toEqual([46, 20])
  const last = await historyOf('unit', id, { offset: 40, limit: 20 })
  expect(last.rows).toHaveLength(6)
  const all = [...first.rows, ...(await historyOf('unit', id, { offset: 20 })).rows, ...last.rows]
  expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).toSorted((a, b) => b - a))
  expect(all.every(({ changes }) => changes.length === 1)).toBe(true)
})

test('a problem’s history names its unit, and the people who were taken off it', async () => {
  const [problem] = (await file.ask(problemContract.list, { filter: {} })).rows
  const { rows } = await historyOf('problem', problem?.id ?? '')
  const made = rows.at(-1)?.changes.find(({ table }) => table === 'problem')
  expect(made?.fields.find(({ field }) => field === 'unitId')?.to.name).toBe(problem?.unitName)
  expect(made?.fields.map(({ field }) => field)).not.toContain('id')
})

test('one changeset is read in its order, part by part', async () => {
  const { total, rows } = await file.ask(journalContract.inChangeset, {
    seq: 2,
    offset: 10,
    limit: 5,
  })
  expect(total).toBeGreaterThan(5000)
  expect(rows.map(({ n }) => n)).toEqual(rows.map((_row, at) => (rows[0]?.n ?? 0) + at))
  expect(rows).toHaveLength(5)
  const none = await file.ask(journalContract.inChangeset, { seq: 99 })
  expect(none).toEqual({ total: 0, rows: [] })
})

test('a round’s history has its people, its plan and its steps, and what was taken off', async () => {
  const own = await testCase({ today: '2014-06-01' })
  const unit = { name: '石梁县', level: '30', kind: 'K01', parentId: null } as const
  const { id: unitId } = await own.ask(unitContract.add, unit)
  const plan = { unitId, reason: 'gap', notice: 'short', halfDays: 2, team: '', note: '' } as const
  const round = {
    no: 1,
    purpose: '看窗口',
    fromOn: '2014-06-03',
    toOn: '2014-06-06',
    leadMemberId: 'id000002',
    members: [{ memberId: 'id000002', team: '一' }],
    plan: [{ ...plan, plannedOn: null }],
  }
  const { id } = await own.ask(roundContract.save, round)
  await own.ask(roundContract.save, { ...round, id, plan: [] })
  const { rows } = await own.ask(journalContract.ofRecord, { table: 'round', id })
  expect(
    rows.map(({ changes }) => changes.map(({ table, operation }) => [table, operation])),
  ).toEqual([
    expect.arrayContaining([['roundPlan', 'delete']]),
    expect.arrayContaining([
      ['round', 'insert'],
      ['roundMember', 'insert'],
      ['roundPlan', 'insert'],
      ['roundStep', 'insert'],
    ]),
  ])
})
