import { expect, test } from 'vitest'

import { journalContract } from '#db/journal/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { testCase } from '#tests/fixtures/case.ts'

test('an edit writes what differs and nothing else: the history does not tell of persons who stayed', async () => {
  const { ask } = await testCase()
  const unit = { name: '石梁县', level: '30', kind: 'K01', parentId: null } as const
  const given = {
    unitId: (await ask(unitContract.add, unit)).id,
    foundOn: '2014-05-29',
    problemType: 'T02',
    wind: 'F2',
    what: '3号窗口半小时无人值守',
    happened: '5月29日14:50',
    place: '办事大厅3号窗口',
    effect: '两人放弃办理离开',
    severity: 'serious',
    source: 'fieldwork',
    measure: '当场请值班主任到窗口',
  } as const
  const persons = [
    { name: '窗口负责人(姓名待查)', part: 'direct' as const },
    { name: '周明', post: '中心副主任', part: 'leading' as const },
  ]
  const { id } = await ask(problemContract.save, { ...given, persons })
  const newest = async () => {
    const [last] = (await ask(journalContract.list, { limit: 1 })).rows
    const { rows } = await ask(journalContract.inChangeset, { seq: last?.seq ?? 0 })
    return { seq: last?.seq, changes: rows.map((row) => [row.table, row.operation]) }
  }
  const made = await newest()

  const edited = { ...given, id, persons, effect: '三人放弃办理离开' }
  await ask(problemContract.save, edited)
  const edit = await newest()
  expect(edit).toEqual({ seq: (made.seq ?? 0) + 1, changes: [['problem', 'update']] })
  await ask(problemContract.save, edited)
  expect(await newest()).toEqual(edit)

  await ask(problemContract.save, { ...edited, persons: persons.slice(1) })
  const { changes } = await newest()
  expect(changes.map(([table]) => table)).toEqual(Array.from({ length: 3 }, () => 'problemPerson'))
})
