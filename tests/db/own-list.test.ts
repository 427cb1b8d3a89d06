import { expect, test } from 'vitest'

import { ownlistContract } from '#db/ownlist/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { testCase } from '#tests/fixtures/case.ts'
import { bearOut, event, second, told, unitOf } from '#tests/fixtures/problem.ts'

const own = { text: '窗口服务差', wayFound: 'masses', listedOn: '2014-06-01' } as const

test('R37: a unit’s own list is written, changed and matched with a problem of that unit only', async () => {
  const file = await testCase()
  const [unitId, elsewhere] = [await unitOf(file), await unitOf(file, '望坪县')]
  const mine = await file.ask(problemContract.save, event(unitId))
  const theirs = await file.ask(problemContract.save, event(elsewhere))
  const { id } = await file.ask(ownlistContract.save, { unitId, ...own })
  await expect(
    file.ask(ownlistContract.save, { id, unitId, ...own, matchesProblemId: theirs.id }),
  ).rejects.toMatchObject({ reasons: [{ code: 'ownlist.match-of-another-unit' }] })
  const matched = { unitId, ...own, claimedBy: '赵县长', matchesProblemId: mine.id }
  await file.ask(ownlistContract.save, { id, ...matched })
  expect(await file.ask(ownlistContract.one, { id })).toMatchObject({
    ...matched,
    unitName: '石梁县',
    matchesNo: mine.no,
  })
  await expect(
    file.ask(ownlistContract.save, { id: 'nothing0', unitId, ...own }),
  ).rejects.toMatchObject({ reasons: [{ code: 'ownlist.unknown' }] })
})

test('the list is asked by unit, way and words, and sorts both ways', async () => {
  const file = await testCase()
  const [unitId, elsewhere] = [await unitOf(file), await unitOf(file, '望坪县')]
  await file.ask(ownlistContract.save, { unitId, ...own })
  await file.ask(ownlistContract.save, {
    unitId: elsewhere,
    text: '会议过多',
    wayFound: 'self',
    listedOn: '2014-06-03',
  })
  const texts = async (filter: object, more: object = {}) =>
    (await file.ask(ownlistContract.list, { filter, ...more })).rows.map(({ text }) => text)
  expect(await texts({})).toEqual(['会议过多', '窗口服务差'])
  expect(await texts({}, { descending: false })).toEqual(['窗口服务差', '会议过多'])
  expect(await texts({ unitId })).toEqual(['窗口服务差'])
  expect(await texts({ ways: ['self'] })).toEqual(['会议过多'])
  expect(await texts({ text: '窗口' })).toEqual(['窗口服务差'])
})

test('R37, R51: three lists meet matter by matter, and each number opens its problems', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const save = (source: 'masses' | 'fieldwork', what: string) =>
    file.ask(problemContract.save, event(unitId, { source, what }))
  const listed = await save('masses', '窗口无人')
  const left = await save('masses', '收费不开票')
  const found = await save('fieldwork', '公车私用')
  const twin = await save('masses', '公车接孩子')
  await file.ask(ownlistContract.save, { unitId, ...own, matchesProblemId: listed.id })
  await file.ask(ownlistContract.save, { unitId, ...own, text: '会议过多' })
  const deputy = await second(file)
  const merge = { id: twin.id, into: found.id, basis: '同一辆车' }
  await deputy.ask(problemContract.merge, merge)

  expect(await deputy.ask(ownlistContract.overlap, {})).toMatchObject([
    {
      unitName: '石梁县',
      listed: 2,
      masses: 3,
      group: 1,
      allThree: 0,
      unitOnly: 1,
      massesUnlisted: 2,
      groupUnlisted: 1,
    },
  ])
  const open = async (mark: 'massesUnlisted' | 'groupUnlisted') => {
    const filter = { unitId, marks: [mark] }
    return (await deputy.ask(problemContract.list, { filter, sort: 'no', descending: false })).rows
  }
  expect((await open('massesUnlisted')).map(({ no }) => no)).toEqual([left.no, found.no])
  expect((await open('groupUnlisted')).map(({ no }) => no)).toEqual([found.no])

  // A match with what was merged away is a match with what it went into.
  await deputy.ask(ownlistContract.save, { unitId, ...own, matchesProblemId: twin.id })
  expect(await open('groupUnlisted')).toEqual([])
  expect(await deputy.ask(ownlistContract.overlap, { unitId })).toMatchObject([
    { listed: 3, allThree: 1, massesUnlisted: 1, groupUnlisted: 0 },
  ])
})

test('R11, P-06: what was found days ago and not pointed out is found by its mark', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const ids = []
  for (const foundOn of ['2014-06-07', '2014-06-08']) {
    const { id } = await file.ask(problemContract.save, event(unitId, { foundOn }))
    await bearOut(file, id)
    ids.push(id)
  }
  const deputy = await second(file)
  for (const id of ids) {
    await deputy.ask(problemContract.advance, { id, event: 'confirm', basis: '看过值班表' })
  }
  const unreminded = () => deputy.ask(problemContract.list, { filter: { marks: ['unreminded'] } })
  // Today is 2014-06-11: three days are still in time, the fourth is not.
  expect((await unreminded()).rows.map(({ id }) => id)).toEqual(ids.slice(0, 1))
  expect(await deputy.ask(problemContract.one, { id: ids[0] ?? '' })).toMatchObject({
    asOf: '2014-06-11',
    limits: { remind: 3, answer: 15 },
  })
  const reminder = { problems: ids, members: ['id000002'], ...told }
  await deputy.ask(problemContract.remind, reminder)
  expect((await unreminded()).total).toBe(0)
})
