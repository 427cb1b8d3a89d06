import { expect, test } from 'vitest'

import { matching, overlapOf } from '#db/ownlist/rules.ts'
import { acting, asking, canAsk } from '#db/responsibility/rules.ts'
import { overdue } from '#db/problem/rules.ts'

const matter = (lists: string) => ({
  unit: lists.includes('U'),
  masses: lists.includes('M'),
  group: lists.includes('G'),
})

test('R37: each matter counts once on every list that it stands on', () => {
  expect(overlapOf(['U', 'U', 'UM', 'UG', 'UMG', 'M', 'M', 'MG', 'G', ''].map(matter))).toEqual({
    listed: 5,
    masses: 5,
    group: 4,
    allThree: 1,
    unitOnly: 2,
    massesUnlisted: 3,
    groupUnlisted: 2,
  })
  expect(overlapOf([])).toMatchObject({ listed: 0, massesUnlisted: 0 })
})

test('a problem of another unit is no match', () => {
  expect(matching({ unitId: 'u1' }, { unitId: 'u1' }).kind).toBe('allowed')
  expect(matching({ unitId: 'u1' }, { unitId: 'u2' })).toMatchObject({
    reasons: [{ code: 'ownlist.match-of-another-unit' }],
  })
})

test('R94: a committee is asked about what is confirmed and stands, after it was found', () => {
  expect(canAsk('found') && canAsk('struckOff')).toBe(true)
  expect(['lead', 'notSubstantiated', 'handedOver', 'merged'].some(canAsk)).toBe(false)
  const lead = { state: 'lead', foundOn: '2014-06-02' }
  expect(asking(lead, '2014-06-01')).toMatchObject({
    reasons: [
      { code: 'responsibility.not-confirmed' },
      { code: 'responsibility.asked-before-found' },
    ],
  })
  expect(asking({ ...lead, state: 'found' }, '2014-06-02').kind).toBe('allowed')
  expect(acting('2014-06-02', '2014-06-02').kind).toBe('allowed')
  expect(acting('2014-06-02', '2014-06-01').kind).toBe('refused')
})

test('R11, R66: what waits longer than the group allows is told with its days', () => {
  const limits = { remind: 3, answer: 15 }
  const found = { state: 'found', foundOn: '2014-06-01', handover: null } as const
  expect(overdue(found, limits, '2014-06-04')).toEqual([])
  expect(overdue(found, limits, '2014-06-05')).toEqual([
    { code: 'problem.not-reminded', about: ['4', '3'] },
  ])
  expect(overdue({ ...found, state: 'reminded' }, limits, '2014-07-01')).toEqual([])
  const sent = { handedOn: '2014-06-01', receivedOn: null }
  const handed = { ...found, state: 'handedOver', handover: sent } as const
  expect(overdue(handed, limits, '2014-06-16')).toEqual([])
  expect(overdue(handed, limits, '2014-06-17')).toEqual([
    { code: 'problem.handover-unanswered', about: ['16', '15'] },
  ])
  const received = { ...handed, handover: { ...sent, receivedOn: '2014-06-10' } }
  expect(overdue(received, limits, '2014-07-01')).toEqual([])
})
