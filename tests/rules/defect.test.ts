import { describe, expect, test } from 'vitest'

import { DefectEvent, DefectState } from '#db/defect/contract.ts'
import {
  advance,
  checkEntry,
  type DefectFacts,
  defectMachine,
  isOverdue,
  selfCheckDue,
} from '#db/defect/rules.ts'

const whole: DefectFacts = {
  state: 'corrected',
  ownerId: 'owner',
  measure: '先抽签定两处后院',
  dueOn: '2014-06-20',
  evidence: '六月的走访单',
}
const by = (actor: string, basis = '复核过') => ({ actor, basis, today: '2014-06-10' })

describe('R15: a defect of the group', () => {
  test('takes its path, and no other', () => {
    const open = DefectState.options.flatMap((state) =>
      DefectEvent.options.flatMap((event) => {
        const next = defectMachine[state][event]
        return next === undefined ? [] : [`${state} ${event} ${next}`]
      }),
    )
    expect(open).toEqual([
      'seen own owned',
      'owned correct corrected',
      'corrected close closed',
      'corrected reopen reopened',
      'closed reopen reopened',
      'reopened own owned',
    ])
  })

  test.each(['seen', 'owned', 'reopened'] as const)('is not closed while it is %s', (state) => {
    expect(advance({ ...whole, state }, 'close', by('other'))).toEqual({
      kind: 'refused',
      reasons: [{ code: 'defect.not-corrected' }],
    })
  })

  test('is closed with evidence and by another than its owner', () => {
    expect(advance({ ...whole, evidence: '' }, 'close', by('owner'))).toEqual({
      kind: 'refused',
      reasons: [{ code: 'defect.evidence-missing' }, { code: 'defect.closed-by-its-owner' }],
    })
    expect(advance(whole, 'close', by('other'))).toEqual({ kind: 'allowed', value: 'closed' })
  })

  test('is owned with a name, a measure and a date, and comes back with a reason', () => {
    const bare = { ...whole, state: 'seen', ownerId: null, measure: '', dueOn: null } as const
    expect(advance(bare, 'own', by('owner'))).toEqual({
      kind: 'refused',
      reasons: [{ code: 'defect.claim-incomplete', about: ['ownerId', 'measure', 'dueOn'] }],
    })
    expect(advance(whole, 'reopen', by('other', ''))).toMatchObject({
      reasons: [{ code: 'defect.basis-missing' }],
    })
  })

  test('that is overdue is told so, and goes on', () => {
    const late = { ...whole, dueOn: '2014-06-09' }
    expect(advance(late, 'close', by('other'))).toEqual({
      kind: 'allowed',
      value: 'closed',
      notes: [{ code: 'defect.overdue', about: ['2014-06-09'] }],
    })
    expect(isOverdue({ state: 'closed', dueOn: '2014-06-09' }, '2014-06-10')).toBe(false)
    expect(isOverdue({ state: 'owned', dueOn: '2014-06-10' }, '2014-06-10')).toBe(false)
  })
})

test('an entry of the own list has a name, and no date that cannot be', () => {
  const entry = { code: 'own', name: '', seenOn: '2014-06-11', dueOn: '2014-06-10' } as const
  expect(checkEntry(entry, '2014-06-10')).toMatchObject({
    reasons: [
      { code: 'defect.name-missing' },
      { code: 'defect.in-the-future' },
      { code: 'defect.due-before-seen' },
    ],
  })
})

test('P-14: the group checks itself once in each round, before the first in thirty days', () => {
  const round = { fromOn: '2014-06-03' }
  expect(selfCheckDue('2014-06-03', round, '2014-06-10')).toBe(false)
  expect(selfCheckDue('2014-06-02', round, '2014-06-10')).toBe(true)
  expect(selfCheckDue('2014-05-11', undefined, '2014-06-10')).toBe(false)
  expect(selfCheckDue('2014-05-10', undefined, '2014-06-10')).toBe(true)
  expect(selfCheckDue(null, round, '2014-06-10')).toBe(true)
})
