import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { describe, expect, test } from 'vitest'

import { intakeContract, type StagedLedger } from '#db/intake/contract.ts'
import { readLedger } from '#db/intake/reader/read-ledger.ts'
import { readDate } from '#db/intake/rules/dates.ts'
import { problemContract } from '#db/problem/contract.ts'
import { testCase } from '#tests/fixtures/case.ts'
import { choose, creating, faultsOf, stage } from '#tests/fixtures/ledger.ts'

/** Real files of other people's offices; they are no part of the project and may be missing. */
const DATA = resolve(import.meta.dirname, '../../../shared/data')
const SAMPLES = resolve(DATA, 'import_samples')
const LEDGER = resolve(DATA, 'ledger/problem_ledger_condensed.csv')
const isThere = existsSync(SAMPLES) && existsSync(LEDGER)

function sample(name: string): Buffer {
  return readFileSync(resolve(SAMPLES, name))
}

async function staged(name: string): Promise<StagedLedger> {
  return stage(await testCase({ today: '2026-06-01' }), sample(name), name)
}

describe.skipIf(!isThere)('files of import_samples', () => {
  test('each is read or refused with its reason', async () => {
    const told: Record<string, string> = {}
    for (const name of readdirSync(SAMPLES)) {
      told[name] = await readLedger(sample(name), name).then(
        ({ format, encoding, warnings }) =>
          [format, encoding, ...warnings.map(({ code }) => code)].filter(Boolean).join(' '),
        (error: unknown) => String(error),
      )
    }
    expect(told).toEqual({
      '1.csv': 'csv gb18030',
      '1.xls': 'xls',
      'A0101a.xls': 'xls',
      'INDEX.csv': 'csv utf-8',
      'SalseData_head30.csv': 'Failure: refused: intake.destroyed-text',
      'age_data.xls': 'xls',
      'date_and_amount_expressions.csv': 'csv utf-8',
      'demo_统计表.xls': 'xls',
      'jiao_module.xls': 'xls intake.formula-cells',
      'opinions_gb18030.csv': 'csv gb18030',
      '热点问题表 .xls': 'xlsx intake.other-extension',
      '连接词词典.csv': 'csv gb18030',
    })
  })

  test('a head of three rows with merged cells is the same from XLS and from CSV', async () => {
    const [fromXls] = (await staged('A0101a.xls')).sheets
    const [fromCsv] = (await staged('1.csv')).sheets
    expect(fromCsv?.headers).toEqual(fromXls?.headers)
    expect(fromXls?.headers.slice(0, 6)).toEqual([
      '地区',
      '户数/合计',
      '户数/家庭户',
      '户数/集体户',
      '人口数/合计',
      '人口数/合计/男',
    ])
    expect(fromXls?.preview[1]?.slice(0, 2)).toEqual(['北    京', '7355291'])
    expect([fromCsv?.rowCount, fromXls?.rowCount]).toEqual([32, 32])
  })

  test('names spread out in their cells are units of one word', async () => {
    const file = await testCase()
    const choices = choose(await stage(file, sample('A0101a.xls'), 'A0101a.xls'), 'unit')
    await file.ask(intakeContract.commit, choices)
    const plan = await file.ask(intakeContract.plan, choices)
    expect([plan.toAdd, plan.already]).toEqual([0, 32])
  })

  test('a head merged over four rows is no record', async () => {
    const [sheet] = (await staged('1.xls')).sheets
    expect(sheet).toMatchObject({
      headerRows: 4,
      headers: ['地区', '合计', '男', '女', '性别比'],
    })
    expect(sheet?.preview[0]?.[0]).toBe('全    国')
  })

  test('years across, and notes below', async () => {
    const [sheet] = (await staged('age_data.xls')).sheets
    expect(sheet?.headers.slice(0, 2)).toEqual(['指标', '2018年'])
    expect(sheet?.rowCount).toBe(7)
  })

  test('printed forms are shown with all their sheets, and no column is presumed', async () => {
    const { sheets } = await staged('jiao_module.xls')
    expect(sheets.map(({ name }) => name)).toEqual([
      '检验单',
      '路侧绿化 (2)',
      '中间交工证书',
      '评定表',
    ])
    for (const { guess } of sheets) {
      const problem = guess.find(({ kind }) => kind === 'problem')
      expect([problem?.mapping['what'], problem?.mapping['foundOn']]).toEqual([null, null])
    }
  })

  test('letters in GB18030 with line breaks in their cells enter whole', async () => {
    const file = await testCase({ today: '2026-06-01' })
    const choices = choose(await stage(file, sample('opinions_gb18030.csv'), 'a.csv'), 'problem', {
      mapping: { unit: 1, foundOn: 2, what: 3, measure: 4 },
      types: { '': { action: 'create' } },
    })
    const plan = await file.ask(intakeContract.plan, choices)
    expect(faultsOf(plan).filter((fault) => !fault.endsWith('unit-unknown'))).toEqual([])
    const done = await file.ask(intakeContract.commit, creating(choices, plan))
    expect(done).toMatchObject({ added: 120, typesMade: 1 })
    expect(await file.ask(intakeContract.commit, choices)).toMatchObject({ added: 0, already: 120 })
  })

  test('a workbook under a false extension, with spans of days', async () => {
    const [sheet] = (await staged('热点问题表 .xls')).sheets
    const guess = sheet?.guess.find(({ kind }) => kind === 'problem')
    expect(guess?.mapping).toMatchObject({ what: 5, happened: 3 })
    expect(readDate(sheet?.preview[0]?.[3] ?? '', { date1904: false })).toEqual({
      range: ['2019-11-02', '2020-01-26'],
    })
  })

  test('real ways to write a day give the day that a person read', async () => {
    const ledger = await readLedger(sample('date_and_amount_expressions.csv'), 'a.csv')
    const whole = new Set(['Y年M月D日', 'Y.M.D', 'Y-M-D', 'Y/M/D'])
    const rows = ledger.sheets[0]?.rows.filter(([group, pattern]) => {
      return group === 'date' && whole.has(pattern ?? '')
    })
    expect(rows?.length).toBeGreaterThan(80)
    for (const [, , raw = '', normalised] of rows ?? []) {
      expect([raw, readDate(raw, { date1904: false })]).toEqual([raw, { date: normalised }])
    }
  })
})

test.skipIf(!isThere)('a published ledger of problems enters once', async () => {
  const file = await testCase({ today: '2026-06-01' })
  const ledger = await stage(file, readFileSync(LEDGER), 'problem_ledger_condensed.csv')
  const best = ledger.sheets[0]?.guess.toSorted((a, b) => b.score - a.score)[0]
  expect(best?.kind).toBe('problem')
  const choices = choose(ledger, 'problem', { defaultDate: '2014-01-01' })
  const asked = await file.ask(intakeContract.plan, choices)
  const named = creating(choices, asked)
  const plan = await file.ask(intakeContract.plan, named)
  expect(new Set(plan.faults.map(({ code }) => code))).toEqual(new Set(['intake.day-missing']))
  await expect(file.ask(intakeContract.commit, named)).rejects.toMatchObject({
    reasons: [{ code: 'intake.not-ready' }],
  })
  const all = { ...named, firstDays: true }
  expect(await file.ask(intakeContract.commit, all)).toMatchObject({ added: 161, asLeads: 161 })
  expect(await file.ask(intakeContract.commit, all)).toMatchObject({ added: 0, already: 161 })
  const { total } = await file.ask(problemContract.list, { filter: {} })
  expect(total).toBe(161)
})
