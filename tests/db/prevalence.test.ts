import { expect, test } from 'vitest'

import { prevalenceContract } from '#db/prevalence/contract.ts'
import { practiceContract } from '#db/practice/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { casefileContract } from '#db/casefile/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { reopen, reopenAs, testCase, type TestCase } from '#tests/fixtures/case.ts'

type Look = {
  readonly unitId: string
  readonly result: 'found' | 'notFound' | 'couldNotLook'
  readonly nature?: 'papers' | 'effect'
  readonly selection?: 'drawn' | 'chosen'
  readonly notice?: 'announced' | 'unannounced'
}

async function counties(file: TestCase, count: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) {
    const unit = { name: `${made}县`, level: '30', kind: 'K01', parentId: null } as const
    ids.push((await file.ask(unitContract.add, unit)).id)
  }
  return ids
}

async function look(file: TestCase, given: Look): Promise<{ visitId: string; itemId: string }> {
  const { id } = await file.ask(visitContract.save, {
    unitId: given.unitId,
    startedOn: '2014-06-10',
    endedOn: '2014-06-10',
    method: 'M07',
    notice: given.notice ?? 'unannounced',
    selection: given.selection ?? 'drawn',
    members: ['id000002'],
    items: [
      { problemType: 'T02', method: 'M07', nature: given.nature ?? 'effect', result: given.result },
    ],
  })
  const visit = await file.ask(visitContract.one, { id })
  return { visitId: id, itemId: visit.items[0]?.id ?? '' }
}

async function rowOf(file: TestCase) {
  const { rows } = await file.ask(prevalenceContract.byType, { levels: ['30'] })
  return rows.find((row) => row.problemType === 'T02')
}

const event = {
  problemType: 'T02',
  foundOn: '2014-06-10',
  what: '窗口午间无人值守',
  happened: '6月10日午间',
  place: '政务大厅',
  effect: '群众白跑一趟',
  severity: 'ordinary',
  source: 'fieldwork',
  persons: [{ name: '大厅值班主任', part: 'direct' }],
} as const

test('a unit is found only once its problem is confirmed by another member', async () => {
  const file = await testCase()
  const [unitId = ''] = await counties(file, 6)
  const { visitId, itemId } = await look(file, { unitId, result: 'found' })
  const { id } = await file.ask(problemContract.save, {
    ...event,
    persons: [...event.persons],
    unitId,
    visitId,
    exposureId: itemId,
  })
  expect(await rowOf(file)).toMatchObject({ examined: 1, found: 0, unconfirmed: 1 })
  await expect(file.ask(problemContract.advance, { id, event: 'confirm' })).rejects.toMatchObject({
    reasons: [
      { code: 'problem.not-a-confirmer' },
      { code: 'problem.confirmed-by-its-enterer' },
      { code: 'problem.against-not-sought' },
    ],
  })

  const other = await file.ask(casefileContract.addMember, { name: '沈秋实', role: 'deputy' })
  await file.service.close()
  const theirs = await reopenAs(file.folder, other.id)
  await theirs.ask(problemContract.advance, { id, event: 'confirm', basis: '查过' })
  expect(await rowOf(theirs)).toMatchObject({ examined: 1, found: 1, unconfirmed: 0 })
})

test('papers are no denominator, and could-not-look is none either', async () => {
  const file = await testCase()
  const [a = '', b = '', c = ''] = await counties(file, 3)
  await look(file, { unitId: a, result: 'notFound', nature: 'papers' })
  await look(file, { unitId: b, result: 'couldNotLook' })
  await look(file, { unitId: c, result: 'notFound' })
  expect(await rowOf(file)).toMatchObject({ examined: 1, found: 0 })
})

test('chosen units stand beside and are never mixed in; a unit counts once', async () => {
  const file = await testCase()
  const ids = await counties(file, 6)
  for (const unitId of ids.slice(0, 5)) await look(file, { unitId, result: 'notFound' })
  await look(file, { unitId: ids[0] ?? '', result: 'notFound' })
  await look(file, { unitId: ids[5] ?? '', result: 'notFound', selection: 'chosen' })
  expect(await rowOf(file)).toMatchObject({
    examined: 5,
    otherExamined: 1,
    assessment: { share: 0, shareAlone: false },
  })
})

test('fewer than five units give no share', async () => {
  const file = await testCase()
  const ids = await counties(file, 4)
  for (const unitId of ids) await look(file, { unitId, result: 'notFound' })
  expect(await rowOf(file)).toMatchObject({
    examined: 4,
    assessment: { word: 'toBeExamined', share: null, interval: null },
  })
})

test('every number opens as many units as it says', async () => {
  const file = await testCase({ practice: true })
  await file.ask(practiceContract.load, {})
  const query = { levels: ['30'] }
  const { rows } = await file.ask(prevalenceContract.byType, query)
  const parts = [
    ['examined', 'examined'],
    ['found', 'found'],
    ['otherExamined', 'otherExamined'],
    ['otherFound', 'otherFound'],
    ['unannounced', 'unannounced'],
  ] as const
  for (const row of rows.slice(0, 12)) {
    for (const [part, field] of parts) {
      const { units } = await file.ask(prevalenceContract.records, {
        query,
        problemType: row.problemType,
        part,
        limit: 1,
      })
      expect([row.problemType, part, units]).toEqual([row.problemType, part, row[field]])
    }
  }
})

test('what is kept ready equals what the definition says, after changes too', async () => {
  const file = await testCase({ practice: true, today: '2014-07-01' })
  await file.ask(practiceContract.load, {})
  const { rows: visits } = await file.ask(visitContract.list, { filter: {}, limit: 3 })
  for (const { id } of visits) {
    await file.ask(visitContract.reopen, { id, statedReason: '补记' })
    const visit = await file.ask(visitContract.one, { id })
    await file.ask(visitContract.save, {
      id,
      unitId: visit.unitId,
      roundId: visit.roundId,
      startedOn: visit.startedOn,
      endedOn: visit.endedOn,
      method: visit.method,
      notice: 'unannounced',
      selection: 'drawn',
      members: visit.members.map((member) => member.id),
      items: visit.items
        .filter((item) => item.problemId !== null || item.result !== 'notFound')
        .map(({ unitName: _name, problemId: _problem, ...item }) => item),
    })
  }
  const before = await file.ask(prevalenceContract.byWeek, {})
  const query = { levels: ['30', '40'] }
  const byType = await file.ask(prevalenceContract.byType, query)
  await file.service.close()

  const { recountAll } = await import('#db/prevalence/settle.ts')
  const { unlockCaseFolder } = await import('#db/engine/case-folder.ts')
  const { openDatabase } = await import('#db/engine/open-database.ts')
  const { PASSPHRASE } = await import('#tests/fixtures/case.ts')
  const unlocked = await unlockCaseFolder(
    file.folder,
    'id000002',
    new TextEncoder().encode(PASSPHRASE),
  )
  const handle = openDatabase(unlocked.databasePath, unlocked.keys.db)
  recountAll(handle)
  handle.close()

  const again = await reopen(file.folder)
  expect(await again.ask(prevalenceContract.byWeek, {})).toEqual(before)
  expect(await again.ask(prevalenceContract.byType, query)).toEqual(byType)
})

test('a unit with one confirmed find is found, whatever else waits there', async () => {
  const file = await testCase()
  const [unitId = ''] = await counties(file, 1)
  const item = { problemType: 'T02', method: 'M07', result: 'found' } as const
  const { id: visitId } = await file.ask(visitContract.save, {
    unitId,
    startedOn: '2014-06-10',
    endedOn: '2014-06-10',
    method: 'M07',
    notice: 'unannounced',
    selection: 'drawn',
    members: ['id000002'],
    items: [
      { ...item, nature: 'effect' },
      { ...item, nature: 'masses' },
    ],
  })
  const { items } = await file.ask(visitContract.one, { id: visitId })
  const problems: string[] = []
  for (const { id: exposureId } of items) {
    const problem = { ...event, persons: [...event.persons], unitId, visitId, exposureId }
    problems.push((await file.ask(problemContract.save, problem)).id)
  }
  const query = { levels: ['30'] }
  const waiting = { query, problemType: 'T02', part: 'unconfirmed' as const }
  expect(await rowOf(file)).toMatchObject({ found: 0, unconfirmed: 1 })
  expect(await file.ask(prevalenceContract.records, waiting)).toMatchObject({ units: 1, total: 2 })

  const other = await file.ask(casefileContract.addMember, { name: '沈秋实', role: 'deputy' })
  await file.service.close()
  const theirs = await reopenAs(file.folder, other.id)
  await theirs.ask(problemContract.advance, {
    id: problems[0] ?? '',
    event: 'confirm',
    basis: '查过',
  })
  expect(await rowOf(theirs)).toMatchObject({ found: 1, unconfirmed: 0 })
  expect(await theirs.ask(prevalenceContract.records, waiting)).toMatchObject({
    units: 0,
    total: 0,
  })
})

test('the frame holds the units that there were on the last day asked for', async () => {
  const file = await testCase({ today: '2014-06-11' })
  const unit = { level: '30', kind: 'K01', parentId: null } as const
  await file.ask(unitContract.add, { ...unit, name: '石梁县' })
  await file.ask(unitContract.add, { ...unit, name: '新城县', validFrom: '2014-06-01' })
  const old = await file.ask(unitContract.add, { ...unit, name: '旧城县' })
  await file.ask(unitContract.close, { id: old.id, validTo: '2014-05-31' })
  const frame = async (to: string | null) => {
    const query = { levels: ['30'], period: { from: null, to } }
    return (await file.ask(prevalenceContract.byType, query)).frame
  }
  expect(await frame('2014-05-31')).toBe(2)
  expect(await frame('2014-06-01')).toBe(2)
  expect(await frame(null)).toBe(2)
  await file.ask(unitContract.close, { id: old.id, validTo: null })
  expect([await frame('2014-05-31'), await frame(null)]).toEqual([2, 3])
})
