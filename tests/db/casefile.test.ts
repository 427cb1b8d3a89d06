import { describe, expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { shippedProblemTypes } from '#db/kernel/problem-types.ts'
import { createCase } from '#db/open-case.ts'
import { problemContract } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import {
  PASSPHRASE,
  QUICK,
  reopenAs,
  testCase,
  testFolder,
  testHost,
} from '#tests/fixtures/case.ts'

const founding = {
  caseId: 'c2',
  title: '另一案卷',
  rootKind: 'ministry',
  groupName: '第二组',
  practice: false,
  member: { id: 'm9', name: '别人', role: 'leader' },
} as const

describe('a new case file', () => {
  test('says what it is about, who made it, and that it holds nothing yet', async () => {
    const { ask } = await testCase()
    expect(await ask(casefileContract.summary, {})).toEqual({
      title: '云岭省案卷',
      rootKind: 'province',
      groupName: '第九巡回督导组',
      practice: false,
      openedOn: '2014-06-11',
      today: '2014-06-11',
      actor: { id: 'id000002', name: '林若川', role: 'member', active: true },
      units: 0,
      visits: 0,
      exposures: 0,
      problems: 0,
      changesets: 1,
      lastChangeAt: '2014-06-11T01:20:00.000Z',
    })
  })

  test('is founded once', async () => {
    const { ask } = await testCase()
    await expect(ask(casefileContract.found, founding)).rejects.toMatchObject({
      code: 'refused',
      reasons: [{ code: 'casefile.already-founded' }],
    })
    expect(await ask(casefileContract.summary, {})).toMatchObject({ title: '云岭省案卷' })
  })

  test('knows the 21 tasks and the four winds, in their order', async () => {
    const { ask } = await testCase()
    const types = await ask(problemContract.types, {})
    expect(types.map(({ id }) => id)).toEqual(shippedProblemTypes.map(({ code }) => code))
    expect(types.filter(({ scheme }) => scheme === 'task')).toHaveLength(21)
    expect(types.filter(({ scheme }) => scheme === 'wind').map(({ id }) => id)).toEqual([
      'F1',
      'F2',
      'F3',
      'F4',
    ])
  })

  test('that cannot be founded leaves nothing on the disk', async () => {
    const parent = testFolder()
    const make = (title: string, groupName: string) =>
      createCase(
        {
          parent,
          title,
          groupName,
          rootKind: 'province',
          practice: false,
          member: { name: '林若川', role: 'member' },
          passphrase: new TextEncoder().encode(PASSPHRASE),
          cost: QUICK,
        },
        testHost(),
      )
    await expect(make('云岭省案卷', '')).rejects.toMatchObject({ code: 'invalid' })
    const { service } = await make('云岭省案卷', '第九巡回督导组')
    await service.close()
  })
})

describe('members', () => {
  test('are added with their role, and asked for in the order of their coming', async () => {
    const { ask } = await testCase()
    const { id } = await ask(casefileContract.addMember, { name: ' 沈秋实 ', role: 'deputy' })
    expect(await ask(casefileContract.members, {})).toEqual([
      { id: 'id000002', name: '林若川', role: 'member', active: true },
      { id, name: '沈秋实', role: 'deputy', active: true },
    ])
  })

  test('of one name are told apart by the name that is written', async () => {
    const { ask } = await testCase()
    const twin = ask(casefileContract.addMember, { name: '林若川', role: 'deputy' })
    await expect(twin).rejects.toMatchObject({
      reasons: [{ code: 'casefile.member-exists', about: ['林若川'] }],
    })
    await ask(casefileContract.addMember, { name: '林若川（二分队）', role: 'deputy' })
  })

  test.each([
    [{ name: '', role: 'deputy' }],
    [{ name: '   ', role: 'deputy' }],
    [{ name: '长'.repeat(51), role: 'deputy' }],
    [{ name: '沈秋实', role: 'guest' }],
    [{ name: '沈秋实' }],
  ])('%o is no member', async (member) => {
    const { service } = await testCase()
    expect(await service.call('casefile.addMember', member)).toMatchObject({
      ok: false,
      code: 'invalid',
      reasons: [{ code: 'call.malformed' }],
    })
  })
})

test('who opens the case is the one who acts; a stranger is not told what it is about', async () => {
  const file = await testCase()
  const other = await file.ask(casefileContract.addMember, { name: '沈秋实', role: 'deputy' })
  await file.service.close()
  const theirs = await reopenAs(file.folder, other.id)
  expect(await theirs.ask(casefileContract.summary, {})).toMatchObject({
    actor: { name: '沈秋实', role: 'deputy' },
  })
  await theirs.service.close()
  const strange = await reopenAs(file.folder, 'nobody')
  await expect(strange.ask(casefileContract.summary, {})).rejects.toMatchObject({
    code: 'not-found',
    reasons: [{ code: 'casefile.unknown-member' }],
  })
})

test('the summary counts what was added, and nothing that was refused', async () => {
  const { ask } = await testCase()
  const unit = { name: '石梁县', level: '30', kind: 'K01', parentId: null } as const
  await ask(unitContract.add, unit)
  await expect(ask(unitContract.add, unit)).rejects.toThrow('unit.name-taken')
  expect(await ask(casefileContract.summary, {})).toMatchObject({ units: 1, changesets: 2 })
})
