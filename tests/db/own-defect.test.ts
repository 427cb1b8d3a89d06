import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { defectContract } from '#db/defect/contract.ts'
import { journalContract } from '#db/journal/contract.ts'
import { reopenAs, testCase } from '#tests/fixtures/case.ts'
import { ME, unitOf, visitOf } from '#tests/fixtures/visit.ts'
import { visitContract } from '#db/visit/contract.ts'

const seen = { code: 'R4', seenOn: '2014-05-20', what: '一多半是对方安排的大厅' } as const
const claim = { ownerId: ME, measure: '先抽签定两处后院', dueOn: '2014-06-05' } as const

test('R15: a defect is closed only after correction, with evidence, by another member', async () => {
  const { ask, folder, service } = await testCase()
  const deputy = await ask(casefileContract.addMember, { name: '沈秋实', role: 'deputy' })
  const { id, no } = await ask(defectContract.save, seen)
  expect(no).toBe(1)

  const refused = async (event: 'own' | 'correct' | 'close' | 'reopen') =>
    ask(defectContract.advance, { id, event }).then(
      () => [],
      (failure: { reasons: readonly { code: string }[] }) =>
        failure.reasons.map(({ code }) => code),
    )
  expect(await refused('own')).toEqual(['defect.claim-incomplete'])
  expect(await refused('correct')).toEqual(['defect.step-not-open'])
  expect(await refused('close')).toEqual(['defect.not-corrected', 'defect.evidence-missing'])
  await ask(defectContract.save, { id, ...seen, ...claim })
  await ask(defectContract.advance, { id, event: 'own' })
  expect(await refused('correct')).toEqual(['defect.evidence-missing'])
  await ask(defectContract.save, { id, ...seen, ...claim, evidence: '6月的走访单' })
  await ask(defectContract.advance, { id, event: 'correct' })
  expect(await refused('close')).toEqual(['defect.closed-by-its-owner'])
  expect(await refused('reopen')).toEqual(['defect.basis-missing'])
  await service.close()

  const other = await reopenAs(folder, deputy.id)
  await other.ask(defectContract.advance, { id, event: 'close', basis: '抽三天走访单，属实' })
  expect(await other.ask(defectContract.one, { id })).toMatchObject({
    state: 'closed',
    ownerName: '林若川',
    closedBy: '沈秋实',
    closedOn: '2014-06-11',
    history: expect.arrayContaining([
      expect.objectContaining({ fromState: null, toState: 'seen', by: '林若川' }),
      expect.objectContaining({ toState: 'closed', basis: '抽三天走访单，属实', by: '沈秋实' }),
    ]),
  })
  await expect(
    other.ask(defectContract.save, { id, ...seen, ...claim, what: '另一件' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'defect.is-closed' }] })
  await other.ask(defectContract.advance, { id, event: 'reopen', basis: '六月又出现' })
  expect(await other.ask(defectContract.one, { id })).toMatchObject({
    state: 'reopened',
    closedBy: null,
  })
  const history = await other.ask(journalContract.ofRecord, { table: 'ownDefect', id })
  expect(history.rows.map(({ command }) => command)).toContain('defect.advance')
})

test('what was taken on stays whole, and what was corrected keeps its evidence', async () => {
  const { ask } = await testCase()
  const { id } = await ask(defectContract.save, { ...seen, ...claim, evidence: '走访单' })
  await ask(defectContract.advance, { id, event: 'own' })
  await expect(ask(defectContract.save, { id, ...seen, ownerId: ME })).rejects.toMatchObject({
    reasons: [{ code: 'defect.claim-incomplete', about: ['measure', 'dueOn'] }],
  })
  await ask(defectContract.advance, { id, event: 'correct' })
  await expect(ask(defectContract.save, { id, ...seen, ...claim })).rejects.toMatchObject({
    reasons: [{ code: 'defect.evidence-missing' }],
  })
})

test('entries that cannot be are refused', async () => {
  const { ask } = await testCase()
  for (const [entry, code] of [
    [{ ...seen, code: 'own' as const }, 'defect.name-missing'],
    [{ ...seen, seenOn: '2014-06-12' }, 'defect.in-the-future'],
    [{ ...seen, dueOn: '2014-05-19' }, 'defect.due-before-seen'],
  ] as const) {
    await expect(ask(defectContract.save, entry)).rejects.toMatchObject({ reasons: [{ code }] })
  }
})

test('the list is filtered by what it is about; overdue is what is not closed', async () => {
  const file = await testCase()
  const { ask } = file
  const unitId = await unitOf(file)
  const visit = await ask(visitContract.save, visitOf(unitId))
  const late = await ask(defectContract.save, { ...seen, ...claim, visitId: visit.id })
  await ask(defectContract.save, { ...seen, code: 'own', name: '夜里才写记录' })
  const found = async (filter: object) =>
    (await ask(defectContract.list, { filter, descending: false })).rows.map(({ no }) => no)
  expect(await found({})).toEqual([1, 2])
  expect(await found({ overdue: true })).toEqual([1])
  expect(await found({ codes: ['own'] })).toEqual([2])
  expect(await found({ text: '夜里' })).toEqual([2])
  expect(await found({ ownerId: ME, states: ['seen'] })).toEqual([1])
  expect(await ask(defectContract.one, { id: late.id })).toMatchObject({
    visitName: '石梁县 2014-05-29',
  })
})

test('P-14: a self-check is asked for in each round', async () => {
  const { ask } = await testCase()
  expect(await ask(defectContract.standing, {})).toEqual({
    open: 0,
    closed: 0,
    overdue: 0,
    lastSelfCheckOn: null,
    roundNo: null,
    selfCheckDue: true,
  })
  await ask(defectContract.checkSelf, { heldOn: '2014-06-01', note: '逐条对照' })
  expect(await ask(defectContract.standing, {})).toMatchObject({ selfCheckDue: false })
  await ask(visitContract.saveRound, { no: 1, fromOn: '2014-06-03', toOn: '2014-06-24' })
  expect(await ask(defectContract.standing, {})).toMatchObject({ roundNo: 1, selfCheckDue: true })
  await expect(
    ask(defectContract.checkSelf, { heldOn: '2014-06-12', note: '逐条对照' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'defect.in-the-future' }] })
})
