import { describe, expect, test } from 'vitest'

import { nextState } from '#db/kernel/machine.ts'
import {
  type LodgingLevel,
  type RoundDay,
  RoundEvent,
  type RoundMeasures,
} from '#db/round/contract.ts'
import { advanceRound, needsBasis, type RoundFacts, roundMachine } from '#db/round/rules/machine.ts'
import { daysOf, longestCityRun, measureDays } from '#db/round/rules/nights.ts'
import { defaultRoundParameters, roundParametersOf } from '#db/round/rules/parameters.ts'
import { checkPlan } from '#db/round/rules/plan.ts'

const leader = { id: 'm1', role: 'leader' } as const
const deputy = { id: 'm2', role: 'deputy' } as const
const member = { id: 'm3', role: 'member' } as const
const span = { fromOn: '2014-06-03', toOn: '2014-06-06' }
const people = [{ memberId: 'm3', name: '何一凡', team: '一分队' }]

const good: RoundMeasures = {
  workDays: 10,
  personDays: { province: 1, city: 1, county: 2, township: 4, village: 2 },
  nights: { capital: 1, city: 0, county: 1, township: 1, village: 0, transit: 0, off: 0 },
  nightsDue: 3,
  nightsMissing: [],
  cityRun: { nights: 1, name: '何一凡' },
  visits: { all: 10, unannounced: 4, drawn: 4, withoutPurpose: 0, formOnly: 0, upper: 1 },
  sites: { all: 10, front: 4, back: 5, host: 3, group: 3, draw: 2, masses: 2 },
  minutes: [
    { method: 'M08', minutes: 300 },
    { method: 'M04', minutes: 120 },
  ],
}

function facts(
  change: Partial<RoundFacts> = {},
  measures: Partial<RoundMeasures> = {},
): RoundFacts {
  return {
    id: 'r1',
    no: 1,
    purpose: '看窗口',
    ...span,
    state: 'underWay',
    leadMemberId: 'm3',
    leadName: '何一凡',
    summary: '',
    members: people,
    plan: [
      {
        id: 'p1',
        unitId: 'u1',
        unitName: '石梁县',
        reason: 'spotStudy',
        plannedOn: '2014-06-03',
        notice: 'unannounced',
        halfDays: 4,
        team: '一分队',
        note: '',
      },
    ],
    openVisits: [],
    unreminded: 0,
    measures: { ...good, ...measures },
    parameters: defaultRoundParameters,
    justified: [],
    ...change,
  }
}

const codesOf = (verdict: ReturnType<typeof advanceRound>) => ({
  kind: verdict.kind,
  codes: verdict.kind === 'allowed' ? [] : verdict.reasons.map(({ code }) => code),
  notes: (verdict.kind === 'refused' ? [] : (verdict.notes ?? [])).map(({ code }) => code),
})

describe('SM9', () => {
  test('goes from the plan to the file, and back only where that is told', () => {
    const path = ['agree', 'approve', 'start', 'recall', 'file'] as const
    let state: keyof typeof roundMachine = 'draft'
    for (const event of path) state = nextState(roundMachine, state, event) ?? 'cancelled'
    expect(state).toBe('filed')
    expect(roundMachine.filed).toEqual({})
    expect(roundMachine.cancelled).toEqual({})
    expect(nextState(roundMachine, 'underWay', 'cancel')).toBeUndefined()
    expect(RoundEvent.options.filter((step) => needsBasis(step))).toEqual([
      'redraft',
      'resume',
      'cancel',
    ])
  })

  test('the leader approves, files and cancels; heads chair; the lead member comes back', () => {
    const agreed = facts({ state: 'agreed' })
    expect(codesOf(advanceRound(agreed, 'approve', leader, '')).kind).toBe('allowed')
    expect(codesOf(advanceRound(agreed, 'approve', deputy, '')).codes).toEqual([
      'round.leader-only',
    ])
    expect(codesOf(advanceRound(agreed, 'cancel', deputy, '汛期')).codes).toEqual([
      'round.leader-only',
    ])
    const draft = facts({ state: 'draft' })
    expect(codesOf(advanceRound(draft, 'agree', member, '')).codes).toEqual(['round.heads-only'])
    expect(codesOf(advanceRound(draft, 'agree', deputy, '')).kind).toBe('allowed')
    const stranger = { id: 'm9', role: 'member' } as const
    expect(codesOf(advanceRound(facts(), 'recall', stranger, '')).codes).toEqual([
      'round.lead-only',
    ])
    expect(codesOf(advanceRound(facts(), 'recall', member, '')).kind).toBe('allowed')
  })

  test('a step that is not open, and one back without a reason, are refused', () => {
    expect(codesOf(advanceRound(facts(), 'approve', leader, '')).codes).toEqual([
      'round.step-not-open',
    ])
    expect(codesOf(advanceRound(facts({ state: 'back' }), 'resume', leader, '')).codes).toEqual([
      'round.basis-missing',
    ])
  })

  test('a plan names its purpose, its lead, its people and its units', () => {
    const bare = facts({ state: 'draft', purpose: '', leadMemberId: null, members: [], plan: [] })
    expect(codesOf(advanceRound(bare, 'agree', leader, '')).codes).toEqual([
      'round.purpose-missing',
      'round.lead-missing',
      'round.nobody-travels',
      'round.plan-empty',
    ])
  })
})

describe('coming back', () => {
  test('INV-30: no night without a lodging, no visit left open', () => {
    const missing = facts(
      { openVisits: [{ id: 'v1', unitName: '石梁县' }] },
      { nightsMissing: [{ name: '何一凡', dayOn: '2014-06-04' }] },
    )
    const verdict = advanceRound(missing, 'recall', leader, '')
    expect(verdict).toMatchObject({
      kind: 'refused',
      reasons: [
        { code: 'round.nights-missing', about: ['1', '3'] },
        { code: 'round.visit-open', about: ['1'] },
      ],
    })
  })

  test('R32, R5: all nights in cities and no front-line day wait for the leader', () => {
    const inTown = {
      nights: { ...good.nights, capital: 3, county: 0, township: 0 },
      personDays: { ...good.personDays, township: 0, village: 0 },
    }
    const asked = codesOf(advanceRound(facts({}, inTown), 'recall', leader, ''))
    expect(asked.kind).toBe('asked')
    expect(asked.codes).toEqual(['round.all-nights-in-cities', 'round.no-front-line-days'])
    const justified = ['round.all-nights-in-cities', 'round.no-front-line-days']
    expect(codesOf(advanceRound(facts({ justified }, inTown), 'recall', leader, '')).kind).toBe(
      'allowed',
    )
  })

  test('each share beyond its limit is noted with its numbers', () => {
    const verdict = advanceRound(
      facts(
        {},
        {
          personDays: { province: 5, city: 3, county: 0.5, township: 1, village: 0.5 },
          cityRun: { nights: 4, name: '何一凡' },
          visits: { all: 10, unannounced: 2, drawn: 1, withoutPurpose: 3, formOnly: 1, upper: 4 },
          sites: { all: 10, front: 8, back: 2, host: 6, group: 4, draw: 0, masses: 0 },
          minutes: [{ method: 'M04', minutes: 120 }],
        },
      ),
      'recall',
      leader,
      '',
    )
    expect(verdict).toMatchObject({
      kind: 'allowed',
      notes: [
        { code: 'round.back-yard-low', about: ['2', '10', '40%'] },
        { code: 'round.host-sites-high', about: ['6', '10', '50%'] },
        { code: 'round.county-days-low', about: ['2', '10', '60%'] },
        { code: 'round.township-days-low', about: ['1.5', '10', '30%'] },
        { code: 'round.city-run-long', about: ['何一凡', '4', '3'] },
        { code: 'round.unannounced-low', about: ['2', '10', '30%'] },
        { code: 'round.leaders-take-more', about: ['0', '2'] },
        { code: 'round.purpose-unserved', about: ['3', '10'] },
        { code: 'round.visits-form-only', about: ['1', '10'] },
      ],
    })
    expect(codesOf(advanceRound(facts(), 'recall', leader, '')).notes).toEqual([])
  })

  test('a round is filed with its summary; problems nobody was reminded of ask the leader', () => {
    const back = facts({ state: 'back', unreminded: 2 })
    expect(codesOf(advanceRound(back, 'file', leader, '')).codes).toEqual(['round.summary-missing'])
    const summed = facts({ state: 'back', unreminded: 2, summary: '到过六县' })
    expect(codesOf(advanceRound(summed, 'file', leader, '')).codes).toEqual([
      'round.problems-unreminded',
    ])
  })
})

describe('nights and days', () => {
  const day = (dayOn: string, lodgingLevel: LodgingLevel | null, village = 0): RoundDay => ({
    memberId: 'm3',
    dayOn,
    lodgingLevel,
    lodgingKind: null,
    minutes: { province: 0, city: 120, county: 0, township: 0, village },
  })

  test('every night but the last day’s is due, and a day counts once over its levels', () => {
    const measured = measureDays(span, people, [
      day('2014-06-03', 'capital', 360),
      day('2014-06-04', 'city'),
      day('2014-06-06', null),
    ])
    expect(measured).toMatchObject({
      workDays: 3,
      personDays: { city: 2.25, village: 0.75 },
      nightsDue: 3,
      nightsMissing: [{ name: '何一凡', dayOn: '2014-06-05' }],
      cityRun: { nights: 2, name: '何一凡' },
    })
  })

  test('a run in cities is broken by any night elsewhere, and by one nobody wrote', () => {
    expect(longestCityRun(['capital', 'city', 'county', 'city', null, 'city'])).toBe(2)
    expect(longestCityRun([])).toBe(0)
    expect(daysOf({ fromOn: '2014-06-30', toOn: '2014-07-01' })).toEqual([
      '2014-06-30',
      '2014-07-01',
    ])
  })

  test('a plan keeps to its days, and each member to one team', () => {
    expect(checkPlan({ fromOn: '2014-06-06', toOn: '2014-06-03' }, [], [])).toMatchObject({
      reasons: [{ code: 'visit.ends-before-start' }],
    })
    const twice = [{ memberId: 'm1' }, { memberId: 'm1' }]
    expect(checkPlan(span, twice, [{ plannedOn: '2014-06-07' }])).toMatchObject({
      reasons: [{ code: 'round.member-twice' }, { code: 'round.planned-outside', about: ['1'] }],
    })
    expect(checkPlan({ ...span, toOn: '2014-09-06' }, [], [])).toMatchObject({
      reasons: [{ code: 'round.too-long' }],
    })
  })

  test('what the group has set stands over the defaults', () => {
    const set = [
      { code: 'P-04', value: 5 },
      { code: 'P-04', value: 2 },
    ]
    expect(roundParametersOf(set)).toEqual({ ...defaultRoundParameters, cityRun: 2 })
  })
})
