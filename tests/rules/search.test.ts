import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { comparable, excerptOf, holds, matchOf, tokensOf } from '#db/search/rules.ts'

describe('tokens', () => {
  test('each character stands alone, signs and blanks of ASCII are spelled', () => {
    expect(tokensOf('门 A1，p!')).toBe('门 p20 a 1 p2c p p21')
    expect(tokensOf('𠮷野')).toBe('𠮷 野')
  })

  test('forms of one letter are one letter', () => {
    expect(tokensOf('ＡＢ①')).toBe('a b 1')
    expect(comparable('ﬁ')).toBe('fi')
  })

  test('no two texts have the same tokens unless they compare equal', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const same = comparable(a.toWellFormed()) === comparable(b.toWellFormed())
        expect(tokensOf(a.toWellFormed()) === tokensOf(b.toWellFormed())).toBe(same)
      }),
    )
  })
})

test('every word is asked for as a phrase, none of its signs speaks to SQLite', () => {
  expect(matchOf('窗口 无人')).toBe('"窗 口" AND "无 人"')
  expect(matchOf('"or*')).toBe('"p22 o r p2a"')
})

test('words may stand anywhere, in any order', () => {
  expect(holds('午间大厅无人值守', '值守 大厅')).toBe(true)
  expect(holds('午间大厅无人值守', '大厅 有人')).toBe(false)
})

describe('an excerpt', () => {
  test('shows what was found as it was written', () => {
    expect(excerptOf('窗口Ｑ窗台', 'q窗')).toEqual({ before: '窗口', match: 'Ｑ窗', after: '台' })
  })

  test('is cut on both sides of it, never within a character', () => {
    const text = `${'𠮷'.repeat(40)}人${'𠮷'.repeat(40)}`
    const { before, match, after } = excerptOf(text, '人')
    expect(match).toBe('人')
    expect(before).toMatch(/^…𠮷+$/u)
    expect(after).toMatch(/^𠮷+…$/u)
    expect((before + after).isWellFormed()).toBe(true)
  })

  test('begins at the beginning where the words are not written so', () => {
    expect(excerptOf('石梁县', 'slx')).toEqual({ before: '', match: '', after: '石梁县' })
  })
})
