import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type DateRead, readDate } from '#db/intake/rules/dates.ts'

const plain = { date1904: false }
const inYear = { date1904: false, defaultYear: 2014 }

describe('a day is read however a ledger writes it', () => {
  test.each([
    ['2014-03-05', '2014-03-05'],
    ['2014年3月5日', '2014-03-05'],
    ['2014年03月05号', '2014-03-05'],
    ['2014.3.5', '2014-03-05'],
    ['2014/3/5', '2014-03-05'],
    ['2014-3-5', '2014-03-05'],
    ['20140305', '2014-03-05'],
    ['２０１４年３月５日', '2014-03-05'],
    ['2014 年 3 月 5 日', '2014-03-05'],
    ['二〇一四年三月五日', '2014-03-05'],
    ['二○一四年十二月二十一日', '2014-12-21'],
    ['2014年三月五日', '2014-03-05'],
    ['2014年3月5日上午9时', '2014-03-05'],
    ['2014/3/5 9:32:09', '2014-03-05'],
    ['2014-03-05 09:32', '2014-03-05'],
    ['2014-03-05T09:32:00Z', '2014-03-05'],
    ['2014年3月5日（星期三）', '2014-03-05'],
    ['2016-02-29', '2016-02-29'],
  ])('%s', (text, date) => {
    expect(readDate(text, plain)).toEqual({ date })
  })
})

describe('a day without its year takes the one that was chosen', () => {
  test.each(['3月5日', '３月５日', '3.5', '03/05', '三月五日'])('%s', (text) => {
    expect(readDate(text, inYear)).toEqual({ date: '2014-03-05' })
    expect(readDate(text, plain)).toEqual({ problem: 'intake.year-missing' })
  })
})

describe('serial numbers of workbooks', () => {
  test.each([
    ['41703', false, '2014-03-05'],
    ['41703.4', false, '2014-03-05'],
    ['40241', true, '2014-03-05'],
    ['36526', false, '2000-01-01'],
    ['36585', false, '2000-02-29'],
  ])('%s from 1904: %s', (text, date1904, date) => {
    expect(readDate(text, { date1904 })).toEqual({ date })
  })

  test('numbers that are hardly days are none', () => {
    expect(readDate('12345', plain)).toEqual({ problem: 'intake.not-a-date' })
    expect(readDate('99999', plain)).toEqual({ problem: 'intake.not-a-date' })
  })
})

describe('spans', () => {
  test.each([
    ['2019/11/02至2020/01/26', '2019-11-02', '2020-01-26'],
    ['2014年3月5日—3月9日', '2014-03-05', '2014-03-09'],
    ['2014年3月5-9日', '2014-03-05', '2014-03-09'],
    ['2014.3.5-2014.3.9', '2014-03-05', '2014-03-09'],
    ['2014年3月5日到9日', '2014-03-05', '2014-03-09'],
    ['从2014年3月5日起至2014年3月9日止', '2014-03-05', '2014-03-09'],
  ])('%s', (text, from, to) => {
    expect(readDate(text, plain)).toEqual({ range: [from, to] })
  })

  test('one that ends before it starts is a fault', () => {
    expect(readDate('2014年3月9日至3月5日', plain)).toEqual({
      problem: 'intake.ends-before-start',
    })
  })
})

describe('what is no day says why', () => {
  test.each([
    ['2014.13.5', 'intake.date-impossible'],
    ['2015-02-29', 'intake.date-impossible'],
    ['2014年3月', 'intake.day-missing'],
    ['2014', 'intake.day-missing'],
    ['2014年上半年', 'intake.day-missing'],
    ['2014年3月中旬', 'intake.day-missing'],
    ['14.3.5', 'intake.year-short'],
    ['3/5/2014', 'intake.year-last'],
    ['去年', 'intake.year-missing'],
    ['详见附件', 'intake.not-a-date'],
    ['', 'intake.date-missing'],
    ['1.2014e3', 'intake.not-a-date'],
  ])('%s', (text, problem) => {
    expect(readDate(text, plain)).toEqual({ problem })
  })
})

test('a month or a year stands for its first day only where that was chosen', () => {
  const settings = { ...plain, firstDays: true }
  expect(readDate('2014年3月', settings)).toEqual({ date: '2014-03-01' })
  expect(readDate('2018-10', settings)).toEqual({ date: '2018-10-01' })
  expect(readDate('2014', settings)).toEqual({ date: '2014-01-01' })
  expect(readDate('2014年13月', settings)).toEqual({ problem: 'intake.date-impossible' })
})

const day = fc
  .date({ min: new Date('1955-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('every day is read back from each way of writing it', () => {
  fc.assert(
    fc.property(day, (date) => {
      const [year = '', month = '', dayOfMonth = ''] = date.split('-')
      const [y, m, d] = [year, month, dayOfMonth].map(Number)
      const serial = Math.round(Date.parse(date) / 86_400_000) + 25_569
      for (const text of [
        date,
        `${y}年${m}月${d}日`,
        `${y}.${m}.${d}`,
        `${y}/${m}/${d}`,
        date.replaceAll('-', ''),
        String(serial),
      ]) {
        expect([text, readDate(text, plain)]).toEqual([text, { date }])
      }
      expect(readDate(String(serial - 1462), { date1904: true })).toEqual(
        serial - 1462 < 18_538 ? { problem: 'intake.not-a-date' } : { date },
      )
    }),
  )
})

test('no text throws, and what is read exists', () => {
  const pieces = fc.constantFrom(
    ...Array.from('0123456789年月日号.-/至到 :时分〇一二三十廿上下旬()～T'),
  )
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(pieces).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(texts, fc.boolean(), fc.boolean(), (text, date1904, firstDays) => {
      const read = readDate(text, { date1904, firstDays, defaultYear: 2014 })
      for (const date of daysOf(read)) {
        expect(new Date(date).toISOString().slice(0, 10)).toBe(date)
      }
    }),
    { numRuns: 3000 },
  )
})

function daysOf(read: DateRead): readonly string[] {
  if ('date' in read) return [read.date]
  return 'range' in read ? read.range : []
}
