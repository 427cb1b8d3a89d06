import { expect, test } from 'vitest'

import { readHolidays, workingDaysBetween } from '#db/holiday/rules.ts'

/** The notice on the days off of May 2014. */
const may = [
  { date: '2014-05-01', kind: 'rest' },
  { date: '2014-05-02', kind: 'rest' },
  { date: '2014-05-04', kind: 'work' },
] as const

test.each([
  ['2014-05-05', '2014-05-09', 4],
  ['2014-05-09', '2014-05-12', 1],
  ['2014-04-30', '2014-05-05', 2],
  ['2014-05-05', '2014-04-30', -2],
  ['2014-05-05', '2014-05-05', 0],
])('from %s to %s there are %i working days', (from, to, days) => {
  expect(workingDaysBetween(from, to, may)).toBe(days)
})

test('pasted lines are read, and each faulty one is named', () => {
  const lines = '2014-05-01 休 劳动节\n\n2014-05-04，班\n'
  expect(readHolidays(lines, new Set())).toEqual({
    kind: 'allowed',
    value: [
      { date: '2014-05-01', kind: 'rest', name: '劳动节' },
      { date: '2014-05-04', kind: 'work', name: '' },
    ],
  })
  expect(readHolidays('5月1日 休\n2014-05-02 假\n2014-05-04 班', new Set(['2014-05-04']))).toEqual({
    kind: 'refused',
    reasons: [
      { code: 'holiday.date-wrong', about: ['1', '5月1日 休'] },
      { code: 'holiday.kind-wrong', about: ['2', '2014-05-02 假'] },
      { code: 'holiday.date-twice', about: ['3', '2014-05-04 班'] },
    ],
  })
  expect(readHolidays(' \n', new Set())).toMatchObject({
    reasons: [{ code: 'holiday.nothing-written' }],
  })
})
