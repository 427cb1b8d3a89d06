import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { justificationContract } from '#db/justification/contract.ts'
import { onsiteContract } from '#db/onsite/contract.ts'
import { prevalenceContract } from '#db/prevalence/contract.ts'
import { roundContract, type RoundDay } from '#db/round/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { reopen, reopenAs, testCase, type TestCase } from '#tests/fixtures/case.ts'
import { item, ME, unitOf, visitOf } from '#tests/fixtures/visit.ts'

const span = { fromOn: '2014-05-28', toOn: '2014-05-30' }

/** A case with a leader beside its first member, who leads the round. */
async function planned(file: TestCase) {
  const unitId = await unitOf(file)
  const { id: leader } = await file.ask(casefileContract.addMember, {
    name: '周怀远',
    role: 'leader',
  })
  const { id } = await file.ask(roundContract.save, {
    no: 1,
    purpose: '看窗口服务',
    ...span,
    leadMemberId: ME,
    members: [{ memberId: ME, team: '一分队' }],
    plan: [
      {
        unitId,
        reason: 'spotStudy',
        plannedOn: '2014-05-29',
        notice: 'unannounced',
        halfDays: 4,
        team: '一分队',
        note: '',
      },
    ],
  })
  return { unitId, leader, id }
}

function day(dayOn: string, lodgingLevel: RoundDay['lodgingLevel'], village = 0): RoundDay {
  const minutes = { province: 60, city: 0, county: 0, township: 0, village }
  return { memberId: ME, dayOn, lodgingLevel, lodgingKind: null, minutes }
}

/** The same case with the leader at the door; the file closes its former door. */
async function as(file: TestCase, actor: string): Promise<TestCase> {
  await file.service.close()
  return reopenAs(file.folder, actor)
}

test('a round goes from its plan to its file, each step by whom it belongs to', async () => {
  const first = await testCase()
  const { id, leader, unitId } = await planned(first)
  await expect(first.ask(roundContract.advance, { id, event: 'agree' })).rejects.toMatchObject({
    reasons: [{ code: 'round.heads-only' }],
  })
  const head = await as(first, leader)
  for (const event of ['agree', 'approve', 'start'] as const) {
    await head.ask(roundContract.advance, { id, event })
  }
  const plan = await head.ask(roundContract.one, { id })
  expect(plan).toMatchObject({
    state: 'underWay',
    leadName: '林若川',
    members: [{ name: '林若川', team: '一分队' }],
    plan: [{ unitName: '石梁县', halfDays: 4 }],
    measures: { nightsDue: 2, nightsMissing: [{ dayOn: '2014-05-28' }, { dayOn: '2014-05-29' }] },
  })

  const visit = visitOf(unitId, { roundId: id, items: [item('T18')] })
  const { id: visitId } = await head.ask(visitContract.save, visit)
  await expect(head.ask(roundContract.advance, { id, event: 'recall' })).rejects.toMatchObject({
    code: 'refused',
    reasons: [{ code: 'round.nights-missing' }, { code: 'round.visit-open' }],
  })
  await head.ask(visitContract.close, { id: visitId })
  await head.ask(roundContract.saveDays, {
    roundId: id,
    days: [day('2014-05-28', 'capital'), day('2014-05-29', 'city'), day('2014-05-30', null)],
  })
  await expect(head.ask(roundContract.advance, { id, event: 'recall' })).rejects.toMatchObject({
    code: 'needs-reason',
    reasons: [{ code: 'round.all-nights-in-cities' }, { code: 'round.no-front-line-days' }],
  })
  // A night that is written once more takes the place of the one before.
  await head.ask(roundContract.saveDays, {
    roundId: id,
    days: [day('2014-05-29', 'village', 240)],
  })
  await head.ask(roundContract.advance, { id, event: 'recall' })
  await head.ask(roundContract.saveSummary, { id, summary: '看了一县，窗口午间无人。' })
  await head.ask(roundContract.advance, { id, event: 'file' })
  const filed = await head.ask(roundContract.one, { id })
  // The clock stands, so that the steps have no order among themselves.
  expect(new Set(filed.steps.map(({ toState }) => toState))).toEqual(
    new Set(['draft', 'agreed', 'approved', 'underWay', 'back', 'filed']),
  )
  expect(filed.measures).toMatchObject({
    nights: { capital: 1, village: 1 },
    visits: { all: 1, unannounced: 1, drawn: 1, withoutPurpose: 1 },
  })
  await expect(
    head.ask(roundContract.saveDays, { roundId: id, days: [day('2014-05-28', 'county')] }),
  ).rejects.toMatchObject({ reasons: [{ code: 'round.is-settled' }] })
})

test('the leader’s reason lets a round in cities come back', async () => {
  const first = await testCase()
  const { id, leader } = await planned(first)
  const head = await as(first, leader)
  for (const event of ['agree', 'approve', 'start'] as const) {
    await head.ask(roundContract.advance, { id, event })
  }
  const days = [day('2014-05-28', 'capital'), day('2014-05-29', 'city')]
  await head.ask(roundContract.saveDays, { roundId: id, days })
  for (const code of ['round.all-nights-in-cities', 'round.no-front-line-days']) {
    const reason = '汛期道路中断，改在市里查卷'
    await head.ask(justificationContract.give, { subject: 'round', subjectId: id, code, reason })
  }
  await head.ask(roundContract.advance, { id, event: 'recall' })
  expect((await head.ask(roundContract.one, { id })).state).toBe('back')
})

test('a plan that was agreed waits unchanged; it is taken back with a reason', async () => {
  const first = await testCase()
  const { id, leader } = await planned(first)
  const head = await as(first, leader)
  await head.ask(roundContract.advance, { id, event: 'agree' })
  const { plan, no, purpose, fromOn, toOn, leadMemberId } = await head.ask(roundContract.one, {
    id,
  })
  const again = {
    id,
    no,
    purpose,
    fromOn,
    toOn,
    leadMemberId,
    members: [],
    plan: plan.map(({ unitName: _name, ...row }) => row),
  }
  await expect(head.ask(roundContract.save, again)).rejects.toMatchObject({
    reasons: [{ code: 'round.is-settled' }],
  })
  await head.ask(roundContract.advance, { id, event: 'redraft', basis: '分组有误' })
  await head.ask(roundContract.save, { ...again, toOn: '2014-05-29' })
  expect(await head.ask(roundContract.one, { id })).toMatchObject({
    state: 'draft',
    members: [],
    toOn: '2014-05-29',
  })
})

test('the list counts what hangs on each round, and two rounds have two numbers', async () => {
  const file = await testCase()
  const { id, unitId } = await planned(file)
  await file.ask(visitContract.save, visitOf(unitId, { roundId: id }))
  await file.ask(roundContract.saveDays, { roundId: id, days: [day('2014-05-28', 'county')] })
  expect(await file.ask(roundContract.list, {})).toMatchObject([
    { no: 1, state: 'draft', members: 1, plans: 1, visits: 1, openVisits: 1, nights: 1 },
  ])
  await expect(
    file.ask(roundContract.save, {
      no: 1,
      purpose: '',
      ...span,
      leadMemberId: null,
      members: [],
      plan: [],
    }),
  ).rejects.toMatchObject({ reasons: [{ code: 'visit.round-exists' }] })
})

test('a visit tells its sites, minutes and facts, and closes when its sites are coded', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(visitContract.save, visitOf(unitId, { items: [item('T18')] }))
  const { onsite } = await file.ask(visitContract.one, { id })
  const site = { name: '后院食堂', side: 'back', proposedBy: null, minutes: 20 } as const
  const facts = {
    ...onsite,
    toHear: true,
    meal: 'canteen',
    mealFen: 1500,
    ceremony: false,
  } as const
  await file.ask(onsiteContract.save, {
    visitId: id,
    onsite: facts,
    sites: [site],
    minutes: [{ method: 'M14', minutes: 90 }],
  })
  const saved = await file.ask(visitContract.one, { id })
  expect(saved).toMatchObject({
    onsite: { toHear: true, toFind: false, meal: 'canteen', mealFen: 1500, ceremony: false },
    sites: [site],
    minutes: [{ method: 'M14', minutes: 90 }],
  })
  await expect(file.ask(visitContract.close, { id })).rejects.toMatchObject({
    reasons: [{ code: 'visit.site-without-codes', about: ['后院食堂'] }],
  })
  const sites = saved.sites.map((each) => ({ ...each, proposedBy: 'masses' as const }))
  await file.ask(onsiteContract.save, { visitId: id, onsite: facts, sites, minutes: [] })
  await file.ask(visitContract.close, { id })
  await expect(
    file.ask(onsiteContract.observe, { visitId: id, siteId: null, text: '见', fit: 'neutral' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'visit.is-closed' }] })
})

test('INV-28: a unit is assessed after fieldwork, with the contrary or what was looked for', async () => {
  const before = await testCase({ today: '2014-06-10' })
  const unitId = await unitOf(before)
  const { id: other } = await before.ask(casefileContract.addMember, {
    name: '何一凡',
    role: 'member',
  })
  const { id: visitId } = await before.ask(visitContract.save, visitOf(unitId))
  await before.ask(onsiteContract.suppose, { unitId, text: '窗口已好转', basis: '上轮回访' })
  const assess = { unitId, text: '窗口作风有反复' }
  await expect(before.ask(onsiteContract.assess, assess)).rejects.toMatchObject({
    reasons: [{ code: 'onsite.no-observation-since' }, { code: 'onsite.nothing-contrary' }],
  })
  await before.service.close()

  const after = await reopen(before.folder)
  const seen = { visitId, siteId: null, text: '午间三个窗口有人', fit: 'fits' } as const
  await after.ask(onsiteContract.observe, seen)
  await expect(after.ask(onsiteContract.assess, assess)).rejects.toMatchObject({
    reasons: [{ code: 'onsite.nothing-contrary' }],
  })
  await after.ask(onsiteContract.assess, { ...assess, lookedFor: '查了退件台账，没有反面情况' })
  expect((await after.ask(onsiteContract.unit, { unitId })).assessments).toHaveLength(1)

  // Another member who is not on the visit reads the words; one who is on it does not (R6).
  const elsewhere = await as(after, other)
  const read = await elsewhere.ask(onsiteContract.unit, { unitId })
  expect(read).toMatchObject({ recording: false, hypotheses: [{ text: '窗口已好转' }] })
  await elsewhere.ask(visitContract.save, visitOf(unitId, { members: [other] }))
  const hidden = await elsewhere.ask(onsiteContract.unit, { unitId })
  expect(hidden).toMatchObject({ recording: true, hypotheses: [{ text: null, basis: null }] })
})

test('INV-26: a visit of papers alone gives no exposure for a substantive type', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const papers = { ...item('T18'), nature: 'papers' } as const
  const seen = { ...item('T12'), nature: 'masses' } as const
  const visit = visitOf(unitId, { items: [papers, { ...papers, nature: 'meeting' }, seen] })
  await file.ask(visitContract.save, visit)
  const { rows } = await file.ask(prevalenceContract.byType, {})
  const examined = (type: string) =>
    rows.find(({ problemType }) => problemType === type)?.examined ?? 0
  expect([examined('T18'), examined('T12')]).toEqual([0, 1])
})
