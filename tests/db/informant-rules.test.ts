import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { OpeningOutcome } from '#db/informant/contract.ts'
import {
  type Attempt,
  codeOf,
  identifyingMarks,
  isIdentity,
  numberOf,
  triedOf,
} from '#db/informant/rules.ts'

describe('what looks like a person in a text', () => {
  test.each([
    ['电话13987654321，可回访', ['phone']],
    ['手机 139 8765 4321', ['phone']],
    ['+86-139-8765-4321', ['phone']],
    ['１３９８７６５４３２１', ['phone']],
    ['座机0871-6312345', ['phone']],
    ['座机（0871）63123456', ['phone']],
    ['身份证11010519491231002X', ['idCard']],
    ['身份证 11010519491231002x。', ['idCard']],
    ['号码440524188001010014', []],
    ['老身份证110105491231002', ['idCard']],
    ['11010519491231002X，电话13987654321', ['idCard', 'phone']],
  ])('%s', (text, marks) => {
    expect(identifyingMarks(text)).toEqual(marks)
  })

  test.each([
    '窗口午间无人值守，共12人次',
    '公款吃喝支出1398765.43元',
    '文号〔2014〕13987654号',
    '2014年6月11日9时30分至11时',
    '项目编号2014061100012345678901',
    '编号110105194912310021',
    '编号110105194913310021',
    '账号6222021234567890123',
    '统一社会信用代码91530100MA6K12345X',
    '工单12398765432101',
  ])('nothing in “%s”', (text) => {
    expect(identifyingMarks(text)).toEqual([])
  })

  test('a card with one digit changed is no card any more', () => {
    const card = '11010519491231002X'
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 9 }), (at, digit) => {
        fc.pre(card[at] !== String(digit))
        const other = card.slice(0, at) + String(digit) + card.slice(at + 1)
        expect(identifyingMarks(other)).not.toContain('idCard')
      }),
    )
  })

  test('takes time in proportion to the text, whatever it is made of', () => {
    const long = `${'1'.repeat(20_000)}${'0871-'.repeat(5000)}${'139 '.repeat(5000)}`
    expect(identifyingMarks(long)).toEqual([])
  })
})

describe('the wait after wrong second passphrases', () => {
  const at = (second: number) => new Date(Date.UTC(2014, 5, 11) + second * 1000).toISOString()
  /** Attempts one second after another, the newest first. */
  const attempts = (...outcomes: OpeningOutcome[]): Attempt[] =>
    outcomes.map((outcome, index) => ({ outcome, at: at(outcomes.length - index) })).reverse()
  const wrong = (count: number) => Array.from({ length: count }, () => 'wrongPassphrase' as const)

  test.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [6, 2],
    [7, 4],
    [10, 32],
    [11, 60],
    [40, 60],
  ])('%i in a row: %i seconds', (count, seconds) => {
    const made = wrong(count).map((outcome) => ({ outcome, at: at(0) }))
    expect(triedOf(made, at(0))).toEqual({ wrong: count, seconds })
  })

  test('what is over is not waited for again', () => {
    const made = wrong(7).map((outcome) => ({ outcome, at: at(0) }))
    expect(triedOf(made, at(3)).seconds).toBe(1)
    expect(triedOf(made, at(4)).seconds).toBe(0)
  })

  test('a clock that was set back makes nobody wait longer than the whole wait', () => {
    const made = wrong(6).map((outcome) => ({ outcome, at: at(86_400) }))
    expect(triedOf(made, at(0)).seconds).toBe(2)
  })

  test('counts from the last right one, and not what others than holders tried', () => {
    const mixed = attempts('opened', 'wrongPassphrase', 'notHolder').toReversed()
    expect(triedOf(mixed.toReversed(), at(9)).wrong).toBe(1)
    expect(triedOf([{ outcome: 'opened', at: at(9) }, ...attempts(...wrong(9))], at(9))).toEqual({
      wrong: 0,
      seconds: 0,
    })
  })
})

test('codes go through ten series, and a code is read in any width, with a dash or without', () => {
  expect([1, 137, 9999, 10_000, 19_998, 99_990].map(codeOf)).toEqual([
    '甲-0001',
    '甲-0137',
    '甲-9999',
    '乙-0001',
    '乙-9999',
    '癸-9999',
  ])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_990 }), (no) => {
      expect(numberOf(codeOf(no))).toBe(no)
    }),
  )
  expect(['甲0137', ' 甲 － ０１３７', '甲-0137。'].map(numberOf)).toEqual([137, 137, 137])
  for (const typed of ['', '甲', '甲-013', '0137', '子-0137', '甲-0000', '甲-01370', '-0137']) {
    expect([typed, numberOf(typed)]).toEqual([typed, undefined])
  }
})

test('an identity is any part that is more than blanks', () => {
  const none = { name: '', phone: ' ', address: '', other: '\n' }
  expect(isIdentity(none)).toBe(false)
  expect(isIdentity({ ...none, other: '左手有疤' })).toBe(true)
})
