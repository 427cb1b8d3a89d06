import { expect, test } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { intakeContract } from '#db/intake/contract.ts'
import { journalContract } from '#db/journal/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'
import { checkedChain } from '#tests/fixtures/chain.ts'
import { choose, csv, stage } from '#tests/fixtures/ledger.ts'

const HEAD = ['单位', '发现日期', '问题类型', '问题描述', '发生时间', '地点', '影响', '责任人']
const WHOLE = ['平岫县', '2014年3月5日', 'T02', '窗口无人', '午间', '大厅', '白跑', '张　三、李四']
const BARE = ['平岫县', '2014.3.6', 'T18', '证明跑四趟', '', '', '', '']

async function withCounty(): Promise<{ file: TestCase; unitId: string }> {
  const file = await testCase()
  const { id } = await file.ask(unitContract.add, {
    name: '平岫县',
    level: '30',
    kind: 'K01',
    parentId: null,
  })
  return { file, unitId: id }
}

async function problems(file: TestCase) {
  return file.ask(problemContract.list, { filter: {}, sort: 'no', descending: false })
}

test('rows enter as leads, whole ones as found where another member confirmed them', async () => {
  const { file, unitId } = await withCounty()
  const other = await file.ask(casefileContract.addMember, { name: '沈秋实', role: 'deputy' })
  const staged = await stage(file, csv([HEAD, WHOLE, BARE]))
  const choices = choose(staged, 'problem', { confirmedBy: other.id })
  expect(await file.ask(intakeContract.plan, choices)).toMatchObject({ toAdd: 2, asLeads: 1 })
  expect(await file.ask(intakeContract.commit, choices)).toMatchObject({
    added: 2,
    already: 0,
    asLeads: 1,
    unitsMade: 0,
    typesMade: 0,
  })
  const { rows } = await problems(file)
  expect(rows).toMatchObject([
    { no: 1, unitId, foundOn: '2014-03-05', problemType: 'T02', state: 'found' },
    { no: 2, unitId, foundOn: '2014-03-06', problemType: 'T18', state: 'lead' },
  ])
  expect(await file.ask(problemContract.one, { id: rows[0]?.id ?? '' })).toMatchObject({
    persons: [{ name: '张三' }, { name: '李四' }],
    confirmedBy: '沈秋实',
    confirmedOn: '2014-03-05',
    enteredBy: '林若川',
  })
})

test('nobody confirms what he imports himself', async () => {
  const { file } = await withCounty()
  const staged = await stage(file, csv([HEAD, WHOLE]))
  const { actor } = await file.ask(casefileContract.summary, {})
  const choices = choose(staged, 'problem', { confirmedBy: actor.id })
  await expect(file.ask(intakeContract.commit, choices)).rejects.toMatchObject({
    reasons: [{ code: 'problem.confirmed-by-its-enterer' }],
  })
  expect((await problems(file)).total).toBe(0)
})

test('one faulty row keeps all of them out', async () => {
  const { file } = await withCounty()
  const before = await file.ask(casefileContract.summary, {})
  const rows = Array.from({ length: 2500 }, (_each, at) => [
    '平岫县',
    '2014-03-05',
    'T02',
    `第${at}件`,
  ])
  const staged = await stage(file, csv([HEAD.slice(0, 4), ...rows, ['平岫县', '不详', 'T02', 'x']]))
  await expect(file.ask(intakeContract.commit, choose(staged, 'problem'))).rejects.toMatchObject({
    code: 'refused',
    reasons: [{ code: 'intake.not-ready', about: ['2502'] }],
  })
  expect(await file.ask(casefileContract.summary, {})).toEqual(before)
  expect(await file.ask(intakeContract.batches, {})).toEqual([])
})

test('stopped on its way, it leaves nothing, and the next call goes on', async () => {
  const { file } = await withCounty()
  const before = await file.ask(casefileContract.summary, {})
  const rows = Array.from({ length: 9000 }, (_each, at) => [
    '平岫县',
    '2014-03-05',
    'T02',
    `第${at}件`,
  ])
  const staged = await stage(file, csv([HEAD.slice(0, 4), ...rows]))
  const choices = choose(staged, 'problem')
  const told: number[] = []
  const deaf = file.service.onProgress(({ call, done, total }) => {
    expect([call, total]).toEqual(['intake.commit', 9000])
    told.push(done)
    if (done > 0) file.service.cancel()
  })
  await expect(file.ask(intakeContract.commit, choices)).rejects.toMatchObject({
    code: 'cancelled',
    reasons: [{ code: 'call.cancelled' }],
  })
  deaf()
  // It tells of the start and of one step on the way, at which it stops.
  expect(told).toEqual([0, expect.any(Number)])
  expect(told.at(-1)).toBeLessThan(9000)
  expect(await file.ask(casefileContract.summary, {})).toEqual(before)
  expect(await file.ask(intakeContract.plan, choices)).toMatchObject({ ready: true, toAdd: 9000 })
})

test('a dry run can be stopped too, and a stop that comes late stops nothing', async () => {
  const { file } = await withCounty()
  const rows = Array.from({ length: 3000 }, (_each, at) => [
    '平岫县',
    '2014-03-05',
    'T02',
    `第${at}件`,
  ])
  const staged = await stage(file, csv([HEAD.slice(0, 4), ...rows]))
  const choices = choose(staged, 'problem')
  const deaf = file.service.onProgress(() => file.service.cancel())
  await expect(file.ask(intakeContract.plan, choices)).rejects.toMatchObject({ code: 'cancelled' })
  deaf()
  file.service.cancel()
  expect(await file.ask(intakeContract.plan, choices)).toMatchObject({ toAdd: 3000 })
})

test('equal rows are as many problems, also where a dry run was stopped between them', async () => {
  const { file } = await withCounty()
  const rows = Array.from({ length: 9000 }, (_each, at) => [
    '平岫县',
    '2014-03-05',
    'T02',
    `第${at % 4500}件`,
  ])
  const staged = await stage(file, csv([HEAD.slice(0, 4), ...rows]))
  const choices = choose(staged, 'problem')
  const deaf = file.service.onProgress(({ done }) => {
    if (done > 0) file.service.cancel()
  })
  await expect(file.ask(intakeContract.plan, choices)).rejects.toMatchObject({ code: 'cancelled' })
  deaf()
  expect(await file.ask(intakeContract.commit, choices)).toMatchObject({ added: 9000, already: 0 })
})

test('what was written since the dry run is seen by the import', async () => {
  const { file } = await withCounty()
  const bytes = csv([HEAD, WHOLE, BARE])
  const staged = await stage(file, bytes)
  const choices = choose(staged, 'problem')
  expect(await file.ask(intakeContract.plan, choices)).toMatchObject({ toAdd: 2, already: 0 })
  const row = csv([HEAD, WHOLE])
  await file.ask(intakeContract.commit, choose(await stage(file, row), 'problem'))
  expect(await file.ask(intakeContract.commit, choices)).toMatchObject({ added: 1, already: 1 })
})

test('the same file adds nothing, and no changeset', async () => {
  const { file } = await withCounty()
  const bytes = csv([HEAD, WHOLE, BARE])
  await file.ask(intakeContract.commit, choose(await stage(file, bytes), 'problem'))
  const before = await file.ask(casefileContract.summary, {})
  const again = await stage(file, bytes, '改了名.csv')
  expect(again.imported).toMatchObject([
    { kind: 'problem', sheetName: '台账', rowCount: 2, importedBy: '林若川' },
  ])
  const choices = choose(again, 'problem')
  expect(await file.ask(intakeContract.plan, choices)).toMatchObject({
    toAdd: 0,
    already: 2,
    ready: false,
  })
  expect(await file.ask(intakeContract.commit, choices)).toMatchObject({
    added: 0,
    already: 2,
    batchId: null,
  })
  expect(await file.ask(casefileContract.summary, {})).toEqual(before)
})

test('the same rows written otherwise in another file add nothing', async () => {
  const { file } = await withCounty()
  const bytes = csv([HEAD, WHOLE, BARE])
  await file.ask(intakeContract.commit, choose(await stage(file, bytes), 'problem'))
  const other = await stage(
    file,
    csv([
      ['序号', '责任人', '单位', '日期', '类型', '问题', '何时', '地点', '后果', '程度'],
      [
        '1',
        '张三，李四',
        '平　岫　县',
        '2014-03-05',
        '门难进',
        '窗口无人',
        '午间',
        '大厅',
        '白跑',
        '一般',
      ],
      ['2', '', '平岫县', '20140306', 'T18', '证明跑四趟', '', '', '', ''],
      ['3', '', '平岫县', '20140307', 'T18', '新的一件', '', '', '', ''],
    ]),
  )
  expect(await file.ask(intakeContract.commit, choose(other, 'problem'))).toMatchObject({
    added: 1,
    already: 2,
  })
  expect((await problems(file)).total).toBe(3)
})

test('equal rows of one file are as many problems, at the second import too', async () => {
  const { file } = await withCounty()
  const staged = await stage(file, csv([HEAD, BARE, BARE, BARE]))
  const choices = choose(staged, 'problem')
  expect(await file.ask(intakeContract.commit, choices)).toMatchObject({ added: 3 })
  expect(await file.ask(intakeContract.commit, choices)).toMatchObject({ added: 0, already: 3 })
})

test('what was changed by hand afterwards is not added again', async () => {
  const { file, unitId } = await withCounty()
  const bytes = csv([HEAD, BARE])
  await file.ask(intakeContract.commit, choose(await stage(file, bytes), 'problem'))
  const [row] = (await problems(file)).rows
  await file.ask(problemContract.save, {
    id: row?.id ?? '',
    unitId,
    foundOn: '2014-03-07',
    problemType: 'T18',
    what: '改写过的一件',
    severity: 'serious',
    source: 'masses',
  })
  expect(
    await file.ask(intakeContract.commit, choose(await stage(file, bytes), 'problem')),
  ).toMatchObject({ added: 0, already: 1 })
})

test('a problem hangs on the look that found it', async () => {
  const { file, unitId } = await withCounty()
  const { actor } = await file.ask(casefileContract.summary, {})
  const { id } = await file.ask(visitContract.save, {
    unitId,
    startedOn: '2014-03-05',
    endedOn: '2014-03-05',
    method: 'M08',
    notice: 'unannounced',
    selection: 'drawn',
    members: [actor.id],
    items: [
      { problemType: 'T02', method: 'M08', nature: 'effect', result: 'found' },
      { problemType: 'T18', method: 'M08', nature: 'effect', result: 'notFound' },
    ],
  })
  const staged = await stage(file, csv([HEAD, WHOLE, BARE.with(1, '2014-03-05')]))
  await file.ask(intakeContract.commit, choose(staged, 'problem'))
  const { rows } = await problems(file)
  const [hung, loose] = await Promise.all(
    rows.map((row) => file.ask(problemContract.one, { id: row.id })),
  )
  const visit = await file.ask(visitContract.one, { id })
  expect(hung).toMatchObject({ visitId: id, exposureId: visit.items[0]?.id })
  expect(loose).toMatchObject({ visitId: null, exposureId: null })
})

test('an import is one changeset with its batch', async () => {
  const { file } = await withCounty()
  await file.ask(
    intakeContract.commit,
    choose(await stage(file, csv([HEAD, WHOLE, BARE])), 'problem'),
  )
  const { rows } = await file.ask(journalContract.list, { offset: 0, limit: 10 })
  // Two problems, two persons, the batch, the remembered columns.
  expect(rows[0]).toMatchObject({ command: 'intake.commit', changes: 6 })
  expect(await file.ask(intakeContract.batches, {})).toMatchObject([
    { kind: 'problem', fileName: '台账.csv', sheetName: '台账', rowCount: 2, importedBy: '林若川' },
  ])
  await file.service.close()
  expect((await checkedChain(file.folder)).findings).toEqual([])
})
