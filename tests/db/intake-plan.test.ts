import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { intakeContract } from '#db/intake/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'
import { choose, csv, faultsOf, stage } from '#tests/fixtures/ledger.ts'

const HEAD = ['单位', '发现日期', '问题类型', '问题描述', '责任人', '程度']

/** 栖云市 with 平岫县 and 柳渡县, each with its 民政局. */
async function tree(file: TestCase): Promise<Readonly<Record<string, string>>> {
  const ids: Record<string, string> = {}
  async function add(name: string, level: '10' | '20' | '30' | '31', above: string | null) {
    const key = above === null ? name : `${above}${name}`
    const parentId = above === null ? null : (ids[above] ?? null)
    const { id } = await file.ask(unitContract.add, { name, level, kind: 'K01', parentId })
    ids[name === '民政局' ? key : name] = id
  }
  await add('云岭省', '10', null)
  await add('栖云市', '20', '云岭省')
  for (const county of ['平岫县', '柳渡县']) {
    await add(county, '30', '栖云市')
    await add('民政局', '31', county)
  }
  return ids
}

test('the dry run tells every fault by sheet, row, column and value, and writes nothing', async () => {
  const file = await testCase()
  await tree(file)
  const before = await file.ask(casefileContract.summary, {})
  const staged = await stage(
    file,
    csv([
      ['问题台账'],
      HEAD,
      ['平岫县', '2014年3月5日', 'T02', '窗口无人', '张三', '一般'],
      ['平岫县', '2014.13.5', 'T02', '', '张三', '要命'],
      ['', '', '', '', '', ''],
      ['乌有县', '3月5日', '没有的类型', '窗口无人', '', ''],
    ]),
  )
  const plan = await file.ask(intakeContract.plan, choose(staged, 'problem'))
  expect(plan).toMatchObject({
    rows: 4,
    toAdd: 1,
    already: 0,
    skipped: 1,
    faulty: 2,
    faultCount: 6,
    asLeads: 1,
    ready: false,
  })
  expect(faultsOf(plan)).toEqual([
    '4 foundOn intake.date-impossible',
    '4 what intake.cell-empty',
    '4 severity intake.word-unknown',
    '6 foundOn intake.year-missing',
    '6 unit intake.unit-unknown',
    '6 problemType intake.type-unknown',
  ])
  expect(plan.faults[0]).toEqual({
    sheet: '台账',
    row: 4,
    column: '发现日期',
    field: 'foundOn',
    value: '2014.13.5',
    code: 'intake.date-impossible',
    about: [],
  })
  expect(plan.faultCodes).toContainEqual({ code: 'intake.date-impossible', count: 1 })
  expect(await file.ask(intakeContract.faults, choose(staged, 'problem'))).toEqual(plan.faults)
  expect(await file.ask(casefileContract.summary, {})).toEqual(before)
})

test('more faults of one code are counted than are shown, and the report holds them all', async () => {
  const file = await testCase()
  await tree(file)
  const rows = Array.from({ length: 1500 }, (_each, at) => [
    '平岫县',
    '不详',
    'T02',
    `${at}`,
    '',
    '',
  ])
  const staged = await stage(
    file,
    csv([HEAD, ...rows, ['平岫县', '2014-03-05', 'T02', '', '', '']]),
  )
  const choices = choose(staged, 'problem')
  const plan = await file.ask(intakeContract.plan, choices)
  expect(plan.faultCodes).toEqual([
    { code: 'intake.not-a-date', count: 1500 },
    { code: 'intake.cell-empty', count: 1 },
  ])
  expect(plan.faults).toHaveLength(201)
  expect(plan.faults.at(-1)).toMatchObject({ row: 1502, code: 'intake.cell-empty' })
  expect(await file.ask(intakeContract.faults, choices)).toHaveLength(1501)
})

test('a required field without a column is a fault of every row', async () => {
  const file = await testCase()
  const staged = await stage(
    file,
    csv([
      ['甲', '乙'],
      ['1', '2'],
      ['3', '4'],
    ]),
  )
  const plan = await file.ask(
    intakeContract.plan,
    choose(staged, 'problem', { mapping: { what: 1 } }),
  )
  expect(faultsOf(plan)).toEqual([
    '2 unit intake.cell-empty',
    '2 foundOn intake.cell-empty',
    '2 problemType intake.type-missing',
    '3 unit intake.cell-empty',
    '3 foundOn intake.cell-empty',
    '3 problemType intake.type-missing',
  ])
  expect(plan.faults[0]?.column).toBe('')
})

test('a unit is known by its name, by the names above it, and by its code', async () => {
  const file = await testCase()
  await tree(file)
  await file.ask(unitContract.add, {
    name: '东砚区',
    level: '30',
    kind: 'K01',
    parentId: null,
    code: '530111',
  })
  const names = [
    '平岫县',
    '平 岫 县',
    '栖云市平岫县',
    '云岭省栖云市平岫县',
    '平岫县民政局',
    '530111',
  ]
  const staged = await stage(
    file,
    csv([HEAD, ...names.map((name) => [name, '2014-03-05', 'T02', name, '', ''])]),
  )
  const plan = await file.ask(intakeContract.plan, choose(staged, 'problem'))
  expect([faultsOf(plan), plan.toAdd]).toEqual([[], names.length])
})

test('a name that stands for two units is asked about, with both to choose from', async () => {
  const file = await testCase()
  const ids = await tree(file)
  const staged = await stage(file, csv([HEAD, ['民政局', '2014-03-05', 'T02', '窗口无人', '', '']]))
  const choices = choose(staged, 'problem')
  const plan = await file.ask(intakeContract.plan, choices)
  expect(plan.unknownUnits).toMatchObject([
    { name: '民政局', rows: 1, firstRow: 2, remembered: null },
  ])
  expect(new Set(plan.unknownUnits[0]?.suggestions.map(({ path }) => path))).toEqual(
    new Set(['平岫县', '柳渡县']),
  )
  const id = ids['柳渡县民政局'] ?? ''
  const chosen = { ...choices, units: { 民政局: { action: 'use', id } as const } }
  expect(await file.ask(intakeContract.plan, chosen)).toMatchObject({ ready: true, toAdd: 1 })
})

test('the place of a unit tells which of two is meant', async () => {
  const file = await testCase()
  await tree(file)
  const staged = await stage(
    file,
    csv([
      ['县', ...HEAD],
      ['柳渡县', '民政局', '2014-03-05', 'T02', '窗口无人', '', ''],
    ]),
  )
  const choices = choose(staged, 'problem')
  expect(await file.ask(intakeContract.plan, choices)).toMatchObject({ faulty: 1 })
  const mapping = { ...choices.mapping, above: 0 }
  expect(await file.ask(intakeContract.plan, { ...choices, mapping })).toMatchObject({ toAdd: 1 })
})

test('unknown names come with those of most rows first and the closest known ones', async () => {
  const file = await testCase()
  await tree(file)
  const row = (unit: string, type: string) => [unit, '2014-03-05', type, '窗口无人', '', '']
  const staged = await stage(
    file,
    csv([HEAD, row('乌有乡', '文山会海'), row('平秀县', '门难近'), row('平秀县', '门难近')]),
  )
  const plan = await file.ask(intakeContract.plan, choose(staged, 'problem'))
  expect(plan.unknownUnits.map(({ name, rows, firstRow }) => [name, rows, firstRow])).toEqual([
    ['平秀县', 2, 3],
    ['乌有乡', 1, 2],
  ])
  expect(plan.unknownUnits[0]?.suggestions[0]).toMatchObject({ name: '平岫县', path: '栖云市' })
  expect(plan.unknownTypes).toMatchObject([
    { name: '门难近', suggestions: [{ id: 'T02', name: '门难进、脸难看、事难办' }] },
  ])
  expect([plan.unknownUnitCount, plan.unknownTypeCount]).toEqual([2, 1])
})

test('rows of a name that is left out are left out, whatever else is wrong with them', async () => {
  const file = await testCase()
  await tree(file)
  const staged = await stage(
    file,
    csv([HEAD, ['合计', '', '', '', '', ''], ['平岫县', '2014-03-05', 'T02', '窗口无人', '', '']]),
  )
  const plan = await file.ask(
    intakeContract.plan,
    choose(staged, 'problem', { units: { 合计: { action: 'skip' } } }),
  )
  expect(plan).toMatchObject({ skipped: 1, toAdd: 1, faulty: 0, ready: true })
})

test('names that mean something to the machine are names like others', async () => {
  const file = await testCase()
  const staged = await stage(
    file,
    csv([
      HEAD,
      ...['constructor', 'toString', '__proto__'].map((name) => [
        name,
        '2014-03-05',
        'T02',
        'x',
        '',
        '',
      ]),
    ]),
  )
  const plan = await file.ask(intakeContract.plan, choose(staged, 'problem'))
  expect(plan.unknownUnits.map(({ name }) => name)).toEqual([
    'constructor',
    'toString',
    '__proto__',
  ])
})

test('the head can be pointed out, and the columns are guessed anew', async () => {
  const file = await testCase()
  await tree(file)
  const staged = await stage(
    file,
    csv([
      ['单位', '日期', '内容'],
      ['甲', '乙', '丙'],
      ['单位', '发现日期', '问题描述'],
      ['平岫县', '2014-03-05', '窗口无人'],
    ]),
  )
  const head = { row: 3, rows: 1 }
  const { stageId } = staged
  const sheet = await file.ask(intakeContract.sheet, { stageId, sheet: 0, head })
  expect(sheet).toMatchObject({
    head,
    headers: ['单位', '发现日期', '问题描述'],
    firstDataRow: 4,
    rowCount: 1,
  })
  const mapping = sheet.guess.find(({ kind }) => kind === 'problem')?.mapping ?? {}
  const plan = await file.ask(intakeContract.plan, {
    ...choose(staged, 'problem', { mapping, head }),
    types: { '': { action: 'use', id: 'T02' } },
  })
  expect([plan.rows, plan.toAdd, faultsOf(plan)]).toEqual([1, 1, []])
})

test('what is chosen must be there', async () => {
  const file = await testCase()
  await tree(file)
  const staged = await stage(file, csv([HEAD, ['平岫县', '2014-03-05', 'T02', 'x', '', '']]))
  const gone = { ...choose(staged, 'problem'), stageId: 'gone' }
  await expect(file.ask(intakeContract.plan, gone)).rejects.toMatchObject({
    code: 'not-found',
    reasons: [{ code: 'intake.stage-gone' }],
  })
  const stranger = { ...choose(staged, 'problem'), confirmedBy: 'nobody' }
  await expect(file.ask(intakeContract.plan, stranger)).rejects.toMatchObject({
    reasons: [{ code: 'intake.confirmer-unknown' }],
  })
})

test('the last two ledgers wait, an older one must be chosen again', async () => {
  const file = await testCase()
  const rows = csv([HEAD, ['平岫县', '2014-03-05', 'T02', 'x', '', '']])
  const first = await stage(file, rows)
  await stage(file, rows)
  await file.ask(intakeContract.plan, choose(first, 'problem'))
  await stage(file, rows)
  await expect(file.ask(intakeContract.plan, choose(first, 'problem'))).rejects.toMatchObject({
    reasons: [{ code: 'intake.stage-gone' }],
  })
})
