import { expect, test } from 'vitest'

import { localgroupContract } from '#db/localgroup/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'
import { unitOf, visitOf } from '#tests/fixtures/visit.ts'

const told = { answeredOn: '2014-05-28', question: '午间有没有人值守？', answer: '排了午间班' }

function groupOf({ ask }: TestCase, name = '栖云市委督导组') {
  return ask(localgroupContract.save, { name, level: '20', leadName: '梁守正', size: 6 })
}

test('R47: a unit has at most one responsible group on a day', async () => {
  const file = await testCase()
  const { ask } = file
  const unitId = await unitOf(file)
  const other = await unitOf(file, '望坪县')
  const one = await groupOf(file)
  const two = await groupOf(file, '云川市委督导组')
  const first = { localGroupId: one.id, unitId, fromOn: '2014-03-01' }
  const { id } = await ask(localgroupContract.assign, first)
  const second = { localGroupId: two.id, unitId, fromOn: '2014-05-01' }
  await expect(ask(localgroupContract.assign, second)).rejects.toMatchObject({
    reasons: [{ code: 'localgroup.unit-has-one', about: ['栖云市委督导组'] }],
  })
  await ask(localgroupContract.endAssignment, { id, toOn: '2014-04-30' })
  await ask(localgroupContract.assign, second)
  expect(await ask(localgroupContract.list, { filter: {} })).toMatchObject({
    total: 2,
    rows: [
      { name: '云川市委督导组', units: 1 },
      { name: '栖云市委督导组', units: 0 },
    ],
  })
  expect(await ask(localgroupContract.unassigned, {})).toMatchObject({
    total: 1,
    rows: [{ id: other, name: '望坪县' }],
  })
})

test('a group that ends answers for nothing afterwards', async () => {
  const file = await testCase()
  const { ask } = file
  const unitId = await unitOf(file)
  const { id } = await groupOf(file)
  await ask(localgroupContract.assign, { localGroupId: id, unitId, fromOn: '2014-03-01' })
  const group = { id, name: '栖云市委督导组', level: '20' } as const
  await expect(
    ask(localgroupContract.save, { ...group, validTo: '2014-02-01' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'localgroup.ends-before-assignment' }] })
  await ask(localgroupContract.save, { ...group, validTo: '2014-05-31' })
  expect(await ask(localgroupContract.one, { id })).toMatchObject({
    units: 0,
    assignments: [{ toOn: '2014-05-31' }],
  })
  await expect(
    ask(localgroupContract.assign, { localGroupId: id, unitId, fromOn: '2014-06-01' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'localgroup.has-ended', about: ['2014-05-31'] }] })
  await expect(groupOf(file)).rejects.toMatchObject({
    reasons: [{ code: 'localgroup.name-exists', about: ['栖云市委督导组'] }],
  })
})

test('R48: an answer is compared with what a later visit of that unit has seen', async () => {
  const file = await testCase()
  const { ask } = file
  const unitId = await unitOf(file)
  const elsewhere = await unitOf(file, '望坪县')
  const group = await groupOf(file)
  const place = { localGroupId: group.id, unitId }
  const { id } = await ask(localgroupContract.ask, { ...place, ...told })
  const visits = []
  for (const visit of [
    visitOf(elsewhere),
    visitOf(unitId, { startedOn: '2014-05-20', endedOn: '2014-05-20' }),
    visitOf(unitId),
  ]) {
    visits.push((await ask(visitContract.save, visit)).id)
  }
  const [another = '', before = '', after = ''] = visits
  const saw = { id, seen: '只有2个窗口有人', matches: 'no' } as const
  for (const [visitId, code] of [
    [null, 'localgroup.seen-without-visit'],
    [another, 'localgroup.visit-of-another-unit'],
    [before, 'localgroup.seen-before-answer'],
  ] as const) {
    await expect(ask(localgroupContract.compare, { ...saw, visitId })).rejects.toMatchObject({
      reasons: [{ code }],
    })
  }
  await ask(localgroupContract.compare, { ...saw, visitId: after })
  expect(await ask(localgroupContract.one, group)).toMatchObject({
    compared: 1,
    agreed: 0,
    answers: [{ unitName: '石梁县', matches: 'no', seenOn: '2014-05-29', seen: saw.seen }],
  })
  expect(await ask(localgroupContract.standing, {})).toMatchObject({ differing: 1 })
})

test('R28: contacts of the round count, and those before it do not', async () => {
  const file = await testCase()
  const { ask } = file
  const { id } = await groupOf(file)
  await groupOf(file, '云川市委督导组')
  const contact = { localGroupId: id, kind: 'briefing' } as const
  await ask(localgroupContract.contact, { ...contact, heldOn: '2014-06-01' })
  await ask(visitContract.saveRound, { no: 1, fromOn: '2014-06-03', toOn: '2014-06-24' })
  expect(await ask(localgroupContract.standing, {})).toEqual({
    groups: 2,
    notContacted: 2,
    differing: 0,
    unitsWithout: 0,
    since: '2014-06-03',
    roundNo: 1,
  })
  await ask(localgroupContract.contact, { ...contact, heldOn: '2014-06-05' })
  const waiting = await ask(localgroupContract.list, { filter: { notContacted: true } })
  expect(waiting.rows.map(({ name }) => name)).toEqual(['云川市委督导组'])
  await expect(
    ask(localgroupContract.contact, { ...contact, heldOn: '2014-06-12' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'localgroup.in-the-future' }] })
})

test('R53: a check aimed at papers, meetings and procedure alone is counted as form', async () => {
  const file = await testCase()
  const { ask } = file
  const unitId = await unitOf(file)
  const { id } = await groupOf(file)
  const item = { localGroupId: id, unitId, checkedOn: '2014-05-28', what: '值班表' } as const
  await ask(localgroupContract.addItem, { ...item, nature: 'papers' })
  await ask(localgroupContract.addItem, { ...item, nature: 'meeting' })
  expect(await ask(localgroupContract.one, { id })).toMatchObject({ checks: 1, formOnly: 1 })
  await ask(localgroupContract.addItem, { ...item, nature: 'masses' })
  expect(await ask(localgroupContract.one, { id })).toMatchObject({ checks: 1, formOnly: 0 })
})
