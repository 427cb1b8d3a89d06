import { expect, test } from 'vitest'
import type { z } from 'zod'

import { holidayContract } from '#db/holiday/contract.ts'
import { justificationContract } from '#db/justification/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { rectificationContract as rect } from '#db/rectification/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { groupAtWork } from '#tests/fixtures/group.ts'
import { visitOf } from '#tests/fixtures/visit.ts'

type Group = Awaited<ReturnType<typeof groupAtWork>>
type Saved = z.input<typeof rect.save.input>

function codes(...wanted: string[]) {
  return { reasons: wanted.map((code) => expect.objectContaining({ code })) }
}

/** A problem that was confirmed and pointed out, with one item that names all a claim needs. */
async function reminded(group: Group, source: 'masses' | 'fieldwork' = 'fieldwork') {
  const { me, deputy } = group
  group.at('2014-06-02')
  const unitId = (
    await me(unitContract.add, { name: '石梁县', level: '30', kind: 'K01', parentId: null })
  ).id
  const { id: problemId } = await me(problemContract.save, {
    unitId,
    foundOn: '2014-05-29',
    problemType: 'T02',
    what: '3号窗口半小时无人值守',
    happened: '5月29日14:50',
    place: '办事大厅',
    effect: '两人放弃办理',
    severity: 'serious',
    source,
    persons: [{ name: '周明', post: '中心副主任', part: 'leading' }],
  })
  const seen = { kind: 'observation', directness: 'firstHand', supports: 'for' } as const
  await me(problemContract.addEvidence, { problemId, ...seen, ref: '照片', origin: '本组' })
  await deputy(problemContract.advance, { id: problemId, event: 'confirm', basis: '复看监控' })
  await remind(group, problemId, '2014-06-02')
  const { id } = await me(rect.save, whole(problemId, unitId))
  return { unitId, problemId, id }
}

async function remind({ deputy }: Group, problemId: string, remindedOn: string) {
  const words = { toName: '周明', toRank: 'leader', mode: 'letter', wording: '午间要有人' } as const
  await deputy(problemContract.remind, {
    problems: [problemId],
    members: ['id000002'],
    remindedOn,
    ...words,
  })
}

function whole(problemId: string, unitId: string, change: Partial<Saved> = {}): Saved {
  return {
    problemId,
    unitId,
    kind: 'byDate',
    measure: '窗口午间轮班，公开排班表',
    ownerName: '周明',
    ownerPost: '中心副主任',
    deadline: '2014-06-20',
    test: '午间随到随办，连看三天无空岗',
    ...change,
  }
}

/** From the claim of the item to the day on which the unit says it is done. */
async function reported({ me, at }: Group, id: string, claimedOn = '2014-06-10') {
  at(claimedOn)
  await me(rect.advance, { id, event: 'claim' })
  await me(rect.advance, { id, event: 'start' })
  await me(rect.report, { id, claimedOn, words: '排班表已公开' })
  await me(rect.advance, { id, event: 'planCheck' })
}

function visitOn({ other, at }: Group, unitId: string, day: string) {
  at('2014-07-01')
  return other(visitContract.save, visitOf(unitId, { startedOn: day, endedOn: day, items: [] }))
}

const problemState = async ({ me }: Group, problemId: string) =>
  (await me(rect.ofProblem, { problemId })).state

test('SM2: an item goes from draft to done, and the problem follows to 销号', async () => {
  const group = await groupAtWork()
  const { me, other, deputy } = group
  const { unitId, problemId, id } = await reminded(group)
  await me(rect.advance, { id, event: 'claim' })
  expect(await problemState(group, problemId)).toBe('rectifying')
  group.at('2014-06-12')
  await expect(
    me(rect.report, { id, claimedOn: '2014-06-10', words: '好了' }),
  ).rejects.toMatchObject(codes('rectification.step-not-open'))
  await me(rect.advance, { id, event: 'start' })
  await me(rect.report, { id, claimedOn: '2014-06-10', words: '排班表已公开' })
  expect(await problemState(group, problemId)).toBe('awaitingCheck')
  await me(rect.advance, { id, event: 'planCheck' })

  const early = await visitOn(group, unitId, '2014-06-09')
  const later = await visitOn(group, unitId, '2014-06-12')
  const check = { id, checkedOn: '2014-06-12', method: 'onSite', result: 'solved' } as const
  await expect(me(rect.check, { ...check, visitId: later.id })).rejects.toMatchObject(
    codes('rectification.checked-by-claimant'),
  )
  await expect(other(rect.check, { ...check, visitId: early.id })).rejects.toMatchObject(
    codes('rectification.visit-before-claim'),
  )
  expect(await other(rect.check, { ...check, visitId: later.id })).toEqual({
    state: 'beingChecked',
  })
  await expect(other(rect.advance, { id, event: 'pass' })).rejects.toMatchObject(
    codes('rectification.publicity-missing'),
  )
  const strike = { problemId, closedOn: '2014-06-13', basis: '连看三天无空岗' }
  await expect(deputy(rect.strikeOff, strike)).rejects.toMatchObject(
    codes('rectification.items-open'),
  )
  await me(rect.publish, { id, place: '大厅公示栏', fromOn: '2014-06-10', audience: '办事群众' })
  expect(await me(rect.advance, { id, event: 'pass' })).toEqual({ state: 'done' })
  await expect(other(rect.strikeOff, strike)).rejects.toMatchObject(
    codes('rectification.struck-off-by-deputy', 'rectification.struck-off-by-checker'),
  )
  expect(await deputy(rect.strikeOff, strike)).toEqual({ state: 'struckOff' })
  expect((await me(rect.list, { filter: {} })).rows[0]).toMatchObject({
    state: 'done',
    checker: '许静',
    closedOn: '2014-06-13',
    published: 'published',
  })
})

test('R12: the first deadline stays beside the new ones, and being late is counted from the last', async () => {
  const group = await groupAtWork()
  const { me, other } = group
  const { unitId, problemId, id } = await reminded(group)
  await reported(group, id)
  group.at('2014-07-01')
  expect((await me(rect.one, { id })).daysLate).toBe(11)
  const visit = await visitOn(group, unitId, '2014-06-30')
  const seen = { id, checkedOn: '2014-06-30', method: 'unannounced', visitId: visit.id } as const
  expect(await other(rect.check, { ...seen, result: 'partly' })).toEqual({ state: 'returned' })
  expect(await problemState(group, problemId)).toBe('sentBack')
  await expect(me(rect.advance, { id, event: 'resume' })).rejects.toMatchObject(
    codes('rectification.new-deadline-missing'),
  )
  await expect(
    me(rect.extend, { id, newDeadline: '2014-06-20', reason: '人手不够' }),
  ).rejects.toMatchObject(codes('rectification.extension-not-later'))
  await me(rect.extend, { id, newDeadline: '2014-07-20', reason: '人手不够' })
  await me(rect.advance, { id, event: 'resume' })
  expect(await problemState(group, problemId)).toBe('rectifying')
  expect(await me(rect.one, { id })).toMatchObject({
    deadline: '2014-06-20',
    due: '2014-07-20',
    extensions: 1,
    daysLate: null,
    extended: [{ newDeadline: '2014-07-20', reason: '人手不够', by: '林若川' }],
  })
  await expect(me(rect.save, { ...whole(problemId, unitId), id })).rejects.toMatchObject(
    codes('rectification.item-is-claimed'),
  )
  group.at('2014-08-25')
  expect((await me(rect.list, { filter: { lateness: ['to60'] } })).total).toBe(1)
  expect(await me(rect.ageing, {})).toMatchObject([{ key: '30', notDue: 0, to60: 1 }])
})

test('INV-23: what the masses raised is struck off with their word, or the leader’s reason', async () => {
  const group = await groupAtWork()
  const { me, other, deputy, leader } = group
  const { unitId, problemId, id } = await reminded(group, 'masses')
  await reported(group, id)
  const visit = await visitOn(group, unitId, '2014-06-12')
  await me(rect.publish, { id, exemptReason: '涉及商业秘密' })
  const check = { id, checkedOn: '2014-06-12', method: 'household', visitId: visit.id } as const
  expect(await other(rect.check, { ...check, result: 'solved' })).toEqual({ state: 'done' })
  const strike = { problemId, closedOn: '2014-06-13', basis: '已办结' }
  await expect(deputy(rect.strikeOff, strike)).rejects.toMatchObject({
    code: 'needs-reason',
    ...codes('rectification.masses-not-asked'),
  })
  await leader(justificationContract.give, {
    subject: 'problem',
    subjectId: problemId,
    code: 'rectification.masses-not-asked',
    reason: '当事人已外出，电话两次未接',
  })
  expect(await deputy(rect.strikeOff, strike)).toEqual({ state: 'struckOff' })
})

test('a relapse needs what was seen, is linked to the closing, and begins with a reminder', async () => {
  const group = await groupAtWork()
  const { me, other, deputy } = group
  const { unitId, problemId, id } = await reminded(group)
  await reported(group, id)
  const visit = await visitOn(group, unitId, '2014-06-12')
  await me(rect.publish, { id, place: '公示栏', fromOn: '2014-06-10', audience: '群众' })
  const check = { id, checkedOn: '2014-06-12', method: 'onSite', visitId: visit.id } as const
  await other(rect.check, { ...check, result: 'solved' })
  await deputy(rect.strikeOff, { problemId, closedOn: '2014-06-13', basis: '已办结' })
  const again = { id, source: 'opinion', words: '群众来电：午间又没人' } as const
  await expect(me(rect.relapse, { ...again, seenOn: '2014-06-12' })).rejects.toMatchObject(
    codes('rectification.dates-out-of-order'),
  )
  expect(await me(rect.relapse, { ...again, seenOn: '2014-06-20' })).toEqual({ state: 'relapsed' })
  expect(await problemState(group, problemId)).toBe('reopened')
  await me(rect.extend, { id, newDeadline: '2014-07-10', reason: '反弹重开' })
  await expect(me(rect.advance, { id, event: 'resume' })).rejects.toMatchObject(
    codes('rectification.remind-first'),
  )
  await remind(group, problemId, '2014-06-21')
  await me(rect.advance, { id, event: 'resume' })
  expect(await problemState(group, problemId)).toBe('rectifying')
  expect((await me(rect.durations, {})).reopened).toBe(1)
})

test('长期整改 is the leader’s, with milestones; a cancellation is his too', async () => {
  const group = await groupAtWork()
  const { me, leader } = group
  const { unitId, problemId, id } = await reminded(group)
  await me(rect.advance, { id, event: 'claim' })
  await expect(me(rect.advance, { id, event: 'cancel', basis: '并入' })).rejects.toMatchObject(
    codes('rectification.cancelled-by-leader'),
  )
  await expect(leader(rect.keepOn, { problemId, basis: '体制问题' })).rejects.toMatchObject(
    codes('rectification.milestones-missing'),
  )
  const lasting = { kind: 'lasting', measure: '编制核定' } as const
  await me(rect.save, {
    ...whole(problemId, unitId, lasting),
    milestones: [{ dueOn: '2014-09-30', aim: '完成核编' }],
  })
  expect(await leader(rect.keepOn, { problemId, basis: '体制问题' })).toEqual({ state: 'longTerm' })
  await leader(rect.advance, { id, event: 'cancel', basis: '并入长期事项' })
  expect((await me(rect.one, { id })).state).toBe('cancelled')
})

test('R67, R68, P-07: the lists that warn', async () => {
  const group = await groupAtWork()
  const { me } = group
  const { id } = await reminded(group)
  await reported(group, id)
  group.at('2014-07-15')
  const counts = { asked: 20, answers: 15, satisfied: 3, partly: 2, dissatisfied: 10 }
  const evaluation = { id, evaluatedOn: '2014-06-14', method: 'household' } as const
  await expect(me(rect.evaluate, { ...evaluation, ...counts, partly: 3 })).rejects.toMatchObject(
    codes('rectification.counts-wrong'),
  )
  await me(rect.evaluate, { ...evaluation, ...counts })
  for (const warning of ['massesDisagree', 'halfCooked', 'unchecked'] as const) {
    expect((await me(rect.list, { filter: { warning } })).total).toBe(1)
  }
})

test('the working days until an item is due leave out the days that the group entered as off', async () => {
  const group = await groupAtWork()
  const { me } = group
  const { id } = await reminded(group)
  group.at('2014-06-11')
  const left = async () => (await me(rect.one, { id })).workingDaysLeft
  expect(await left()).toBe(7)
  await me(holidayContract.add, { lines: '2014-06-13 休 本地节日\n2014-06-14 班' })
  expect(await left()).toBe(7)
  await me(holidayContract.add, { lines: '2014-06-16 休' })
  expect(await left()).toBe(6)
  group.at('2014-06-20')
  expect(await left()).toBe(0)
  group.at('2014-06-21')
  expect(await left()).toBeNull()
})

test('what is written as done has no day to come, and a milestone is reached once', async () => {
  const group = await groupAtWork()
  const { me } = group
  const { unitId, problemId } = await reminded(group)
  const milestones = [{ dueOn: '2014-06-10', aim: '排班表上墙' }]
  const { id } = await me(rect.save, whole(problemId, unitId, { milestones }))
  const reach = async (reachedOn: string) => {
    const [milestone] = (await me(rect.one, { id })).milestones
    return me(rect.reach, { milestoneId: milestone?.id ?? '', reachedOn })
  }
  group.at('2014-06-09')
  await expect(reach('2014-06-10')).rejects.toMatchObject(codes('rectification.in-the-future'))
  await reach('2014-06-09')
  await expect(reach('2014-06-09')).rejects.toMatchObject(
    codes('rectification.milestone-is-reached'),
  )
  await me(rect.advance, { id, event: 'claim' })
  await me(rect.advance, { id, event: 'start' })
  await expect(
    me(rect.report, { id, claimedOn: '2014-06-10', words: '好了' }),
  ).rejects.toMatchObject(codes('rectification.in-the-future'))
  await expect(
    me(rect.supervise, { problemId, kind: 'talk', decidedOn: '2014-06-10', decidedBy: '周怀远' }),
  ).rejects.toMatchObject(codes('rectification.in-the-future'))
})
