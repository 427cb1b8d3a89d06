import { expect, test } from 'vitest'

import { defectContract } from '#db/defect/contract.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { rectificationContract } from '#db/rectification/contract.ts'
import { openStates } from '#db/rectification/rules/machine.ts'
import { roundContract } from '#db/round/contract.ts'
import { DueFilter, DueKind, DueWhen, todayContract } from '#db/today/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase } from '#tests/fixtures/case.ts'
import { groupAtWork } from '#tests/fixtures/group.ts'
import { event } from '#tests/fixtures/problem.ts'

const EVERY = DueFilter.parse({})

async function practice() {
  const file = await testCase({ practice: true })
  await file.ask(practiceContract.load, {})
  return file
}

test('every number of the group is the total of the list that it opens (R14)', async () => {
  const { ask } = await practice()
  const standing = await ask(todayContract.standing, {})
  const problems = async (filter: object) => (await ask(problemContract.list, { filter })).total
  const items = async (filter: object) => (await ask(rectificationContract.list, { filter })).total
  expect(standing.unreminded).toEqual({
    count: await problems({ marks: ['unreminded'] }),
    of: await problems({ states: ['found'] }),
  })
  expect(standing.late).toEqual({
    count: await items({ lateness: ['to30', 'to60', 'to90', 'over90'] }),
    of: await items({ itemStates: openStates }),
  })
  expect(standing.unchecked).toEqual({
    count: await items({ warning: 'unchecked' }),
    of: await items({ itemStates: ['reportedDone', 'beingChecked'] }),
  })
  expect(standing.unreminded.of).toBeGreaterThan(0)
  expect(standing.late.of).toBeGreaterThan(0)
  const due = async (filter: Partial<DueFilter>) =>
    (await ask(todayContract.items, { filter: { ...EVERY, ...filter } })).total
  expect(standing.overdue).toEqual({
    count: await due({ whens: ['overdue'] }),
    of: await due({}),
  })
  expect(standing.today.count).toBe(await due({ whens: ['today'] }))
  expect(await due({ kinds: ['confirm'] })).toBe(await problems({ states: ['lead'] }))
  expect(await due({ kinds: ['finishVisit'] })).toBe(
    (await ask(visitContract.list, { filter: { state: 'open' } })).total,
  )
  const { overdue } = await ask(defectContract.standing, {})
  expect(await due({ kinds: ['defect'], whens: ['overdue'] })).toBe(overdue)
})

test('the parts of the day make up the whole, for the member as for the group', async () => {
  const { ask } = await practice()
  for (const whose of ['mine', 'all'] as const) {
    const counts = await ask(todayContract.counts, { whose })
    const listed = await Promise.all(
      DueWhen.options.map(async (when) => {
        const { total, rows } = await ask(todayContract.items, {
          filter: { ...EVERY, whose, whens: [when] },
        })
        expect(rows.every((row) => row.when === when)).toBe(true)
        return [when, total] as const
      }),
    )
    expect(counts.whens).toEqual(Object.fromEntries(listed))
    const { total } = await ask(todayContract.items, { filter: { ...EVERY, whose } })
    expect(counts[whose]).toBe(total)
    expect(Object.values(counts.whens).reduce((sum, each) => sum + each, 0)).toBe(total)
  }
})

test('kinds make up the whole, and each item is told once', async () => {
  const { ask } = await practice()
  const { total } = await ask(todayContract.items, { filter: EVERY })
  const ids = new Set<string>()
  for (let offset = 0; offset < total; offset += 200) {
    const { rows } = await ask(todayContract.items, { filter: EVERY, offset, limit: 200 })
    for (const { id } of rows) ids.add(id)
  }
  expect(ids.size).toBe(total)
  const byKind = await Promise.all(
    DueKind.options.map((kind) =>
      ask(todayContract.items, { filter: { ...EVERY, kinds: [kind] } }),
    ),
  )
  expect(byKind.reduce((sum, each) => sum + each.total, 0)).toBe(total)
})

test('what takes another person is nobody’s own, and not the enterer’s to do (INV-20)', async () => {
  const { me, other, deputy, at } = await groupAtWork()
  at('2014-06-02')
  const unit = { name: '石梁县', level: '30', kind: 'K01', parentId: null } as const
  const { id: unitId } = await me(unitContract.add, unit)
  const { id } = await me(problemContract.save, event(unitId))
  const mine = { filter: { ...EVERY, whose: 'mine' } } as const
  const [lead] = (await me(todayContract.items, { filter: EVERY })).rows
  expect(lead).toMatchObject({
    kind: 'confirm',
    recordId: id,
    unitName: '石梁县',
    memberName: null,
    exceptName: '林若川',
    when: 'undated',
    since: '2014-05-29',
  })
  // A member cannot confirm at all; the deputy can.
  expect((await me(todayContract.items, mine)).total).toBe(0)
  expect((await other(todayContract.items, mine)).total).toBe(0)
  expect((await deputy(todayContract.items, mine)).rows).toMatchObject([{ kind: 'confirm' }])

  const seen = { kind: 'observation', directness: 'firstHand', supports: 'for' } as const
  await me(problemContract.addEvidence, { problemId: id, ...seen, ref: '照片', origin: '本组' })
  await deputy(problemContract.advance, { id, event: 'confirm', basis: '复看监控' })
  // P-06 is three days from the find: on the third it is due, on the fourth late.
  at('2014-06-01')
  expect((await me(todayContract.items, mine)).rows).toMatchObject([
    { kind: 'remind', dueOn: '2014-06-01', when: 'today', memberName: '林若川', daysLate: 0 },
  ])
  at('2014-06-02')
  expect((await me(todayContract.items, mine)).rows).toMatchObject([
    { kind: 'remind', when: 'overdue', daysLate: 1 },
  ])
  expect((await deputy(todayContract.items, mine)).total).toBe(0)
})

test('a round is due to leave, its units to be seen, and itself to come back', async () => {
  const { me, deputy, leader, at } = await groupAtWork()
  at('2014-06-01')
  const unit = { name: '石梁县', level: '30', kind: 'K01', parentId: null } as const
  const { id: unitId } = await me(unitContract.add, unit)
  const { id } = await me(roundContract.save, {
    no: 1,
    purpose: '看窗口服务',
    fromOn: '2014-06-03',
    toOn: '2014-06-06',
    leadMemberId: 'id000002',
    members: [{ memberId: 'id000002', team: '一' }],
    plan: [
      {
        unitId,
        reason: 'gap',
        plannedOn: '2014-06-04',
        notice: 'unannounced',
        halfDays: 2,
        team: '一',
        note: '',
      },
    ],
  })
  const kinds = async () =>
    (await me(todayContract.items, { filter: EVERY })).rows.map(({ kind, dueOn }) => [kind, dueOn])
  expect(await kinds()).toEqual([['depart', '2014-06-03']])
  await deputy(roundContract.advance, { id, event: 'agree' })
  await leader(roundContract.advance, { id, event: 'approve' })
  expect(await kinds()).toEqual([
    ['depart', '2014-06-03'],
    ['plannedVisit', '2014-06-04'],
  ])
  await me(roundContract.advance, { id, event: 'start' })
  at('2014-06-04')
  await me(visitContract.save, {
    roundId: id,
    unitId,
    startedOn: '2014-06-04',
    endedOn: '2014-06-04',
    method: 'M03',
    notice: 'unannounced',
    selection: 'chosen',
    note: '',
    members: ['id000002'],
    items: [],
  })
  expect(await kinds()).toEqual([
    ['comeBack', '2014-06-06'],
    ['finishVisit', null],
  ])
  const { days, rounds } = await me(todayContract.calendar, {
    from: '2014-06-02',
    to: '2014-06-08',
  })
  expect(rounds).toMatchObject([{ no: 1, fromOn: '2014-06-03', state: 'underWay' }])
  expect(days.map(({ due, visits }) => [due, visits])).toEqual([
    [0, 0],
    [0, 0],
    [0, 1],
    [0, 0],
    [1, 0],
    [0, 0],
    [0, 0],
  ])
})

test('with nothing to do the next day is none, and a calendar has its bounds', async () => {
  const { ask, service } = await testCase()
  expect(await ask(todayContract.counts, { whose: 'all' })).toEqual({
    mine: 0,
    all: 0,
    whens: { overdue: 0, today: 0, undated: 0, later: 0 },
    nextOn: null,
  })
  const long = { from: '2014-01-01', to: '2014-12-31' }
  expect(await service.call('today.calendar', long)).toMatchObject({ ok: false, code: 'invalid' })
})
