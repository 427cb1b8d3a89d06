import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { passphraseStrength, SHORTEST_PASSPHRASE } from '#db/kernel/passphrase-strength.ts'

const ORDER = ['refused', 'weak', 'fair', 'strong']

describe('what is refused', () => {
  test.each([
    ['', 'passphrase.too-short'],
    ['山高水长', 'passphrase.too-short'],
    ['kitchen-sea', 'passphrase.too-short'],
    ['password1234', 'passphrase.common'],
    ['Password2014', 'passphrase.common'],
    ['123456123456', 'passphrase.common'],
    ['qwertyuiop[]', 'passphrase.common'],
    ['中央巡视组巡视组巡视组', 'passphrase.too-short'],
    ['中华人民共和国为人民服务2014', 'passphrase.common'],
    ['wwwwwwwwwwwwwwww', 'passphrase.repeated'],
    ['abababababababab', 'passphrase.repeated'],
    ['gtrhbwgtrhbwgtrhbw', 'passphrase.repeated'],
    ['aabcdaabcdaabcdaabcd', 'passphrase.repeated'],
    ['abcdefghijklmnop', 'passphrase.repeated'],
  ])('%s: %s', (text, reason) => {
    expect(passphraseStrength(text)).toEqual({ level: 'refused', reasons: [reason] })
  })
})

describe('what is allowed', () => {
  test.each([
    ['mxkq vurb tz', 'weak'],
    ['110101199003074518', 'weak'],
    ['3141592653589793', 'weak'],
    ['竹篮井水草鞋炊烟油灯石磨', 'fair'],
    ['tall grass hides rail', 'strong'],
    ['山路 灯火 竹篮 井水 草鞋 炊烟', 'strong'],
  ])('%s: %s', (text, level) => {
    expect(passphraseStrength(text).level).toBe(level)
  })

  test('digits alone are called weak for that reason', () => {
    expect(passphraseStrength('110101199003074518').reasons).toEqual(['passphrase.only-digits'])
  })
})

test('full-width letters and ideographic spaces weigh as their narrow forms', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', 'k', 't', '0', '1', '9', ' ', '-') }),
      (narrow) => {
        const wide = Array.from(narrow, (character) =>
          character === ' '
            ? '\u3000'
            : String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0),
        ).join('')
        expect(passphraseStrength(wide)).toEqual(passphraseStrength(narrow))
      },
    ),
  )
})

test('too few characters are refused whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: SHORTEST_PASSPHRASE - 1 }), (text) => {
      fc.pre(Array.from(text.normalize('NFKC')).length < SHORTEST_PASSPHRASE)
      expect(passphraseStrength(text).level).toBe('refused')
    }),
  )
})

test('a short piece stays refused however often it is repeated', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 11 }),
      fc.integer({ min: 12, max: 40 }),
      (piece, times) => {
        expect(passphraseStrength(piece.repeat(times)).level).toBe('refused')
      },
    ),
  )
})

test('every level but the best one says why', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const { level, reasons } = passphraseStrength(text)
      expect(ORDER).toContain(level)
      expect(reasons.length > 0).toBe(level !== 'strong')
    }),
  )
})
