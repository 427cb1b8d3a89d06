import { expect, test } from 'vitest'

import type { LedgerKind } from '#db/intake/contract.ts'
import { guessColumns } from '#db/intake/rules/columns.ts'
import { ledgerFields } from '#db/intake/rules/fields.ts'

/** The fields that found a column, with its head. */
function guess(kind: LedgerKind, headers: readonly string[]): Record<string, string | undefined> {
  const { mapping } = guessColumns(headers, ledgerFields[kind])
  return Object.fromEntries(
    Object.entries(mapping).flatMap(([field, column]) =>
      column === null ? [] : [[field, headers[column]]],
    ),
  )
}

function likeliestKind(headers: readonly string[]): LedgerKind | undefined {
  const kinds = ['unit', 'visit', 'problem'] as const
  const score = (kind: LedgerKind) => guessColumns(headers, ledgerFields[kind]).score
  return kinds.toSorted((a, b) => score(b) - score(a))[0]
}

test('a ledger of problems', () => {
  expect(
    guess('problem', [
      '序号',
      '被督导单位',
      '发现时间',
      '问题类别',
      '存在的问题',
      '整改措施',
      '整改时限',
      '责任人',
    ]),
  ).toEqual({
    unit: '被督导单位',
    foundOn: '发现时间',
    problemType: '问题类别',
    what: '存在的问题',
    measure: '整改措施',
    person: '责任人',
  })
})

test('a ledger of visits', () => {
  expect(
    guess('visit', ['单位', '走访日期', '查看事项', '结果', '方式', '是否通知', '选点方式']),
  ).toEqual({
    unit: '单位',
    startedOn: '走访日期',
    problemType: '查看事项',
    result: '结果',
    method: '方式',
    notice: '是否通知',
    selection: '选点方式',
  })
})

test('a list of units', () => {
  expect(guess('unit', ['区划代码', '单位名称', '行政级别', '上级单位', '市州'])).toEqual({
    name: '单位名称',
    level: '行政级别',
    parent: '上级单位',
    prefecture: '市州',
    code: '区划代码',
  })
})

test('deadlines, fillers and units of measure are not what their heads resemble', () => {
  expect(guess('problem', ['填报单位', '整改时限', '填报日期', '计量单位', '整改责任人'])).toEqual(
    {},
  )
})

test('brackets, stars and numbers in a head say nothing', () => {
  expect(guess('problem', ['*单位（全称）', '2、发现日期(年/月/日)', '问题描述：'])).toEqual({
    unit: '*单位（全称）',
    foundOn: '2、发现日期(年/月/日)',
    what: '问题描述：',
  })
})

test('the lower part of a merged head names the column', () => {
  expect(guess('problem', ['单位', '发现/日期', '发现/问题描述'])).toEqual({
    unit: '单位',
    foundOn: '发现/日期',
    what: '发现/问题描述',
  })
})

test('a column of places stands for the unit only where nothing else does', () => {
  expect(guess('problem', ['县（市、区）', '日期', '问题'])).toMatchObject({ unit: '县（市、区）' })
  expect(guess('problem', ['县（市、区）', '单位', '日期', '问题'])).toMatchObject({
    unit: '单位',
    above: '县（市、区）',
  })
})

test('each column is taken once', () => {
  const { mapping } = guessColumns(['日期', '问题'], ledgerFields.problem)
  const taken = Object.values(mapping).filter((column) => column !== null)
  expect(new Set(taken).size).toBe(taken.length)
})

test('what kind a ledger is follows from all of its columns', () => {
  expect(likeliestKind(['unit', 'date', 'topic_ours', 'problem_condensed', 'measure'])).toBe(
    'problem',
  )
  expect(likeliestKind(['单位', '日期', '看什么', '结果', '方式'])).toBe('visit')
  expect(likeliestKind(['单位名称', '层级', '单位类别', '上级单位'])).toBe('unit')
})
