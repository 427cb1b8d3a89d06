import { describe, expect, test } from 'vitest'

import { bigramsOf, likeness } from '#db/kernel/likeness.ts'
import { ALIKE, alikePairs, type Said } from '#db/opinion/rules/similarity.ts'

const alike = (one: string, other: string) => likeness(bigramsOf(one), bigramsOf(other))

test('likeness of texts: the same is 1, nothing shared is 0, marks and blanks do not count', () => {
  expect(alike('窗口午间无人值守', '窗口 午间，无人值守。')).toBe(1)
  expect(alike('窗口午间无人', '公款吃喝')).toBe(0)
  expect(alike('窗口无人', '窗口有人')).toBeCloseTo(1 / 3)
  expect(alike('', '')).toBe(0)
})

describe('the likeness of two texts (Dice 1945)', () => {
  test('is the share of their common pairs of characters', () => {
    // 跑了 了四 四趟 against 跑了 了三 三趟: one of three is common.
    expect(alike('跑了四趟', '跑了三趟')).toBeCloseTo(1 / 3, 10)
    expect(alike('跑了四趟', '跑了四趟')).toBe(1)
    expect(alike('跑了四趟', '村路没修')).toBe(0)
    expect(alike('', '')).toBe(0)
  })

  test('does not hang on signs, spaces, widths or cases, and knows rare characters', () => {
    expect(alike('跑了，四趟！', '跑了四趟')).toBe(1)
    expect(alike('盖ＡＢ章', '盖ab章')).toBe(1)
    expect(alike('𠮷家路', '𠮷家路')).toBe(1)
    expect(bigramsOf('𠮷家')).toEqual(new Set(['𠮷家']))
    expect(bigramsOf('路')).toEqual(new Set(['路']))
  })

  test('is the same both ways and lies between 0 and 1', () => {
    const texts = ['盖个章跑了四趟', '跑四趟盖章', '路报了三年', '三年了路没修', '一']
    for (const one of texts) {
      for (const other of texts) {
        expect(alike(one, other)).toBe(alike(other, one))
        expect(alike(one, other)).toBeGreaterThanOrEqual(0)
        expect(alike(one, other)).toBeLessThanOrEqual(1)
      }
    }
  })
})

describe('pairs that may be of one event', () => {
  const said = (text: string, group = 'u1', cluster: string | null = null): Said => ({
    group,
    cluster,
    text,
  })

  test('are of one unit and not yet together, the likest first', () => {
    const [one, same, like, far, elsewhere] = [
      said('盖章跑了四趟'),
      said('盖章跑了四趟。'),
      said('盖章跑了三趟'),
      said('村路没修'),
      said('盖章跑了四趟', 'u2'),
    ]
    const pairs = alikePairs([one, same, like, far, elsewhere], 10)
    expect(pairs.map(({ likeness: value }) => value)).toEqual([1, 0.6, 0.6])
    expect(pairs[0]).toMatchObject({ one, other: same })
    expect(pairs.every((pair) => pair.likeness >= ALIKE)).toBe(true)
    expect(alikePairs([one, same, like], 1)).toHaveLength(1)
  })

  test('leave out what stands in one cluster, and propose what may join it', () => {
    const [one, two] = [said('盖章跑四趟', 'u1', 'k1'), said('盖章跑四趟', 'u1', 'k1')]
    const third = said('盖章跑四趟')
    expect(alikePairs([one, two], 10)).toEqual([])
    expect(alikePairs([one, two, third], 10)).toHaveLength(2)
  })
})
