import { describe, expect, test } from 'vitest'

import { ProblemEvent, ProblemState } from '#db/problem/contract.ts'
import { advance, missingOfEvent, problemMachine, type ProblemFacts } from '#db/problem/rules.ts'

const whole: ProblemFacts = {
  state: 'lead',
  enteredBy: 'lin',
  what: '窗口午间无人值守',
  happened: '5月29日14:50',
  place: '办事大厅',
  effect: '两人放弃办理',
  persons: 1,
}

/** SM1, written out once more: every other pair of state and event is refused. */
const open: Readonly<Record<string, ProblemState>> = {
  'lead confirm': 'found',
  'lead dismiss': 'notSubstantiated',
  'lead handOver': 'handedOver',
  'lead merge': 'merged',
  'found remind': 'reminded',
  'found rectify': 'rectifying',
  'found handOver': 'handedOver',
  'found merge': 'merged',
  'reminded feedBack': 'fedBack',
  'reminded rectify': 'rectifying',
  'fedBack rectify': 'rectifying',
  'rectifying reportDone': 'awaitingCheck',
  'rectifying longTerm': 'longTerm',
  'awaitingCheck sendBack': 'sentBack',
  'awaitingCheck strikeOff': 'struckOff',
  'sentBack setNewDate': 'rectifying',
  'struckOff relapse': 'reopened',
  'reopened remindAgain': 'reminded',
}

describe.each(ProblemState.options)('a problem in state %s', (state) => {
  test.each(ProblemEvent.options)('%s leads where SM1 says, or nowhere', (event) => {
    const verdict = advance({ ...whole, state }, event, 'shen', '与会计当面核对')
    const next = open[`${state} ${event}`]
    expect(problemMachine[state][event]).toBe(next)
    expect(verdict).toEqual(
      next === undefined
        ? {
            kind: 'refused',
            reasons: [{ code: 'problem.step-not-open', about: [state, event] }],
          }
        : { kind: 'allowed', value: next },
    )
  })
})

test('INV-21: whoever entered a problem cannot confirm it', () => {
  expect(advance(whole, 'confirm', 'lin', '')).toEqual({
    kind: 'refused',
    reasons: [{ code: 'problem.confirmed-by-its-enterer' }],
  })
})

test('INV-20: a confirmation names every part of the event that is missing (R70, R71)', () => {
  const bare = { ...whole, happened: '', effect: '', persons: 0 }
  expect(missingOfEvent(bare)).toEqual(['happened', 'effect', 'persons'])
  expect(advance(bare, 'confirm', 'shen', '')).toEqual({
    kind: 'refused',
    reasons: [{ code: 'problem.event-incomplete', about: ['happened', 'effect', 'persons'] }],
  })
})

test('both reasons are told at once', () => {
  const verdict = advance({ ...whole, place: '' }, 'confirm', 'lin', '')
  expect(verdict).toMatchObject({
    kind: 'refused',
    reasons: [
      { code: 'problem.confirmed-by-its-enterer' },
      { code: 'problem.event-incomplete', about: ['place'] },
    ],
  })
})

test.each([
  ['dismiss', 'lead'],
  ['remind', 'found'],
] as const)('%s needs its basis, and not a whole event', (event, state) => {
  const facts = { ...whole, state, happened: '', persons: 0 }
  expect(advance(facts, event, 'lin', '')).toEqual({
    kind: 'refused',
    reasons: [{ code: 'problem.basis-missing' }],
  })
  expect(advance(facts, event, 'lin', '当面核对过')).toMatchObject({ kind: 'allowed' })
})

test('a confirmation needs no basis', () => {
  expect(advance(whole, 'confirm', 'shen', '')).toEqual({ kind: 'allowed', value: 'found' })
})
