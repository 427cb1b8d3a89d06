import { describe, expect, test } from 'vitest'

import { differenceOf } from '#renderer/journal/difference.ts'

/** The difference as one line: what was taken out in brackets, what was put in in braces. */
function shown(before: string, after: string): string {
  return differenceOf(before, after)
    .map(({ kind, text }) => (kind === 'out' ? `[${text}]` : kind === 'in' ? `{${text}}` : text))
    .join('')
}

describe('how one text became another', () => {
  test.each([
    [
      '窗口午间无人值守，群众白跑',
      '窗口午后无人值守，群众又白跑',
      '窗口午[间]{后}无人值守，群众{又}白跑',
    ],
    ['', '补记', '{补记}'],
    ['删去', '', '[删去]'],
    ['一样', '一样', '一样'],
    ['a long day', 'a short day', 'a [long]{short} day'],
    ['第12号', '第13号', '第[12]{13}号'],
    ['甲\n乙', '甲\n丙\n乙', '甲\n{丙\n}乙'],
    ['𠮷野家', '𠮷原家', '𠮷[野]{原}家'],
  ])('%s → %s', (before, after, expected) => {
    expect(shown(before, after)).toBe(expected)
  })

  test('gives both texts back, whatever they are', () => {
    const texts = ['', '一二三四五', '五四三二一', '一一二二三', 'a b  c', '一 a\n二'.repeat(30)]
    for (const before of texts) {
      for (const after of texts) {
        const parts = differenceOf(before, after)
        const without = (kind: string) =>
          parts.flatMap((part) => (part.kind === kind ? [] : [part.text])).join('')
        expect([without('in'), without('out')]).toEqual([before, after])
      }
    }
  })

  test('of two long texts that share little is told as a whole', () => {
    const [before, after] = ['甲'.repeat(3000), '乙'.repeat(3000)]
    expect(shown(before, after)).toBe(`[${before}]{${after}}`)
  })
})
