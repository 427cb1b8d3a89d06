import { expect, test } from 'vitest'
import type { z } from 'zod'

import { practiceContract } from '#db/practice/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase } from '#tests/fixtures/case.ts'
import { item, unitOf, visitOf } from '#tests/fixtures/visit.ts'

type Filter = z.input<typeof visitContract.list.input>['filter']

test('each part of the filter takes the visits it names, and no others', async () => {
  const file = await testCase()
  const county = await unitOf(file)
  const city = await unitOf(file, '栖云市', '20')
  const round = { no: 1, fromOn: '2014-05-01', toOn: '2014-05-31' }
  const { id: roundId } = await file.ask(visitContract.saveRound, round)
  const one = { startedOn: '2014-05-10', endedOn: '2014-05-12', roundId, items: [item('T18')] }
  await file.ask(visitContract.save, visitOf(county, one))
  const two = { startedOn: '2014-06-02', endedOn: '2014-06-02', note: '乡镇陪同' }
  await file.ask(visitContract.save, visitOf(city, { ...two, notice: 'announced' }))
  const three = { startedOn: '2014-06-05', endedOn: '2014-06-05', items: [item('T18')] }
  const last = await file.ask(
    visitContract.save,
    visitOf(county, { ...three, selection: 'invited' }),
  )
  await file.ask(visitContract.close, { id: last.id })

  const cases: readonly (readonly [Filter, readonly string[]])[] = [
    [{}, ['2014-05-10', '2014-06-02', '2014-06-05']],
    [{ unitId: county }, ['2014-05-10', '2014-06-05']],
    [{ prefectures: [city] }, ['2014-06-02']],
    [{ rounds: [roundId] }, ['2014-05-10']],
    [{ notices: ['announced'] }, ['2014-06-02']],
    [{ selections: ['invited'] }, ['2014-06-05']],
    [{ state: 'open' }, ['2014-05-10', '2014-06-02']],
    [{ text: '陪同' }, ['2014-06-02']],
    [{ text: '石梁' }, ['2014-05-10', '2014-06-05']],
    [{ period: { from: '2014-05-12', to: '2014-06-02' } }, ['2014-05-10', '2014-06-02']],
    [{ period: { from: '2014-05-13', to: null } }, ['2014-06-02', '2014-06-05']],
    [{ unitId: county, state: 'closed' }, ['2014-06-05']],
  ]
  for (const [filter, expected] of cases) {
    const { total, rows } = await file.ask(visitContract.list, { filter, descending: false })
    expect([filter, rows.map((row) => row.startedOn), total]).toEqual([
      filter,
      expected,
      expected.length,
    ])
  }
  expect(await file.ask(visitContract.rounds, {})).toMatchObject([{ no: 1, visits: 1 }])
})

test('the list sorts both ways, and its pages join without gap or repetition', async () => {
  const file = await testCase({ practice: true, today: '2014-07-01' })
  await file.ask(practiceContract.load, {})
  for (const sort of ['startedOn', 'unitName', 'exposures', 'found'] as const) {
    for (const descending of [true, false]) {
      const question = { filter: {}, sort, descending, limit: 200 }
      const first = await file.ask(visitContract.list, question)
      const rest = await file.ask(visitContract.list, { ...question, offset: 200 })
      const rows = [...first.rows, ...rest.rows]
      expect(new Set(rows.map((row) => row.id)).size).toBe(first.total)
      const keys = rows.map((row) => row[sort])
      const sorted = keys.toSorted((one, other) => (one < other ? -1 : Number(one > other)))
      expect(keys).toEqual(descending ? sorted.toReversed() : sorted)
    }
  }
})
