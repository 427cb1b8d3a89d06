import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { compareByLowerLimit } from '#db/prevalence/rules/label.ts'
import { say } from '#tests/fixtures/tally.ts'

describe('order of the list (domain §4.4)', () => {
  const row = (problemType: string, found: number, examined: number) => ({
    problemType,
    found,
    examined,
    problems: found,
    assessment: {
      word: say(found, examined).word,
      interval: say(found, examined).interval ?? null,
    },
  })

  test('by the lower limit, not by the bare share; 待查 last, the unexamined behind it', () => {
    const rows = [row('never', 0, 0), row('few', 4, 4), row('six', 6, 6), row('sixty', 54, 60)]
    expect(rows.toSorted(compareByLowerLimit).map(({ problemType }) => problemType)).toEqual([
      'sixty',
      'six',
      'few',
      'never',
    ])
  })

  test('is the same from wherever it starts', () => {
    const counted = fc
      .integer({ min: 0, max: 30 })
      .chain((n) => fc.record({ n: fc.constant(n), x: fc.integer({ min: 0, max: n }) }))
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 12 }), fc.nat(), (pairs, turn) => {
        const rows = pairs.map(({ x, n }, index) => row(`T${index + 10}`, x, n))
        const from = rows.length === 0 ? 0 : turn % rows.length
        const turned = [...rows.slice(from), ...rows.slice(0, from)]
        expect(turned.toSorted(compareByLowerLimit)).toEqual(rows.toSorted(compareByLowerLimit))
      }),
    )
  })
})
