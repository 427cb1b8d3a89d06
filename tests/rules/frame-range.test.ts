import fc from 'fast-check'
import { expect, test } from 'vitest'

import { clopperPearson, hypergeometricRange } from '#db/prevalence/rules/interval.ts'
import { choose } from '#tests/fixtures/choose.ts'

/** x of n from a frame of N: the least and the greatest M (domain design §4.11). */
const rangeVectors: readonly (readonly [x: number, n: number, frame: number, string])[] = [
  [9, 12, 17, '10–14'],
  [3, 6, 17, '3–14'],
  [0, 6, 17, '0–6'],
  [18, 40, 120, '39–70'],
]

/** Examined units, how many were found, and a frame of up to `largest` units around them. */
const framed = (largest: number) =>
  fc
    .integer({ min: 1, max: largest })
    .chain((frame) =>
      fc.record({ frame: fc.constant(frame), n: fc.integer({ min: 1, max: frame }) }),
    )
    .chain(({ frame, n }) =>
      fc.record({
        frame: fc.constant(frame),
        n: fc.constant(n),
        x: fc.integer({ min: 0, max: n }),
      }),
    )

test.each(rangeVectors)('%i of %i from %i: %s', (x, n, frame, range) => {
  const { low, high } = hypergeometricRange(x, n, frame)
  expect(`${low}–${high}`).toBe(range)
})

// The package prints the first M on either side that is refused, where there is one.
test.each([
  [45, 110, 161],
  [2, 1, 19],
])('%i of 100 from 300 lies inside %i and %i (R samplingbook 1.2.4, Sprop)', (x, below, above) => {
  expect(hypergeometricRange(x, 100, 300)).toEqual({ low: below + 1, high: above - 1 })
})

test('holds exactly the M that the definition holds, counted in whole numbers', () => {
  fc.assert(
    fc.property(framed(30), ({ x, n, frame }) => {
      const held = Array.from({ length: frame + 1 }, (_, marked) => marked).filter((marked) =>
        isHeld(x, n, frame, marked),
      )
      expect(hypergeometricRange(x, n, frame)).toEqual({ low: held[0], high: held.at(-1) })
    }),
    { numRuns: 1000, examples: [[{ x: 2, n: 2, frame: 16 }]] },
  )
})

test('lies between what was found and what was not refuted, and a full count leaves no doubt', () => {
  fc.assert(
    fc.property(framed(20_000), ({ x, n, frame }) => {
      const { low, high } = hypergeometricRange(x, n, frame)
      expect(low).toBeGreaterThanOrEqual(x)
      expect(high).toBeLessThanOrEqual(frame - (n - x))
      expect(low).toBeLessThanOrEqual(high)
      expect(hypergeometricRange(x, n, n)).toEqual({ low: x, high: x })
    }),
    // Far from its mean the probability of one count is too small for a number.
    { numRuns: 3000, examples: [[{ x: 1951, n: 2134, frame: 14_016 }]] },
  )
})

test('goes up with each find, and its mirror image is that of what was not found', () => {
  fc.assert(
    fc.property(framed(3000), ({ x, n, frame }) => {
      const { low, high } = hypergeometricRange(x, n, frame)
      expect(hypergeometricRange(n - x, n, frame)).toEqual({
        low: frame - high,
        high: frame - low,
      })
      if (x === n) return
      const more = hypergeometricRange(x + 1, n, frame)
      expect(more.low).toBeGreaterThan(low)
      expect(more.high).toBeGreaterThan(high)
    }),
  )
})

test('comes to Clopper–Pearson as the frame grows', () => {
  const farOff = (x: number, n: number, frame: number) => {
    const range = hypergeometricRange(x, n, frame)
    const exact = clopperPearson(x, n)
    return Math.max(
      Math.abs(range.low / frame - exact.low),
      Math.abs(range.high / frame - exact.high),
    )
  }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (n, seed) => {
      const x = seed % (n + 1)
      expect(farOff(x, n, 1000)).toBeLessThan(0.03)
      expect(farOff(x, n, 1_000_000)).toBeLessThan(5e-5)
    }),
    { numRuns: 40 },
  )
})

test('a frame smaller than what was examined cannot be', () => {
  expect(() => hypergeometricRange(1, 5, 4)).toThrow(RangeError)
  expect(() => hypergeometricRange(1, 5, 7.5)).toThrow(RangeError)
  expect(() => hypergeometricRange(6, 5, 9)).toThrow(RangeError)
})

/** P(X ≥ x) > 0.025 and P(X ≤ x) > 0.025 with `marked` units in the frame, without rounding. */
function isHeld(x: number, n: number, frame: number, marked: number): boolean {
  const all = choose(frame, n)
  const ways = (found: number) => choose(marked, found) * choose(frame - marked, n - found)
  const some = (from: number, to: number) => {
    let sum = 0n
    for (let found = from; found <= to; found += 1) sum += ways(found)
    return sum
  }
  return some(x, n) * 40n > all && some(0, x) * 40n > all
}
