import { describe, expect, test } from 'vitest'

import {
  charsBefore,
  charsIn,
  maskedShare,
  piecesOf,
  redactedText,
  unitsBefore,
  wholeCharacters,
} from '#db/opinion/rules/redaction.ts'

const span = (fromChar: number, toChar: number) => ({ fromChar, toChar })

describe('masked words', () => {
  test('show where something is left out, and change nothing else', () => {
    expect(redactedText('王家老三跑了四趟', [span(0, 4)])).toBe('〔略〕跑了四趟')
    expect(redactedText('跑了四趟', [])).toBe('跑了四趟')
    expect(redactedText('一二三四五六', [span(4, 5), span(1, 2)])).toBe('一〔略〕三四〔略〕六')
  })

  test('have one mask where spans touch or overlap, and none beyond the end', () => {
    expect(redactedText('一二三四五六', [span(1, 3), span(2, 4), span(4, 5)])).toBe('一〔略〕六')
    expect(redactedText('一二', [span(1, 9), span(5, 9)])).toBe('一〔略〕')
    expect(maskedShare('一二三四', [span(0, 1), span(0, 2), span(9, 12)])).toBe(0.5)
    expect(maskedShare('', [])).toBe(0)
  })

  test('count rare characters and emoji as Unicode does, and cut none in two', () => {
    const words = '𠮷家👨‍👩‍👧跑了é趟'
    expect(charsIn('𠮷家')).toBe(2)
    expect(redactedText(words, [span(0, 1)])).toBe('〔略〕家👨‍👩‍👧跑了é趟')
    expect(redactedText('a𠮷b', [span(1, 2)])).toBe('a〔略〕b')
    expect(redactedText('a𠮷b', [span(1, 2)]).isWellFormed()).toBe(true)
  })

  test.each(['𠮷家👩🏽‍🚒来了', '跑了四趟', 'é́x𠮷', ''])('places go there and back in %s', (text) => {
    for (const at of Array.from({ length: charsIn(text) + 1 }).keys()) {
      expect(charsBefore(text, unitsBefore(text, at))).toBe(at)
    }
    expect(charsBefore('𠮷', 1)).toBe(0)
  })

  test('a span is widened to what a reader sees as one character', () => {
    const family = '我👨‍👩‍👧来'
    expect(wholeCharacters(family, span(2, 3))).toEqual(span(1, 6))
    expect(redactedText(family, [wholeCharacters(family, span(3, 4))])).toBe('我〔略〕来')
    expect(wholeCharacters('e\u0301x', span(1, 2))).toEqual(span(0, 2))
    expect(wholeCharacters('跑了四趟', span(1, 3))).toEqual(span(1, 3))
  })
})

test('a text is cut where spans begin and end, and put together it is the same', () => {
  const text = '𠮷跑了四趟'
  const pieces = piecesOf(text, [span(0, 3), span(2, 5)])
  expect(pieces.map(({ text: part, spans }) => [part, spans])).toEqual([
    ['𠮷跑', [0]],
    ['了', [0, 1]],
    ['四趟', [1]],
  ])
  expect(pieces.map(({ text: part }) => part).join('')).toBe(text)
  expect(piecesOf('', [])).toEqual([])
})
