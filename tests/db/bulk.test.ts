import { expect, test } from 'vitest'

import { type CaseFile, openCaseFile } from '#db/engine/case-file.ts'
import { settleExaminations } from '#db/prevalence/settle.ts'
import { testCase } from '#tests/fixtures/case.ts'
import { openRaw } from '#tests/fixtures/raw.ts'

const UNIT = ['id', 'name', 'level', 'kind'] as const
const PERSON = ['id', 'problemId', 'name', 'part'] as const
const PROBLEM = [
  'id',
  'no',
  'unitId',
  'foundOn',
  'problemType',
  'what',
  'severity',
  'source',
  'state',
  'enteredBy',
  'enteredAt',
] as const

const pen = {
  memberId: 'id000002',
  deviceId: 'device-1',
  command: 'intake.commit',
  at: '2014-06-11T01:20:00.000Z',
}

function problem(no: number, unitId: string) {
  const found = [`p${no}`, no, unitId, '2014-06-10', 'T02', '窗口无人']
  return [...found, 'ordinary', 'masses', 'lead', 'id000002', pen.at]
}

async function openFile(): Promise<CaseFile> {
  const { folder, service } = await testCase()
  await service.close()
  return openCaseFile(await openRaw(folder), [settleExaminations])
}

function count(file: CaseFile, table: string): unknown {
  return file.handle.prepare(`select count(*) from "${table}"`).pluck().get()
}

test('rows are written after those that they name, in whatever order they are handed in', async () => {
  const file = await openFile()
  await file.write(pen, async () => {
    const addPerson = file.bulk.insert('problemPerson', PERSON)
    const addProblem = file.bulk.insert('problem', PROBLEM)
    const addUnit = file.bulk.insert('unit', UNIT)
    for (let no = 1; no <= 50; no += 1) {
      addPerson([`x${no}`, `p${no}`, '值班主任', 'direct'])
      addProblem(problem(no, `u${no}`))
      addUnit([`u${no}`, `${no}县`, '30', 'K01'])
    }
  })
  const tables = ['unit', 'problem', 'problemPerson']
  expect(tables.map((table) => count(file, table))).toEqual([50, 50, 50])
  const captured = file.handle
    .prepare(`select tableName from change where changeset = 2 group by tableName order by min(n)`)
    .pluck()
    .all()
  expect(captured).toEqual(tables)
})

test('a statement sees the rows that were handed in before it', async () => {
  const file = await openFile()
  await file.write(pen, async (writer) => {
    file.bulk.insert('unit', UNIT)(['u1', '石梁县', '30', 'K01'])
    const seen = await writer.selectFrom('unit').select('name').execute()
    expect(seen).toEqual([{ name: '石梁县' }])
  })
})

test('a row that is refused takes the whole change with it, and the next one begins anew', async () => {
  const file = await openFile()
  const refused = file.write(pen, async () => {
    const add = file.bulk.insert('unit', UNIT)
    add(['u1', '石梁县', '30', 'K01'])
    add(['u2', '', '30', 'K01'])
  })
  await expect(refused).rejects.toThrow(/CHECK constraint failed/)
  const dropped = file.write(pen, async () => {
    file.bulk.insert('unit', UNIT)(['u3', '望坪县', '30', 'K01'])
    return Promise.reject(new Error('thought better of it'))
  })
  await expect(dropped).rejects.toThrow('thought better of it')
  await file.write(pen, async () => {
    file.bulk.insert('unit', UNIT)(['u4', '清溪县', '30', 'K01'])
  })
  expect(file.handle.prepare('select name from unit').pluck().all()).toEqual(['清溪县'])
  expect(count(file, 'changeset')).toBe(2)
})

test('a question cannot write, by whatever way it has', async () => {
  const file = await openFile()
  const ways = [
    // A Reader has no such method; a handler that lies about its type still cannot write.
    () => file.read((reader) => Reflect.get(reader, 'deleteFrom').call(reader, 'draft').execute()),
    () => file.read(async () => file.bulk.insert('unit', UNIT)),
  ]
  for (const way of ways) {
    await expect(way()).rejects.toMatchObject({ code: 'SQLITE_READONLY' })
  }
  await file.write(pen, async (writer) => {
    await writer.updateTable('caseFile').set({ groupName: '第九组' }).execute()
  })
  expect(count(file, 'changeset')).toBe(2)
})
