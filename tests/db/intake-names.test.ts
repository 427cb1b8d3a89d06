import { expect, test } from 'vitest'

import { intakeContract } from '#db/intake/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'
import { choose, creating, csv, stage } from '#tests/fixtures/ledger.ts'

const HEAD = ['单位', '发现日期', '问题类型', '问题描述']

async function withCounty(): Promise<{ file: TestCase; unitId: string }> {
  const file = await testCase()
  const county = { name: '平岫县', level: '30', kind: 'K01', parentId: null } as const
  return { file, unitId: (await file.ask(unitContract.add, county)).id }
}

test('columns and names are remembered for the next ledger, and can be chosen otherwise', async () => {
  const { file, unitId } = await withCounty()
  const head = ['哪里', '哪天', '什么', '看法']
  const rows = [['岫县', '2014-03-05', '窗口无人', '怪事']]
  const staged = await stage(file, csv([head, ...rows]))
  const mapping = { unit: 0, foundOn: 1, what: 2, problemType: 3 }
  await file.ask(intakeContract.commit, {
    ...choose(staged, 'problem', { mapping }),
    units: { 岫县: { action: 'use', id: unitId } },
    types: { 怪事: { action: 'use', id: 'T18' } },
  })
  const next = await stage(file, csv([head, ...rows, ['岫县', '2014-03-06', '又一件', '怪事']]))
  expect(next.sheets[0]?.guess.find(({ kind }) => kind === 'problem')).toMatchObject({
    remembered: true,
    mapping,
  })
  const choices = choose(next, 'problem')
  const plan = await file.ask(intakeContract.plan, choices)
  expect(plan).toMatchObject({ toAdd: 1, already: 1, faulty: 0, unknownUnitCount: 0 })
  expect(plan.unknownUnits).toMatchObject([{ name: '岫县', rows: 2, remembered: unitId }])
  expect(plan.unknownTypes).toMatchObject([{ name: '怪事', remembered: 'T18' }])
  const skipping = { ...choices, units: { 岫县: { action: 'skip' } as const } }
  expect(await file.ask(intakeContract.plan, skipping)).toMatchObject({ skipped: 2, toAdd: 0 })
})

test('units and types are made where the person chose so, once', async () => {
  const { file, unitId } = await withCounty()
  const long = '长'.repeat(60)
  const rows = [
    ['平岫县民政局', '2014-03-05', '作风漂浮', '一'],
    ['平岫县民政局', '2014-03-05', '', '二'],
    ['栖云市', '2014-03-05', long, '三'],
  ]
  const staged = await stage(file, csv([HEAD, ...rows]))
  const choices = choose(staged, 'problem')
  const all = creating(choices, await file.ask(intakeContract.plan, choices))
  expect(await file.ask(intakeContract.commit, all)).toMatchObject({
    added: 3,
    unitsMade: 2,
    typesMade: 3,
  })
  const [bureau] = await file.ask(unitContract.search, { text: '民政局' })
  expect(await file.ask(unitContract.one, { id: bureau?.id ?? '' })).toMatchObject({
    parentId: unitId,
    level: '31',
  })
  const types = await file.ask(problemContract.types, {})
  expect(types.filter(({ scheme }) => scheme === 'own').map(({ name }) => name)).toEqual([
    '作风漂浮',
    '未分类',
    long,
  ])

  const next = await stage(file, csv([HEAD, ['平岫县民政局', '2014-03-06', '', '四']]))
  expect(await file.ask(intakeContract.commit, choose(next, 'problem'))).toMatchObject({
    added: 1,
    unitsMade: 0,
    typesMade: 0,
  })
})

test('a unit that was made and renamed is still what the ledger calls it', async () => {
  const { file } = await withCounty()
  const bytes = csv([HEAD, ['新局', '2014-03-05', 'T02', '一']])
  const choices = choose(await stage(file, bytes), 'problem', {
    units: { 新局: { action: 'create' } },
  })
  await file.ask(intakeContract.commit, choices)
  const [made] = await file.ask(unitContract.search, { text: '新局' })
  await file.ask(unitContract.rename, { id: made?.id ?? '', name: '平岫县新局' })
  const again = choose(await stage(file, bytes), 'problem')
  expect(await file.ask(intakeContract.commit, again)).toMatchObject({ added: 0, already: 1 })
})
