import fc from 'fast-check'
import { expect, test } from 'vitest'

import { findHeader, headAt } from '#db/intake/rules/header.ts'

const records = [
  ['1', '平岫县', '2014-03-05', '窗口无人'],
  ['2', '柳渡县', '2014-03-06', '公车私用'],
]

test('a head in the first row', () => {
  const head = findHeader([['序号', '单位', '日期', '问题'], ...records])
  expect(head).toEqual({
    start: 0,
    headerRows: 1,
    headers: ['序号', '单位', '日期', '问题'],
    firstDataRow: 1,
    endDataRow: 3,
  })
})

test('titles, unit lines and signatures above the head are passed over', () => {
  const head = findHeader([
    ['第九巡回督导组问题台账'],
    ['填报单位：督导组', '', '填报日期：2014年6月12日'],
    ['', '', '', '（单位：个）'],
    ['序号', '单位', '日期', '问题'],
    ...records,
  ])
  expect([head.start, head.firstDataRow, head.headers]).toEqual([
    3,
    4,
    ['序号', '单位', '日期', '问题'],
  ])
})

test('merged heads of several rows become one name for each column', () => {
  const head = findHeader([
    ['单位', '发现', '', '整改', ''],
    ['', '日期', '问题', '措施', '时限'],
    ['平岫县', '2014-03-05', '窗口无人', '加人', '2014-04-01'],
    ['柳渡县', '2014-03-06', '公车私用', '退赔', '2014-04-01'],
  ])
  expect(head.headers).toEqual(['单位', '发现/日期', '发现/问题', '整改/措施', '整改/时限'])
  expect([head.headerRows, head.firstDataRow]).toEqual([2, 2])
})

test('cells merged over two rows repeat the head and are no record', () => {
  const row = ['单位', '合计', '男', '女']
  const head = findHeader([row, row, ['平岫县', '12', '7', '5'], ['柳渡县', '9', '4', '5']])
  expect([head.headerRows, head.headers, head.firstDataRow]).toEqual([2, row, 2])
})

test('a row that numbers the columns belongs to the head', () => {
  const head = findHeader([
    ['单位', '发现数', '查看数', '比例'],
    ['甲', '1', '2', '3'],
    ['平岫县', '12', '40', '30%'],
    ['柳渡县', '9', '40', '23%'],
  ])
  expect([head.headers, head.firstDataRow]).toEqual([['单位', '发现数', '查看数', '比例'], 2])
})

test('notes and signatures under the table are no records', () => {
  const head = findHeader([
    ['序号', '单位', '日期', '问题'],
    ...records,
    [''],
    ['注：本表只列已坐实的。'],
    ['填表人：林若川', '', '审核人：沈秋实'],
  ])
  expect([head.firstDataRow, head.endDataRow]).toEqual([1, 3])
})

test('vertical text and spread words of a head are one word', () => {
  const head = findHeader([['单\n位', '日　　期', '问\n题\n描\n述', '备注'], ...records])
  expect(head.headers).toEqual(['单位', '日期', '问题描述', '备注'])
})

test('years may name columns, as statistical tables have them', () => {
  const head = findHeader([
    ['指标', '2018年', '2017年', '2016年'],
    ['年末总人口', '139538', '139008', '138271'],
    ['城镇人口', '86433', '84343', '81924'],
  ])
  expect(head.headers).toEqual(['指标', '2018年', '2017年', '2016年'])
})

test('a head that a person points out is taken as it is', () => {
  const rows = [['说明'], ['单位', '日期'], ['平岫县', '2014-03-05'], ['柳渡县', '2014-03-06']]
  expect(headAt(rows, 2, 1)).toMatchObject({ headers: ['平岫县', '2014-03-05'], firstDataRow: 3 })
  expect(headAt(rows, 3, 5)).toMatchObject({ headerRows: 1, firstDataRow: 4, endDataRow: 4 })
})

test('no sheet throws; head and records lie within it and do not overlap', () => {
  const cell = fc.oneof(
    fc.constantFrom('', '单位', '日期', '问题', '1', '2014-03-05', '注：', '合计', '（人）'),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 }), (rows) => {
      const head = findHeader(rows)
      expect(head.start).toBeLessThanOrEqual(head.firstDataRow)
      expect(head.firstDataRow).toBeLessThanOrEqual(head.endDataRow)
      expect(head.endDataRow).toBeLessThanOrEqual(rows.length)
      expect(head.headerRows).toBeLessThanOrEqual(5)
    }),
    { numRuns: 2000 },
  )
})
