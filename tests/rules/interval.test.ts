import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  clopperPearson,
  type Interval,
  ruleOfThree,
  wilson,
} from '#db/prevalence/rules/interval.ts'
import { choose } from '#tests/fixtures/choose.ts'

type Published = readonly [
  x: number,
  n: number,
  confidence: number,
  low: number,
  high: number,
  digits: number,
  source: string,
]

const NEWCOMBE = 'Newcombe 1998, Statistics in Medicine 17:857–872, Table I'
const R_PROP = 'R 3.6.2 prop.test(correct = FALSE), in the tests of SciPy, test_morestats.py'
const R_BINOM = 'R package binom, binom.confint, in the tests of statsmodels, results_proportion.py'
const DESIGN = 'domain design §4.11'

const wilsonVectors: readonly Published[] = [
  [81, 263, 0.95, 0.2553, 0.3662, 4, NEWCOMBE],
  [15, 148, 0.95, 0.0624, 0.1605, 4, NEWCOMBE],
  [0, 20, 0.95, 0, 0.1611, 4, NEWCOMBE],
  [1, 29, 0.95, 0.0061, 0.1718, 4, NEWCOMBE],
  [3, 10, 0.95, 0.1077913, 0.6032219, 6, R_PROP],
  [3, 10, 0.99, 0.07956632, 0.6799753, 6, R_PROP],
  [18, 20, 0.95, 0.6989663547715128, 0.972133518786232, 8, R_BINOM],
  [4, 200, 0.95, 0.00780442641634947, 0.05028708690582643, 8, R_BINOM],
  [190, 200, 0.95, 0.910421851861224, 0.972617354399236, 8, R_BINOM],
  [29, 30, 0.95, 0.8332961, 0.9940914, 6, R_BINOM],
  [0, 30, 0.95, 0, 0.11351339, 6, R_BINOM],
  [19, 38, 0.95, 0.348499283643951, 0.651500716356049, 8, 'statsmodels, test_proportion.py'],
  [100, 200, 0.95, 0.4313609, 0.5686391, 6, 'statsmodels, test_proportion.py'],
  [0, 5, 0.95, 0, 0.4345, 4, DESIGN],
  [3, 4, 0.95, 0.3006, 0.9544, 4, DESIGN],
  [9, 12, 0.95, 0.4677, 0.9111, 4, DESIGN],
  [7, 20, 0.95, 0.1812, 0.5671, 4, DESIGN],
  [18, 40, 0.95, 0.3071, 0.6017, 4, DESIGN],
]

/** One-sided limits at 95% are those of the two-sided interval at 90%. */
const oneSided: readonly (readonly [x: number, n: number, side: 'low' | 'high', value: number])[] =
  [
    [3, 10, 'high', 0.5583002],
    [0, 10, 'high', 0.212942],
    [10, 10, 'low', 0.787058],
  ]

const exactVectors: readonly Published[] = [
  [81, 263, 0.95, 0.2527, 0.3676, 4, NEWCOMBE],
  [15, 148, 0.95, 0.0578, 0.1617, 4, NEWCOMBE],
  [0, 20, 0.95, 0, 0.1684, 4, NEWCOMBE],
  [1, 29, 0.95, 0.0009, 0.1776, 4, NEWCOMBE],
  [682, 925, 0.95, 0.7076683, 0.7654066, 6, 'Conover 1971, p. 97, as R binom.test prints it'],
  [3, 10, 0.95, 0.06673951, 0.65245285, 6, 'R binom.test(3, 10)'],
  [0, 5, 0.95, 0, 0.5218, 4, DESIGN],
  [3, 4, 0.95, 0.1941, 0.9937, 4, DESIGN],
  [9, 12, 0.95, 0.4281, 0.9451, 4, DESIGN],
  [7, 20, 0.95, 0.1539, 0.5922, 4, DESIGN],
  [18, 40, 0.95, 0.2926, 0.6151, 4, DESIGN],
]

/** Examined units and how many of them were found. */
const counts = fc
  .integer({ min: 1, max: 400 })
  .chain((n) => fc.record({ n: fc.constant(n), x: fc.integer({ min: 0, max: n }) }))

describe.each([
  ['Wilson', wilson, wilsonVectors],
  ['Clopper–Pearson', clopperPearson, exactVectors],
] as const)('%s', (_name, interval, vectors) => {
  test.each(vectors)(
    '%i of %i at %f: %f to %f (%i digits, %s)',
    (x, n, level, low, high, digits) => {
      const computed = interval(x, n, level)
      expect(computed.low).toBeCloseTo(low, digits)
      expect(computed.high).toBeCloseTo(high, digits)
    },
  )

  test('the limits hold the share and lie between 0 and 1', () => {
    fc.assert(
      fc.property(counts, ({ x, n }) => {
        const { low, high } = interval(x, n)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(x / n)
        expect(high).toBeGreaterThanOrEqual(x / n)
        expect(high).toBeLessThanOrEqual(1)
        expect([low === 0, high === 1]).toEqual([x === 0, x === n])
      }),
    )
  })

  test('one more find moves both limits up', () => {
    fc.assert(
      fc.property(counts, ({ x, n }) => {
        fc.pre(x < n)
        const [one, more] = [interval(x, n), interval(x + 1, n)]
        expect(more.low).toBeGreaterThan(one.low)
        expect(more.high).toBeGreaterThan(one.high)
      }),
    )
  })

  test('the interval of what was not found is its mirror image', () => {
    fc.assert(
      fc.property(counts, ({ x, n }) => {
        const [one, mirrored] = [interval(x, n), interval(n - x, n)]
        expect(mirrored.low).toBeCloseTo(1 - one.high, 9)
        expect(mirrored.high).toBeCloseTo(1 - one.low, 9)
      }),
    )
  })

  test('more units at the same share, or less confidence, give a narrower interval', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 5 }), ({ x, n }, times) => {
        const width = widthOf(interval(x, n))
        expect(widthOf(interval(x * times, n * times))).toBeLessThan(width)
        expect(widthOf(interval(x, n, 0.8))).toBeLessThan(width)
        expect(widthOf(interval(x, n, 0.99))).toBeGreaterThan(width)
      }),
    )
  })

  test.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [1.5, 5],
    [1, 5.5],
    [Number.NaN, 5],
  ])('%f of %f cannot be', (x, n) => {
    expect(() => interval(x, n)).toThrow(RangeError)
  })

  test.each([0, 1, -0.5, 95, Number.NaN])('a confidence of %f cannot be', (confidence) => {
    expect(() => interval(1, 5, confidence)).toThrow(RangeError)
  })
})

test.each(oneSided)('one-sided Wilson of %i of %i: %s is %f (%s)', (x, n, side, value) => {
  expect(wilson(x, n, 0.9)[side]).toBeCloseTo(value, 6)
})

test('the tails beyond the Clopper–Pearson limits are as small as they should be', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (n, seed) => {
      const x = seed % (n + 1)
      const { low, high } = clopperPearson(x, n)
      const beyond = {
        low: binomialTail(n, low, (found) => found >= x),
        high: binomialTail(n, high, (found) => found <= x),
      }
      expect(beyond.low).toBeCloseTo(x === 0 ? 1 : 0.025, 9)
      expect(beyond.high).toBeCloseTo(x === n ? 1 : 0.025, 9)
    }),
  )
})

describe('rule of three', () => {
  // Domain design §4.11.
  test.each([
    [3, 0.632],
    [5, 0.451],
    [10, 0.259],
    [20, 0.139],
    [30, 0.095],
  ])('none of %i: at most %f', (n, upper) => {
    expect(ruleOfThree(n)).toBeCloseTo(upper, 3)
  })

  test('is the one-sided exact limit, and near 3/n (Hanley & Lippman-Hand 1983, JAMA 249:1743)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (n) => {
        const upper = ruleOfThree(n)
        expect(upper).toBeCloseTo(clopperPearson(0, n, 0.9).high, 9)
        expect(upper).toBeLessThan(3 / n)
        expect(upper * n).toBeGreaterThan(n < 30 ? 0.9 : 2.85)
      }),
    )
  })

  test('nothing examined has no limit', () => {
    expect(() => ruleOfThree(0)).toThrow(RangeError)
  })
})

function widthOf({ low, high }: Interval): number {
  return high - low
}

/** Probability of the finds that pass, each with its share, added up term by term. */
function binomialTail(n: number, share: number, passes: (found: number) => boolean): number {
  let sum = 0
  for (let found = 0; found <= n; found += 1) {
    if (passes(found)) {
      sum += Number(choose(n, found)) * share ** found * (1 - share) ** (n - found)
    }
  }
  return sum
}
