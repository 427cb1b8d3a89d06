import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { intakeContract } from '#db/intake/contract.ts'
import { prevalenceContract } from '#db/prevalence/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'
import { choose, csv, faultsOf, stage } from '#tests/fixtures/ledger.ts'

const HEAD = ['单位', '走访日期', '看什么', '结果', '方式', '通知', '选取', '成员', '轮次']

function row(...changes: readonly (readonly [column: number, text: string])[]): readonly string[] {
  const cells = ['平岫县', '2014-06-10', 'T02', '发现', '暗访', '不打招呼', '抽签', '', '']
  for (const [column, text] of changes) cells[column] = text
  return cells
}

async function withUnits(): Promise<{ file: TestCase; ids: readonly string[] }> {
  const file = await testCase()
  const ids: string[] = []
  for (const name of ['平岫县', '柳渡县', '龙坪县', '禾丰县', '桑木县']) {
    const unit = { name, level: '30', kind: 'K01', parentId: null } as const
    ids.push((await file.ask(unitContract.add, unit)).id)
  }
  return { file, ids }
}

async function planned(file: TestCase, rows: readonly (readonly string[])[]) {
  const choices = choose(await stage(file, csv([HEAD, ...rows])), 'visit')
  return { choices, plan: await file.ask(intakeContract.plan, choices) }
}

async function visits(file: TestCase) {
  const { rows } = await file.ask(visitContract.list, { filter: {} })
  return Promise.all(rows.map(({ id }) => file.ask(visitContract.one, { id })))
}

test('rows of one unit and day are one visit with its looks', async () => {
  const { file, ids } = await withUnits()
  const { choices, plan } = await planned(file, [
    row(),
    row([2, 'T18'], [3, '未发现']),
    row([0, '柳渡县'], [3, '否']),
  ])
  expect([faultsOf(plan), plan.toAdd]).toEqual([[], 3])
  expect(await file.ask(intakeContract.commit, choices)).toMatchObject({ added: 3 })
  const made = await visits(file)
  expect(made).toHaveLength(2)
  expect(made.find(({ unitId }) => unitId === ids[0])).toMatchObject({
    startedOn: '2014-06-10',
    endedOn: '2014-06-10',
    method: 'M08',
    notice: 'unannounced',
    selection: 'drawn',
    state: 'open',
    items: [
      { problemType: 'T02', result: 'found' },
      { problemType: 'T18', result: 'notFound' },
    ],
  })
})

test('looks of a ledger are the denominator of prevalence', async () => {
  const { file } = await withUnits()
  const names = ['平岫县', '柳渡县', '龙坪县', '禾丰县', '桑木县']
  const { choices } = await planned(
    file,
    names.map((name) => row([0, name], [3, '未发现'])),
  )
  await file.ask(intakeContract.commit, choices)
  const { rows } = await file.ask(prevalenceContract.byType, { levels: ['30'] })
  expect(rows.find(({ problemType }) => problemType === 'T02')).toMatchObject({
    examined: 5,
    found: 0,
  })
})

test('the same ledger adds nothing, further rows of a visit join it', async () => {
  const { file } = await withUnits()
  const first = await planned(file, [row()])
  await file.ask(intakeContract.commit, first.choices)
  const next = await planned(file, [row([1, '2014.6.10']), row([2, 'T18'])])
  expect(await file.ask(intakeContract.commit, next.choices)).toMatchObject({
    added: 1,
    already: 1,
  })
  const made = await visits(file)
  expect(made.map(({ items }) => items.length)).toEqual([2])
})

test('one look has one result', async () => {
  const { file } = await withUnits()
  const { plan } = await planned(file, [row(), row(), row([3, '未发现'])])
  expect([plan.toAdd, plan.already, faultsOf(plan)]).toEqual([
    1,
    1,
    ['4 result intake.looked-twice'],
  ])
  expect(plan.faults[0]?.about).toEqual(['2'])

  const { choices } = await planned(file, [row()])
  await file.ask(intakeContract.commit, choices)
  const other = await planned(file, [row([3, '未发现'])])
  expect(faultsOf(other.plan)).toEqual(['2 result intake.look-differs'])
})

test('a look that was added by hand to an imported visit is there already', async () => {
  const { file } = await withUnits()
  const { choices } = await planned(file, [row()])
  await file.ask(intakeContract.commit, choices)
  const [visit] = await visits(file)
  if (!visit) throw new Error('no visit')
  const { actor } = await file.ask(casefileContract.summary, {})
  const look = { problemType: 'T18', method: 'M08', nature: 'effect', result: 'found' } as const
  await file.ask(visitContract.save, {
    id: visit.id,
    unitId: visit.unitId,
    startedOn: visit.startedOn,
    endedOn: visit.endedOn,
    method: visit.method,
    notice: visit.notice,
    selection: visit.selection,
    members: [actor.id],
    items: [...visit.items.map(({ unitName: _name, problemId: _problem, ...item }) => item), look],
  })
  const again = await planned(file, [row(), row([2, 'T18'])])
  expect(again.plan).toMatchObject({ toAdd: 0, already: 2, faulty: 0 })
})

test('a closed visit takes no further looks', async () => {
  const { file } = await withUnits()
  const { choices } = await planned(file, [row([3, '未发现'])])
  await file.ask(intakeContract.commit, choices)
  const [visit] = await visits(file)
  await file.ask(visitContract.close, { id: visit?.id ?? '' })
  const more = await planned(file, [row([3, '未发现']), row([2, 'T18'], [3, '未发现'])])
  expect(more.plan).toMatchObject({ already: 1, toAdd: 0 })
  expect(faultsOf(more.plan)).toEqual(['3 result visit.is-closed'])
})

test('who went are members of the group; other names are kept, nobody is presumed', async () => {
  const { file } = await withUnits()
  const { choices } = await planned(file, [row([7, '林若川、赵某']), row([0, '柳渡县'], [7, ''])])
  await file.ask(intakeContract.commit, choices)
  const made = await visits(file)
  expect(
    made.map(({ members, note }) => `${members.map(({ name }) => name).join()} ${note}`).toSorted(),
  ).toEqual([' ', '林若川 参加人员：赵某'])
})

test('rounds, days and units hold as they do in the form', async () => {
  const { file, ids } = await withUnits()
  await file.ask(visitContract.saveRound, { no: 1, fromOn: '2014-05-01', toOn: '2014-05-31' })
  await file.ask(unitContract.close, { id: ids[1] ?? '', validTo: '2014-05-31' })
  const { plan } = await planned(file, [
    row([8, '第一轮']),
    row([8, '第二轮']),
    row([1, '2014-06-12']),
    row([0, '柳渡县']),
    row([0, '柳渡县'], [1, '2014-05-20'], [8, '1']),
  ])
  expect(faultsOf(plan)).toEqual([
    '2 round visit.outside-round',
    '3 round intake.round-unknown',
    '4 startedOn intake.in-the-future',
    '5 startedOn visit.unit-was-closed',
  ])
  expect(plan.toAdd).toBe(1)
})

test('a span gives both days, the default day the rest', async () => {
  const { file } = await withUnits()
  const { choices } = await planned(file, [
    row([1, '2014年6月9日至10日']),
    row([0, '柳渡县'], [1, '']),
  ])
  const given = { ...choices, defaultDate: '2014-06-01' }
  await file.ask(intakeContract.commit, given)
  const made = await visits(file)
  expect(made.map(({ startedOn, endedOn }) => `${startedOn} ${endedOn}`).toSorted()).toEqual([
    '2014-06-01 2014-06-01',
    '2014-06-09 2014-06-10',
  ])
})
