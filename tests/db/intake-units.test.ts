import { expect, test } from 'vitest'

import { intakeContract } from '#db/intake/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'
import { choose, csv, faultsOf, stage } from '#tests/fixtures/ledger.ts'

const HEAD = ['单位名称', '上级单位', '市州', '代码', '层级']

async function planned(file: TestCase, rows: readonly (readonly string[])[]) {
  const choices = choose(await stage(file, csv([HEAD, ...rows])), 'unit')
  return { choices, plan: await file.ask(intakeContract.plan, choices) }
}

/** Names from the root down, of every unit that a search for the text finds. */
async function paths(file: TestCase, text: string): Promise<readonly string[]> {
  const found = await file.ask(unitContract.search, { text })
  const units = await Promise.all(found.map(({ id }) => file.ask(unitContract.one, { id })))
  return units
    .map(({ path, name }) => [...path.map((above) => above.name), name].join('/'))
    .toSorted()
}

const LIST = [
  ['民政局', '平岫县', '', '', ''],
  ['平岫县', '栖云市', '', '530111', ''],
  ['民政局', '柳渡县', '', '', ''],
  ['柳渡县', '栖云市', '', '', ''],
  ['栖云市', '云岭省', '', '', ''],
  ['云岭省', '', '', '', ''],
]

test('a tree comes in whole, whatever the order of its rows', async () => {
  const file = await testCase()
  const { choices, plan } = await planned(file, LIST)
  expect([faultsOf(plan), plan.toAdd]).toEqual([[], 6])
  expect(await file.ask(intakeContract.commit, choices)).toMatchObject({ added: 6, already: 0 })
  expect(await paths(file, '民政局')).toEqual([
    '云岭省/栖云市/平岫县/民政局',
    '云岭省/栖云市/柳渡县/民政局',
  ])
  const [county] = await file.ask(unitContract.search, { text: 'pxx' })
  expect(await file.ask(unitContract.one, { id: county?.id ?? '' })).toMatchObject({
    name: '平岫县',
    code: '530111',
    level: '30',
    kind: 'K01',
    prefectureName: '栖云市',
  })
})

test('once more it adds nothing, and new rows find their place in the tree', async () => {
  const file = await testCase()
  const { choices } = await planned(file, LIST)
  await file.ask(intakeContract.commit, choices)
  expect(await file.ask(intakeContract.commit, choices)).toMatchObject({ added: 0, already: 6 })
  const more = await planned(file, [...LIST, ['财政局', '平岫县', '', '', '']])
  expect(await file.ask(intakeContract.commit, more.choices)).toMatchObject({
    added: 1,
    already: 6,
  })
  expect(await paths(file, '财政局')).toEqual(['云岭省/栖云市/平岫县/财政局'])
})

test('a unit that was moved or renamed since is not made again', async () => {
  const file = await testCase()
  const { choices } = await planned(file, LIST)
  await file.ask(intakeContract.commit, choices)
  const units = await file.ask(unitContract.search, { text: '民政局' })
  const [bureau, other] = units
  await file.ask(unitContract.rename, { id: bureau?.id ?? '', name: '民政和社会事务局' })
  await file.ask(unitContract.move, { id: other?.id ?? '', parentId: null })
  expect(await file.ask(intakeContract.plan, choices)).toMatchObject({ toAdd: 0, already: 6 })
})

test('rows without a unit above hang on the root', async () => {
  const file = await testCase()
  await file.ask(unitContract.add, { name: '云岭省', level: '10', kind: 'K01', parentId: null })
  const { choices } = await planned(file, [
    ['栖云市', '', '', '', ''],
    ['云岭省', '', '', '', ''],
  ])
  expect(await file.ask(intakeContract.commit, choices)).toMatchObject({ added: 1, already: 1 })
  expect(await paths(file, '栖云市')).toEqual(['云岭省/栖云市'])
})

test('the prefecture tells units of one name apart', async () => {
  const file = await testCase()
  const { choices, plan } = await planned(file, [
    ['栖云市', '', '栖云市', '', ''],
    ['乌岫州', '', '乌岫州', '', ''],
    ['城关镇', '', '栖云市', '', ''],
    ['城关镇', '', '乌岫州', '', ''],
    ['财政所', '城关镇', '乌岫州', '', ''],
  ])
  expect(faultsOf(plan)).toEqual([])
  await file.ask(intakeContract.commit, choices)
  expect(await paths(file, '财政所')).toEqual(['乌岫州/城关镇/财政所'])
})

test('a unit above that nobody knows is asked about like any other name', async () => {
  const file = await testCase()
  const rows = [['民政局', '龙坪县', '', '', '']]
  const { choices, plan } = await planned(file, rows)
  expect(faultsOf(plan)).toEqual(['2 parent intake.unit-unknown'])
  expect(plan.unknownUnits).toMatchObject([{ name: '龙坪县', rows: 1, firstRow: 2 }])
  const create = { ...choices, units: { 龙坪县: { action: 'create' } as const } }
  expect(await file.ask(intakeContract.commit, create)).toMatchObject({ added: 1, unitsMade: 1 })
  expect(await paths(file, '民政局')).toEqual(['龙坪县/民政局'])
  const skip = { ...choices, units: { 乌有县: { action: 'skip' } as const } }
  expect(await file.ask(intakeContract.plan, skip)).toMatchObject({ already: 1 })
})

test('circles, namesakes and doubtful parents are faults with their rows', async () => {
  const file = await testCase()
  await file.ask(unitContract.add, { name: '东砚区', level: '30', kind: 'K01', parentId: null })
  const second = await file.ask(unitContract.add, {
    name: '栖云市',
    level: '20',
    kind: 'K01',
    parentId: null,
  })
  await file.ask(unitContract.add, {
    name: '东砚区',
    level: '30',
    kind: 'K01',
    parentId: second.id,
  })
  const { plan } = await planned(file, [
    ['甲县', '乙县', '', '', ''],
    ['乙县', '甲县', '', '', ''],
    ['丙局', '甲县', '', '', ''],
    ['丁县', '丁县', '', '', ''],
    ['东砚区', '', '', '', ''],
    ['戊局', '东砚区', '', '', ''],
    ['己局', '庚局', '', '', ''],
    ['庚局', '无此县', '', '', ''],
  ])
  expect(faultsOf(plan)).toEqual([
    '2 parent intake.parent-is-itself',
    '3 parent intake.parent-is-itself',
    '4 parent intake.parent-is-itself',
    '5 parent intake.parent-is-itself',
    '6 name intake.unit-ambiguous',
    '7 parent intake.parent-ambiguous',
    '8 parent intake.parent-faulty',
    '9 parent intake.unit-unknown',
  ])
  expect(plan.faults.find(({ code }) => code === 'intake.parent-faulty')?.about).toEqual([
    '庚局',
    '9',
  ])
})

test('a code stands for one unit', async () => {
  const file = await testCase()
  await file.ask(unitContract.add, {
    name: '官渡区',
    level: '30',
    kind: 'K01',
    parentId: null,
    code: '530111',
  })
  const { plan } = await planned(file, [
    ['甲县', '', '', '530111', ''],
    ['乙县', '', '', '530112', ''],
    ['丙县', '', '', '530112', ''],
    ['官渡区', '', '', '530111', ''],
  ])
  expect(plan.faults.map(({ row, code, about }) => [row, code, ...about])).toEqual([
    [2, 'intake.code-taken', '530111', '官渡区'],
    [4, 'intake.code-twice', '530112', '3'],
  ])
  expect(plan.already).toBe(1)
})

test('a long chain and a thousand namesakes end in faults, not in a broken program', async () => {
  const file = await testCase()
  const chain = Array.from({ length: 5000 }, (_each, at) => [
    `单位${at + 1}`,
    `单位${at}`,
    '',
    '',
    '',
  ])
  const { plan } = await planned(file, [...chain, ['单位0', '单位5000', '', '', '']])
  expect(plan.toAdd).toBe(0)
  expect(new Set(plan.faults.map(({ code }) => code))).toEqual(new Set(['intake.parent-is-itself']))
  const same = Array.from({ length: 1000 }, (_each, at) => ['城关镇', '城关', String(at), '', ''])
  const names = await planned(file, [...same, ['财政所', '城关镇', '', '', '']])
  expect(faultsOf(names.plan)).toContain('1002 parent intake.parent-ambiguous')
})
