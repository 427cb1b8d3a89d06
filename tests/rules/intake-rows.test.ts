import { describe, expect, test } from 'vitest'

import { isErrorCell, readCode } from '#db/intake/rules/cells.ts'
import type { DateChoices } from '#db/intake/rules/cell-reader.ts'
import { isWhole, readProblemRow, readUnitRow, readVisitRow } from '#db/intake/rules/rows.ts'
import { notices, results, selections, unitLevels } from '#db/kernel/codes.ts'

const choices: DateChoices = {
  date1904: false,
  defaultYear: 2014,
  defaultDate: null,
  firstDays: false,
  today: '2014-06-11',
}

const problem = {
  unit: '平岫县',
  foundOn: '3月5日',
  problemType: 'T02',
  what: '窗口午间无人值守',
  happened: '午间',
  place: '政务大厅',
  effect: '群众白跑',
  person: '张 三、李四',
}

const visit = {
  unit: '平岫县',
  startedOn: '2014-03-05',
  problemType: 'T02',
  result: '未发现',
}

function codesOf(faults: readonly { readonly field: string; readonly code: string }[]) {
  return faults.map(({ field, code }) => `${field} ${code}`)
}

describe('a row of problems', () => {
  test('is read whole', () => {
    const { row, faults } = readProblemRow(problem, choices)
    expect(faults).toEqual([])
    expect(row).toMatchObject({
      unit: '平岫县',
      foundOn: '2014-03-05',
      persons: ['张三', '李四'],
      severity: 'ordinary',
      source: 'otherBody',
      wind: null,
    })
    expect(isWhole(row)).toBe(true)
    expect(isWhole({ ...row, place: '' })).toBe(false)
    expect(isWhole({ ...row, persons: [] })).toBe(false)
  })

  test('says of each required cell that it is empty', () => {
    expect(codesOf(readProblemRow({}, choices).faults)).toEqual([
      'unit intake.cell-empty',
      'foundOn intake.cell-empty',
      'what intake.cell-empty',
    ])
  })

  test('takes the day for all rows where it has none, but not where its own is wrong', () => {
    const given = { ...choices, defaultDate: '2014-05-01' }
    expect(readProblemRow({ ...problem, foundOn: '' }, given).row.foundOn).toBe('2014-05-01')
    expect(codesOf(readProblemRow({ ...problem, foundOn: '不详' }, given).faults)).toEqual([
      'foundOn intake.not-a-date',
    ])
  })

  test('is not of a day to come', () => {
    expect(readProblemRow({ ...problem, foundOn: '2014-06-12' }, choices).faults).toMatchObject([
      { field: 'foundOn', code: 'intake.in-the-future', about: ['2014-06-12'] },
    ])
  })

  test('holds no error of a formula and no longer text than the forms take', () => {
    const faults = readProblemRow(
      { ...problem, what: '#REF!', place: '大'.repeat(201), person: '甲'.repeat(51) },
      choices,
    ).faults
    expect(faults).toMatchObject([
      { field: 'person', code: 'intake.text-too-long', about: ['50', '51'] },
      { field: 'what', code: 'intake.error-cell', about: ['#REF!'] },
      { field: 'place', code: 'intake.text-too-long', about: ['200', '201'] },
    ])
  })

  test('names the words that a closed list takes', () => {
    const [fault] = readProblemRow({ ...problem, severity: '要命' }, choices).faults
    expect(fault).toMatchObject({ code: 'intake.word-unknown', about: ['一般、较重、突出'] })
  })

  test('puts the unit under its place', () => {
    const row = readProblemRow({ ...problem, above: '平岫县', unit: '民政局' }, choices).row
    expect(row.unit).toBe('平岫县民政局')
  })
})

describe('a row of visits', () => {
  test('is read with the words of ledgers', () => {
    const { row, faults } = readVisitRow(
      { ...visit, notice: '四不两直', selection: '随机', method: '暗访', round: '第2轮' },
      choices,
    )
    expect(codesOf(faults)).toEqual(['notice intake.word-unknown'])
    expect(row).toMatchObject({ selection: 'drawn', method: 'M08', round: 2, result: 'notFound' })
  })

  test('ends on the last day of a span, otherwise on its first day', () => {
    expect(readVisitRow({ ...visit, startedOn: '3月5日至3月9日' }, choices).row).toMatchObject({
      startedOn: '2014-03-05',
      endedOn: '2014-03-09',
    })
    expect(readVisitRow(visit, choices).row.endedOn).toBe('2014-03-05')
  })

  test('does not end before it starts, and has a result', () => {
    const row = { ...visit, endedOn: '2014-03-04', result: '' }
    expect(codesOf(readVisitRow(row, choices).faults)).toEqual([
      'endedOn intake.ends-before-start',
      'result intake.cell-empty',
    ])
  })

  test('has a round by its number', () => {
    expect(readVisitRow({ ...visit, round: '第二轮' }, choices).row.round).toBe(2)
    expect(codesOf(readVisitRow({ ...visit, round: '末轮' }, choices).faults)).toEqual([
      'round intake.not-a-number',
    ])
  })
})

describe('a row of units', () => {
  test('takes level and kind from the name where none is stated', () => {
    expect(readUnitRow({ name: '平 岫 县', prefecture: '栖云市' }, choices).row).toMatchObject({
      name: '平岫县',
      level: '30',
      kind: 'K01',
      parent: '栖云市',
      code: null,
    })
  })

  test('may repeat its own name as its prefecture, but not as the unit above it', () => {
    const own = readUnitRow({ name: '栖云市', prefecture: '栖云市' }, choices)
    expect([own.row.parent, own.faults]).toEqual(['', []])
    const circle = readUnitRow({ name: '栖云市', parent: '栖云市' }, choices)
    expect(codesOf(circle.faults)).toEqual(['parent intake.parent-is-itself'])
  })
})

test.each([
  [results, '未发现', 'notFound'],
  [results, '否', 'notFound'],
  [results, '发现', 'found'],
  [results, 'Found', 'found'],
  [notices, '暗访', 'unannounced'],
  [selections, 'drawn', 'drawn'],
  [unitLevels, '县', '30'],
  [unitLevels, '县（市、区、旗）', '30'],
  [unitLevels, '３０', '30'],
  [results, '也许', undefined],
  [results, '', undefined],
] as const)('%#: a word is its code', (list, word, code) => {
  expect(readCode(list, word)).toBe(code)
})

test('errors of formulas are told from words that begin with the same sign', () => {
  expect(['#REF!', '#N/A', '#DIV/0!', '#CALC!'].every(isErrorCell)).toBe(true)
  expect(['#1窗口', '#', 'REF!'].some(isErrorCell)).toBe(false)
})
