import { expect, test } from 'vitest'

import { problemContract } from '#db/problem/contract.ts'
import { responsibilityContract } from '#db/responsibility/contract.ts'
import { testCase } from '#tests/fixtures/case.ts'
import { bearOut, event, second, unitOf } from '#tests/fixtures/problem.ts'

test('R94: a committee is asked about a confirmed problem, and what it did itself is kept', async () => {
  const file = await testCase()
  const committeeId = await unitOf(file, '云岭省', '20')
  const { id: problemId } = await file.ask(
    problemContract.save,
    event(await unitOf(file), { foundOn: '2014-05-29' }),
  )
  const asked = { committeeId, problemId, asked: '专题研究窗口值班', askedOn: '2014-06-10' }
  await expect(file.ask(responsibilityContract.ask, asked)).rejects.toMatchObject({
    reasons: [{ code: 'responsibility.not-confirmed' }],
  })
  await bearOut(file, problemId)
  const deputy = await second(file)
  await deputy.ask(problemContract.advance, {
    id: problemId,
    event: 'confirm',
    basis: '看过值班表',
  })
  await expect(
    deputy.ask(responsibilityContract.ask, { ...asked, askedOn: '2014-05-01' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'responsibility.asked-before-found' }] })

  const marked = async (mark: 'asked' | 'unasked') =>
    (await deputy.ask(problemContract.list, { filter: { marks: [mark] } })).total
  expect([await marked('asked'), await marked('unasked')]).toEqual([0, 1])
  const { id } = await deputy.ask(responsibilityContract.ask, asked)
  expect([await marked('asked'), await marked('unasked')]).toEqual([1, 0])

  const act = { id, ownActs: 'researched', actedOn: '2014-06-11', result: '常委会研究了' } as const
  await expect(
    deputy.ask(responsibilityContract.act, { ...act, actedOn: '2014-06-01' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'responsibility.acted-before-asked' }] })
  await deputy.ask(responsibilityContract.act, act)
  expect(await deputy.ask(responsibilityContract.ofProblem, { problemId })).toEqual([
    { ...asked, ...act, committeeName: '云岭省', enteredBy: '沈秋实' },
  ])
})

test('what a committee did about nothing that was asked is refused', async () => {
  const file = await testCase()
  const act = { id: 'nothing0', ownActs: 'reported', actedOn: '2014-06-11' } as const
  await expect(file.ask(responsibilityContract.act, act)).rejects.toMatchObject({
    reasons: [{ code: 'responsibility.unknown' }],
  })
})
