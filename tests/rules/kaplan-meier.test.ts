import { expect, test } from 'vitest'

import { kaplanMeier, medianDays } from '#db/rectification/rules/kaplan-meier.ts'

/** Weeks in remission under 6-MP (Freireich et al. 1963); a plus means still in remission. */
const freireich = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'
  .split(' ')
  .map((each) => ({ days: Number.parseInt(each, 10), closed: !each.endsWith('+') }))

test('the curve of Freireich 1963 is the published one', () => {
  const steps = kaplanMeier(freireich)
  const shown = steps.map(({ days, atRisk, closed, open }) => [
    days,
    atRisk,
    closed,
    Number(open.toFixed(3)),
  ])
  expect(shown).toEqual([
    [6, 21, 3, 0.857],
    [7, 17, 1, 0.807],
    [10, 15, 1, 0.753],
    [13, 12, 1, 0.69],
    [16, 11, 1, 0.627],
    [22, 7, 1, 0.538],
    [23, 6, 1, 0.448],
  ])
  expect(medianDays(steps)).toBe(23)
})

test('the log-log bounds are those of R (survfit, conf.type = "log-log")', () => {
  const [first] = kaplanMeier(freireich)
  expect(first?.low).toBeCloseTo(0.62, 2)
  expect(first?.high).toBeCloseTo(0.952, 2)
})

test('without a closing there is no step, and with all closed no bounds at the end', () => {
  expect(kaplanMeier([{ days: 3, closed: false }])).toEqual([])
  expect(kaplanMeier([{ days: 3, closed: true }])).toMatchObject([{ open: 0, low: null }])
})
