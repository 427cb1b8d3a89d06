import { expect, test } from 'vitest'

import { problemContract } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'
import { type Item, item, ME, type Saved, unitOf, visitOf } from '#tests/fixtures/visit.ts'

/** The visit as a form sends it back: the looks on record with their ids. */
async function asSaved(file: TestCase, id: string): Promise<Saved & { readonly id: string }> {
  const visit = await file.ask(visitContract.one, { id })
  const { unitId, roundId, startedOn, endedOn, method, notice, selection, note } = visit
  return {
    id,
    unitId,
    roundId,
    startedOn,
    endedOn,
    method,
    notice,
    selection,
    note,
    members: visit.members.map((member) => member.id),
    items: visit.items.map(({ unitName: _name, problemId: _problem, ...look }) => look),
  }
}

function changed(look: Item | undefined, change: Partial<Item>): Item {
  if (!look) throw new Error('the visit has no such look')
  return { ...look, ...change }
}

async function writeProblem(file: TestCase, visitId: string) {
  const visit = await file.ask(visitContract.one, { id: visitId })
  const look = visit.items.find(({ result }) => result === 'found')
  return file.ask(problemContract.save, {
    unitId: visit.unitId,
    visitId,
    exposureId: look?.id ?? null,
    foundOn: visit.startedOn,
    problemType: 'T02',
    what: '窗口半小时无人值守',
    severity: 'ordinary',
    source: 'fieldwork',
  })
}

test('a visit holds what was looked for, with found, not found and could not look', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const looks = [
    { ...item('T02', 'found'), looked: 12, foundCount: 3, note: '3号窗口无人' },
    item('T18'),
    item('T12', 'couldNotLook'),
  ]
  const { id } = await file.ask(visitContract.save, visitOf(unitId, { items: looks }))
  expect(await file.ask(visitContract.one, { id })).toMatchObject({
    unitName: '石梁县',
    state: 'open',
    exposures: 3,
    found: 1,
    enteredBy: '林若川',
    members: [{ id: ME, name: '林若川' }],
    items: [
      { problemType: 'T02', result: 'found', looked: 12, foundCount: 3, lookedOn: '2014-05-29' },
      { problemType: 'T18', result: 'notFound', looked: null, problemId: null },
      { problemType: 'T12', result: 'couldNotLook' },
    ],
  })
})

test('a change keeps the looks on record, adds the new one and drops the removed one', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(visitContract.save, visitOf(unitId))
  const saved = await asSaved(file, id)
  const [found, , notLooked] = saved.items
  const items = [changed(found, {}), changed(notLooked, { result: 'notFound' }), item('T19')]
  await file.ask(visitContract.save, { ...saved, items })
  const after = await file.ask(visitContract.one, { id })
  expect(after.items.map((look) => [look.problemType, look.result])).toEqual([
    ['T02', 'found'],
    ['T12', 'notFound'],
    ['T19', 'notFound'],
  ])
  expect(after.items.slice(0, 2).map((look) => look.id)).toEqual([found?.id, notLooked?.id])
})

test('two looks may change places', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const items = [
    { ...item('T18'), note: '窗口' },
    { ...item('T19'), note: '收据' },
  ]
  const { id } = await file.ask(visitContract.save, visitOf(unitId, { items }))
  const saved = await asSaved(file, id)
  const [one, other] = saved.items
  const swapped = [changed(one, { problemType: 'T19' }), changed(other, { problemType: 'T18' })]
  await file.ask(visitContract.save, { ...saved, items: swapped })
  const after = await file.ask(visitContract.one, { id })
  expect(after.items.map((look) => [look.problemType, look.note])).toEqual([
    ['T19', '窗口'],
    ['T18', '收据'],
  ])
})

test.each([
  ['visit.ends-before-start', { startedOn: '2014-05-30', endedOn: '2014-05-29' }],
  ['visit.in-the-future', { startedOn: '2014-06-12', endedOn: '2014-06-12' }],
] as const)('%s is refused', async (code, dates) => {
  const file = await testCase()
  const unitId = await unitOf(file)
  await expect(file.ask(visitContract.save, visitOf(unitId, dates))).rejects.toMatchObject({
    code: 'refused',
    reasons: [{ code }],
  })
  expect(await file.ask(visitContract.list, { filter: {} })).toMatchObject({ total: 0 })
})

test('a closed unit and a day outside the round are refused', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const round = { no: 2, fromOn: '2014-05-20', toOn: '2014-05-28' }
  const { id: roundId } = await file.ask(visitContract.saveRound, round)
  await expect(file.ask(visitContract.save, visitOf(unitId, { roundId }))).rejects.toMatchObject({
    reasons: [{ code: 'visit.outside-round', about: ['2', '2014-05-20', '2014-05-28'] }],
  })
  await expect(file.ask(visitContract.saveRound, round)).rejects.toMatchObject({
    reasons: [{ code: 'visit.round-exists', about: ['2'] }],
  })
  await file.ask(unitContract.close, { id: unitId, validTo: '2014-05-01' })
  await expect(file.ask(visitContract.save, visitOf(unitId))).rejects.toMatchObject({
    reasons: [{ code: 'visit.unit-was-closed', about: ['2014-05-01'] }],
  })
})

test('a visit ends on the last day of its unit at the latest', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  await file.ask(unitContract.close, { id: unitId, validTo: '2014-05-29' })
  await expect(file.ask(visitContract.save, visitOf(unitId))).rejects.toMatchObject({
    reasons: [{ code: 'visit.unit-was-closed', about: ['2014-05-29'] }],
  })
  await file.ask(visitContract.save, visitOf(unitId, { endedOn: '2014-05-29' }))
})

test('no look finds more than it looked at', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const items = [item('T18'), { ...item('T02', 'found'), looked: 2, foundCount: 3 }]
  await expect(file.ask(visitContract.save, visitOf(unitId, { items }))).rejects.toMatchObject({
    reasons: [{ code: 'visit.found-more-than-looked', about: ['2'] }],
  })
})

test('the same look does not stand twice', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const items = [item('T18'), item('T18', 'couldNotLook')]
  await expect(file.ask(visitContract.save, visitOf(unitId, { items }))).rejects.toMatchObject({
    reasons: [{ code: 'visit.looked-twice', about: ['T18'] }],
  })
  const ways = [item('T18'), { ...item('T18'), nature: 'masses' as const }]
  await file.ask(visitContract.save, visitOf(unitId, { items: ways }))
})

test('INV-24: a visit is closed once each find has its problem, and then it is frozen', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(visitContract.save, visitOf(unitId))
  const saved = await asSaved(file, id)
  await expect(file.ask(visitContract.close, { id })).rejects.toMatchObject({
    reasons: [{ code: 'visit.found-without-problem', about: [saved.items[0]?.id] }],
  })

  await writeProblem(file, id)
  await file.ask(visitContract.close, { id })
  expect(await file.ask(visitContract.one, { id })).toMatchObject({ state: 'closed' })
  for (const attempt of [
    file.ask(visitContract.save, saved),
    file.ask(visitContract.close, { id }),
  ]) {
    await expect(attempt).rejects.toMatchObject({ reasons: [{ code: 'visit.is-closed' }] })
  }
})

test('a visit on which nothing was looked for is not closed', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(visitContract.save, visitOf(unitId, { items: [] }))
  await expect(file.ask(visitContract.close, { id })).rejects.toMatchObject({
    reasons: [{ code: 'visit.nothing-looked-for' }],
  })
})

test('INV-24: a find with its problem stays a find of the same type and unit', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const otherUnit = await unitOf(file, '望坪县')
  const { id } = await file.ask(visitContract.save, visitOf(unitId))
  await writeProblem(file, id)
  const saved = await asSaved(file, id)
  const [found, ...others] = saved.items
  const changes: Partial<Saved>[] = [
    { items: [changed(found, { result: 'notFound' }), ...others] },
    { items: [changed(found, { problemType: 'T19' }), ...others] },
    { items: others },
    { items: [changed(found, { unitId: otherUnit }), ...others] },
  ]
  for (const change of changes) {
    await expect(file.ask(visitContract.save, { ...saved, ...change })).rejects.toMatchObject({
      code: 'refused',
      reasons: [{ code: 'visit.exposure-has-problem' }],
    })
  }
  expect(await asSaved(file, id)).toEqual(saved)
})

test('a closed visit is opened again only with a reason, which stays in its note', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const items = [item('T18')]
  const { id } = await file.ask(visitContract.save, visitOf(unitId, { items, note: '雨天' }))
  await expect(file.ask(visitContract.reopen, { id, statedReason: '补记' })).rejects.toMatchObject({
    reasons: [{ code: 'visit.is-open' }],
  })
  await file.ask(visitContract.close, { id })
  await expect(file.ask(visitContract.reopen, { id, statedReason: '  ' })).rejects.toMatchObject({
    code: 'invalid',
    reasons: [{ code: 'call.malformed' }],
  })
  await file.ask(visitContract.reopen, { id, statedReason: '漏记一处看点' })
  expect(await file.ask(visitContract.one, { id })).toMatchObject({
    state: 'open',
    note: '雨天\n漏记一处看点',
  })
})
