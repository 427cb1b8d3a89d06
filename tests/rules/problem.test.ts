import { describe, expect, test } from 'vitest'

import { ProblemEvent, ProblemState } from '#db/problem/contract.ts'
import {
  type Actor,
  advance,
  isEvidenced,
  missingOfEvent,
  problemMachine,
  type ProblemFacts,
  type ReminderFacts,
  reminding,
} from '#db/problem/rules.ts'

const whole: ProblemFacts = {
  state: 'lead',
  enteredBy: 'lin',
  what: '窗口午间无人值守',
  happened: '5月29日14:50',
  place: '办事大厅',
  effect: '两人放弃办理',
  persons: 1,
  exposureId: null,
  evidence: [{ directness: 'firstHand', supports: 'for', origin: '本组现场' }],
}
const shen = { id: 'shen', role: 'leader' } as const
const lin = { id: 'lin', role: 'deputy' } as const

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
    const verdict = advance({ ...whole, state }, event, shen, '与会计当面核对')
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
  expect(advance(whole, 'confirm', lin, '查过值班表')).toEqual({
    kind: 'refused',
    reasons: [{ code: 'problem.confirmed-by-its-enterer' }],
  })
})

test('INV-20: a confirmation names every part of the event that is missing (R70, R71)', () => {
  const bare = { ...whole, happened: '', effect: '', persons: 0 }
  expect(missingOfEvent(bare)).toEqual(['happened', 'effect', 'persons'])
  expect(advance(bare, 'confirm', shen, '查过值班表')).toEqual({
    kind: 'refused',
    reasons: [{ code: 'problem.event-incomplete', about: ['happened', 'effect', 'persons'] }],
  })
})

test('both reasons are told at once', () => {
  const verdict = advance({ ...whole, place: '' }, 'confirm', lin, '查过值班表')
  expect(verdict).toMatchObject({
    kind: 'refused',
    reasons: [
      { code: 'problem.confirmed-by-its-enterer' },
      { code: 'problem.event-incomplete', about: ['place'] },
    ],
  })
})

test('a dismissal needs its reason, and not a whole event', () => {
  const facts = { ...whole, happened: '', persons: 0 }
  expect(advance(facts, 'dismiss', lin, '')).toEqual({
    kind: 'refused',
    reasons: [{ code: 'problem.basis-missing' }],
  })
  expect(advance(facts, 'dismiss', lin, '当面核对过')).toMatchObject({ kind: 'allowed' })
})

test('INV-20: what speaks for it is first-hand or twice told apart; what speaks against is looked for', () => {
  const told = { directness: 'secondHand', supports: 'for' } as const
  const cases: readonly (readonly [Partial<ProblemFacts>, boolean])[] = [
    [{ evidence: [] }, false],
    [{ evidence: [], exposureId: 'e1' }, true],
    [{ evidence: [{ ...told, origin: '甲' }] }, false],
    [
      {
        evidence: [
          { ...told, origin: '甲' },
          { ...told, origin: '甲' },
        ],
      },
      false,
    ],
    [
      {
        evidence: [
          { ...told, origin: '甲' },
          { ...told, origin: '乙' },
        ],
      },
      true,
    ],
    [{ evidence: [{ directness: 'firstHand', supports: 'against', origin: '甲' }] }, false],
  ]
  for (const [facts, enough] of cases) {
    expect([facts, isEvidenced({ ...whole, ...facts })]).toEqual([facts, enough])
  }
  expect(advance(whole, 'confirm', shen, '')).toEqual({
    kind: 'refused',
    reasons: [{ code: 'problem.against-not-sought' }],
  })
  const against = { directness: 'secondHand', supports: 'against', origin: '单位' } as const
  const heard = { ...whole, evidence: [...whole.evidence, against] }
  expect(advance(heard, 'confirm', shen, '')).toEqual({ kind: 'allowed', value: 'found' })
})

test('domain §3.3: members neither confirm, dismiss nor merge; only the leader hands over', () => {
  const member = { id: 'xu', role: 'member' } as const
  for (const event of ['confirm', 'dismiss', 'merge'] as const) {
    expect(advance(whole, event, member, '核过')).toEqual({
      kind: 'refused',
      reasons: [{ code: 'problem.not-a-confirmer' }],
    })
  }
  expect(advance(whole, 'handOver', lin, '')).toEqual({
    kind: 'refused',
    reasons: [{ code: 'problem.leader-only' }],
  })
  expect(advance(whole, 'handOver', shen, '')).toMatchObject({ kind: 'allowed' })
})

test('R10, R96, INV-42: how a problem may be pointed out, and what is noted of it', () => {
  const problem = { foundOn: '2014-05-29', unitLevel: '20', parts: ['leading'] }
  const facts = { toRank: 'head', mode: 'face', remindedOn: '2014-05-30', members: 2 } as const
  const member = { id: 'xu', role: 'member' } as const
  const codes = (change: Partial<ReminderFacts>, actor: Actor) => {
    const verdict = reminding(problem, { ...facts, ...change }, actor)
    return (verdict.kind === 'refused' ? verdict.reasons : (verdict.notes ?? [])).map(
      ({ code }) => code,
    )
  }
  expect(codes({}, shen)).toEqual([])
  expect(codes({ members: 1 }, shen)).toEqual(['problem.two-members-needed'])
  expect(codes({ members: 1, mode: 'letter' }, shen)).toEqual([])
  expect(codes({}, member)).toEqual(['problem.head-needs-deputy'])
  expect(codes({ remindedOn: '2014-05-28' }, shen)).toEqual(['problem.reminded-before-found'])
  expect(codes({ toRank: 'staff', members: 1 }, member)).toEqual(['problem.told-staff-only'])
})
