import { expect, test } from 'vitest'

import {
  checkAssignment,
  checkNatures,
  checkSeen,
  isFormOnly,
  roundSince,
} from '#db/localgroup/rules.ts'

const other = { fromOn: '2014-03-01', toOn: '2014-04-30', groupName: '栖云市委督导组' }

test.each([
  ['2014-04-30', null, 'refused'],
  ['2014-02-01', '2014-03-01', 'refused'],
  ['2014-05-01', null, 'allowed'],
  ['2014-02-01', '2014-02-28', 'allowed'],
] as const)('R47: a unit has one group on a day (%s to %s: %s)', (fromOn, toOn, kind) => {
  expect(checkAssignment({ fromOn, toOn }, [other]).kind).toBe(kind)
})

test('an assignment does not end before it begins, and names the group that is there', () => {
  expect(checkAssignment({ fromOn: '2014-05-02', toOn: '2014-05-01' }, [])).toMatchObject({
    reasons: [{ code: 'localgroup.ends-before-start' }],
  })
  expect(checkAssignment({ fromOn: '2014-04-01', toOn: null }, [other, other])).toEqual({
    kind: 'refused',
    reasons: [{ code: 'localgroup.unit-has-one', about: ['栖云市委督导组'] }],
  })
})

test('R48: what was seen needs a visit of that unit, not before the answer', () => {
  const answer = { unitId: 'u1', answeredOn: '2014-04-10' }
  expect(checkSeen(answer, null)).toMatchObject({
    reasons: [{ code: 'localgroup.seen-without-visit' }],
  })
  expect(checkSeen(answer, { unitIds: ['u2'], endedOn: '2014-04-11' })).toMatchObject({
    reasons: [{ code: 'localgroup.visit-of-another-unit' }],
  })
  expect(checkSeen(answer, { unitIds: ['u1'], endedOn: '2014-04-09' })).toMatchObject({
    reasons: [{ code: 'localgroup.seen-before-answer', about: ['2014-04-10'] }],
  })
  expect(checkSeen(answer, { unitIds: ['u2', 'u1'], endedOn: '2014-04-10' }).kind).toBe('allowed')
})

test('R53: papers, meetings and procedure alone are told to be form', () => {
  expect(isFormOnly(['papers', 'meeting', 'procedure'])).toBe(true)
  expect(isFormOnly(['papers', 'masses'])).toBe(false)
  expect(isFormOnly([])).toBe(false)
  expect(checkNatures(['papers'])).toEqual({
    kind: 'allowed',
    value: true,
    notes: [{ code: 'localgroup.form-only' }],
  })
})

test('a round counts from its first day; before the first one thirty days count', () => {
  expect(roundSince({ fromOn: '2014-06-03' }, '2014-06-10')).toBe('2014-06-03')
  expect(roundSince(undefined, '2014-06-10')).toBe('2014-05-11')
})
