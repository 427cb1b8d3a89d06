import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { draftContract } from '#db/draft/contract.ts'
import { reopen, reopenAs, testCase } from '#tests/fixtures/case.ts'

const draft = {
  form: 'visit',
  subject: 'new',
  title: '石梁县走访',
  content: '{"unitId":null}',
} as const

test('a draft is kept as it was typed, over locking and opening again', async () => {
  const file = await testCase()
  const { savedAt } = await file.ask(draftContract.save, draft)
  await file.service.close()
  const again = await reopen(file.folder)
  expect(await again.ask(draftContract.list, {})).toEqual([{ ...draft, savedAt }])
})

test('saving again takes the place of the one before; other forms and records have their own', async () => {
  const { ask } = await testCase()
  await ask(draftContract.save, draft)
  await ask(draftContract.save, { ...draft, content: '{"unitId":"u1"}' })
  await ask(draftContract.save, { ...draft, form: 'problem' })
  await ask(draftContract.save, { ...draft, subject: 'v1' })
  const drafts = await ask(draftContract.list, {})
  expect(drafts.map(({ form, subject, content }) => [form, subject, content])).toEqual(
    expect.arrayContaining([
      ['visit', 'new', '{"unitId":"u1"}'],
      ['problem', 'new', draft.content],
      ['visit', 'v1', draft.content],
    ]),
  )
  expect(drafts).toHaveLength(3)
})

test('a discarded draft is gone, and discarding what is not there does nothing', async () => {
  const { ask } = await testCase()
  await ask(draftContract.save, draft)
  await ask(draftContract.save, { ...draft, subject: 'v1' })
  await ask(draftContract.discard, { form: 'visit', subject: 'new' })
  await ask(draftContract.discard, { form: 'visit', subject: 'new' })
  expect((await ask(draftContract.list, {})).map(({ subject }) => subject)).toEqual(['v1'])
})

test('drafts are for the eyes of their member', async () => {
  const file = await testCase()
  const other = await file.ask(casefileContract.addMember, { name: '沈秋实', role: 'deputy' })
  await file.ask(draftContract.save, draft)
  await file.service.close()
  const theirs = await reopenAs(file.folder, other.id)
  expect(await theirs.ask(draftContract.list, {})).toEqual([])
  await theirs.ask(draftContract.discard, { form: 'visit', subject: 'new' })
  await theirs.ask(draftContract.save, { ...draft, content: '{}' })
  await theirs.service.close()
  const mine = await reopen(file.folder)
  expect(await mine.ask(draftContract.list, {})).toMatchObject([{ content: draft.content }])
})

test('a draft is told to the pages, and is no record of the case', async () => {
  const { ask, service } = await testCase()
  const told: (readonly string[])[] = []
  service.onChange((tables) => told.push(tables))
  await ask(draftContract.save, draft)
  expect(told).toEqual([['draft']])
  expect(await ask(casefileContract.summary, {})).toMatchObject({ changesets: 1 })
})

test('what is longer than any form is refused', async () => {
  const { service } = await testCase()
  const long = { ...draft, content: 'x'.repeat(500_001) }
  expect(await service.call('draft.save', long)).toMatchObject({
    ok: false,
    reasons: [{ code: 'call.malformed', about: ['content'] }],
  })
})
