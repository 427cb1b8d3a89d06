import { expect, test } from 'vitest'

import { prevalenceContract } from '#db/prevalence/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { testCase } from '#tests/fixtures/case.ts'
import { bearOut, event, second, told, unitOf } from '#tests/fixtures/problem.ts'

test('R10, R96: two members go to a leader, the exact words stay, the answer comes later', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(problemContract.save, event(unitId))
  await bearOut(file, id)
  const theirs = await second(file)
  await theirs.ask(problemContract.advance, { id, event: 'confirm', basis: '看过值班表' })
  const reminder = { problems: [id], members: ['id000002'], ...told }
  await expect(
    theirs.ask(problemContract.remind, { ...reminder, mode: 'face' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'problem.two-members-needed' }] })
  const { id: reminderId } = await theirs.ask(problemContract.remind, reminder)
  await expect(
    theirs.ask(problemContract.respond, { reminderId, response: '改', respondedOn: '2014-06-10' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'problem.answered-before-asked' }] })
  const response = { response: '当天排了值班', respondedOn: '2014-06-12' }
  await theirs.ask(problemContract.respond, { reminderId, ...response })
  expect(await theirs.ask(problemContract.one, { id })).toMatchObject({
    state: 'reminded',
    reminders: [{ ...told, ...response, by: ['林若川'] }],
  })
})

test('R66, INV-38: the leader hands over, and with that ends the group’s own work on it', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(problemContract.save, event(unitId))
  const handover = { toBody: '县纪委', handedOn: '2014-06-11', class: 'discipline' } as const
  await expect(file.ask(problemContract.handOver, { id, ...handover })).rejects.toMatchObject({
    reasons: [{ code: 'problem.leader-only' }],
  })
  const theirs = await second(file, 'leader')
  await theirs.ask(problemContract.handOver, { id, ...handover })
  await theirs.ask(problemContract.receive, { id, receivedOn: '2014-06-20' })
  expect(await theirs.ask(problemContract.one, { id })).toMatchObject({
    state: 'handedOver',
    handover: { ...handover, receivedOn: '2014-06-20' },
  })
  await expect(bearOut(theirs, id)).rejects.toMatchObject({
    reasons: [{ code: 'problem.no-longer-open', about: ['handedOver'] }],
  })
})

test('a duplicate is merged into another of its unit, and is no longer counted as its own', async () => {
  const file = await testCase()
  const [unitId, elsewhere] = [await unitOf(file), await unitOf(file, '望坪县')]
  const first = await file.ask(problemContract.save, event(unitId))
  const twin = await file.ask(problemContract.save, event(unitId, { what: '3号窗口无人值守' }))
  const other = await file.ask(problemContract.save, event(unitId, { what: '收费不开票' }))
  const far = await file.ask(problemContract.save, event(elsewhere))
  const theirs = await second(file)
  const like = await theirs.ask(problemContract.similar, { id: twin.id })
  expect(like.map(({ no }) => no)).toEqual([first.no, other.no])
  const merge = { id: twin.id, basis: '同一窗口同一天' }
  for (const into of [far.id, twin.id]) {
    await expect(theirs.ask(problemContract.merge, { ...merge, into })).rejects.toMatchObject({
      reasons: [{ code: 'problem.merge-target-unfit' }],
    })
  }
  const counted = async () =>
    (await theirs.ask(prevalenceContract.byType, { levels: ['30'] })).rows.find(
      ({ problemType }) => problemType === 'T02',
    )?.problems
  expect(await counted()).toBe(4)
  await theirs.ask(problemContract.merge, { ...merge, into: first.id })
  expect(await counted()).toBe(3)
  expect(await theirs.ask(problemContract.one, { id: twin.id })).toMatchObject({
    state: 'merged',
    mergedInto: first.id,
    mergedIntoNo: first.no,
  })
})
