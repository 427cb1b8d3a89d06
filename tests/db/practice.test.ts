import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { journalContract } from '#db/journal/contract.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { prevalenceContract } from '#db/prevalence/contract.ts'
import { reopen, testCase, type TestCase } from '#tests/fixtures/case.ts'
import { checkedChain } from '#tests/fixtures/chain.ts'

test('the practice case has the size it promises, and the same seed gives the same case', async () => {
  const one = await testCase({ practice: true })
  const made = await one.ask(practiceContract.load, {})
  expect(made.units).toBe(1 + 14 + 120 + 400)
  expect(made.visits).toBe(300)
  expect(made.exposures).toBeGreaterThan(2300)
  expect(made.exposures).toBeLessThan(2800)
  expect(made.problems).toBeGreaterThanOrEqual(900)
  expect(made.problems).toBeLessThan(1000)

  const other = await testCase({ practice: true })
  await other.ask(practiceContract.load, {})
  const query = { levels: ['30'] }
  expect(await other.ask(prevalenceContract.byType, query)).toEqual(
    await one.ask(prevalenceContract.byType, query),
  )
})

test('the practice case is refused for a real case file', async () => {
  const real = await testCase()
  await expect(real.ask(practiceContract.load, {})).rejects.toMatchObject({
    reasons: [{ code: 'practice.case-is-real' }],
  })
  const summary = await real.ask(casefileContract.summary, {})
  expect(summary.units).toBe(0)
})

test('loading the practice case is one changeset whose hash holds', async () => {
  const practice = await testCase({ practice: true })
  await practice.ask(practiceContract.load, {})
  const { rows } = await practice.ask(journalContract.list, {})
  expect(rows.map((row) => row.command)).toEqual(['practice.load', 'casefile.found'])
  await practice.service.close()
  const head = { seq: 2, hash: rows[0]?.hash }
  expect(await checkedChain(practice.folder)).toMatchObject({ changesets: 2, count: 0, head })
})

test('a practice case stands in its own time, and goes on by a day with each real one', async () => {
  const made = await testCase({ practice: true, today: '2026-12-01' })
  const todayOf = async ({ ask }: TestCase) => (await ask(casefileContract.summary, {})).today
  expect(await todayOf(made)).toBe('2014-06-30')
  await made.service.close()
  expect(await todayOf(await reopen(made.folder, undefined, '2026-12-04'))).toBe('2014-07-03')

  const real = await testCase({ today: '2026-12-01' })
  expect(await todayOf(real)).toBe('2026-12-01')
})
