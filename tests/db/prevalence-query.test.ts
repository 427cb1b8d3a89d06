import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { z } from 'zod'

import { addDays, weekOf } from '#db/kernel/dates.ts'
import { prevalenceContract, type PrevalenceQuery } from '#db/prevalence/contract.ts'
import { unitContract } from '#db/unit/contract.ts'
import { countsOf, examinationsOf, readFieldwork } from '#tests/fixtures/oracle.ts'
import { practiceForAll } from '#tests/fixtures/practice.ts'
import { watchedPractice } from '#tests/fixtures/watched.ts'

const practice = practiceForAll()

const days = fc.integer({ min: 0, max: 90 }).map((after) => addDays('2014-04-01', after))
const some = <const T extends string>(...values: readonly T[]) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant<T[]>([]) },
    { weight: 3, arbitrary: fc.subarray([...values], { minLength: 1 }) },
  )

/** Any question that the query bar can ask of the practice case. */
function questions(prefectures: readonly string[]): fc.Arbitrary<PrevalenceQuery> {
  return fc.record({
    levels: some('30', '31', '40'),
    kinds: some('K01', 'K04', 'K06'),
    prefectures: some(...prefectures),
    period: fc.record({ from: fc.option(days), to: fc.option(days) }),
    selections: some('drawn', 'chosen', 'invited', 'continued'),
    notices: some('announced', 'short', 'unannounced'),
  })
}

async function prefectureIds(): Promise<readonly string[]> {
  return (await practice().ask(unitContract.prefectures, {})).map(({ id }) => id)
}

type Part = z.input<typeof prevalenceContract.records.input>['part']

async function recordsOf(query: PrevalenceQuery, problemType: string, part: Part) {
  const question = { query, problemType, part, limit: 1000 }
  return practice().ask(prevalenceContract.records, question)
}

test('every count of every question is what its definition says, unit by unit', async () => {
  const { handle, as } = await watchedPractice()
  const fieldwork = readFieldwork(handle)
  const { ask } = as()
  const places = (await ask(unitContract.prefectures, {})).map(({ id }) => id)
  await fc.assert(
    fc.asyncProperty(questions(places), async (query) => {
      const answer = await ask(prevalenceContract.byType, query)
      for (const row of answer.rows) {
        expect(row).toMatchObject(countsOf(fieldwork, query, row.problemType))
      }
      const seen = examinationsOf(fieldwork, query)
      const units = (looks: typeof seen) => new Set(looks.map(({ unitId }) => unitId)).size
      const drawn = seen.filter(({ selection }) => selection === 'drawn')
      const dates = seen.map(({ lookedOn }) => lookedOn).toSorted((a, b) => a.localeCompare(b))
      expect(answer).toMatchObject({
        examinedUnits: units(seen),
        drawnUnits: units(drawn),
        unannouncedUnits: units(drawn.filter(({ notice }) => notice === 'unannounced')),
        firstOn: dates[0] ?? null,
        lastOn: dates.at(-1) ?? null,
      })
    }),
    {
      numRuns: 60,
      examples: [
        [
          {
            levels: [],
            kinds: [],
            prefectures: [],
            period: { from: null, to: null },
            selections: [],
            notices: [],
          },
        ],
      ],
    },
  )
})

test('every number opens as many units as it says, each of them under the question', async () => {
  await fc.assert(
    fc.asyncProperty(questions(await prefectureIds()), fc.nat(), async (query, seed) => {
      const { rows } = await practice().ask(prevalenceContract.byType, query)
      const row = rows[seed % rows.length]
      if (!row) throw new Error('types are there')
      for (const part of [
        'examined',
        'found',
        'unconfirmed',
        'unannounced',
        'otherExamined',
        'otherFound',
      ] as const) {
        const { units, total, rows: records } = await recordsOf(query, row.problemType, part)
        expect([part, units]).toEqual([part, row[part]])
        expect([part, total, new Set(records.map(({ unitId }) => unitId)).size]).toEqual([
          part,
          records.length,
          units,
        ])
        for (const record of records) {
          expect(query.selections.length === 0 || query.selections.includes(record.selection)).toBe(
            true,
          )
          expect(query.notices.length === 0 || query.notices.includes(record.notice)).toBe(true)
          expect(record.lookedOn >= (query.period.from ?? '')).toBe(true)
          expect(record.lookedOn <= (query.period.to ?? '9')).toBe(true)
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('the matrix has a row for every unit of the chart, and its cells say what the records say', async () => {
  await fc.assert(
    fc.asyncProperty(questions(await prefectureIds()), async (query) => {
      const { ask } = practice()
      const answer = await ask(prevalenceContract.byType, query)
      const problemTypes = answer.rows.map(({ problemType }) => problemType)
      const matrix = await ask(prevalenceContract.matrix, { query, problemTypes, limit: 1000 })
      expect([matrix.total, matrix.units.length]).toEqual([
        answer.examinedUnits,
        answer.examinedUnits,
      ])
      for (const [place, row] of answer.rows.entries()) {
        const states = new Map(matrix.units.map(({ id, cells }) => [id, cells[place]?.state]))
        const looked = [...states.values()].filter(
          (state) => state === 'found' || state === 'looked',
        )
        expect(looked).toHaveLength(row.examined + row.otherExamined)
        const { rows: records } = await recordsOf(query, row.problemType, 'all')
        const found = records.filter(({ result }) => result === 'found')
        expect(
          new Set([...states].filter(([, state]) => state === 'found').map(([id]) => id)),
        ).toEqual(new Set(found.map(({ unitId }) => unitId)))
      }
    }),
    { numRuns: 12 },
  )
})

test('the pages of the matrix join without gap or repetition, and know how many there are', async () => {
  const { ask } = practice()
  const query = { levels: ['30'] }
  const page = (offset: number, limit: number) =>
    ask(prevalenceContract.matrix, { query, problemTypes: ['T02'], offset, limit })
  const whole = await page(0, 1000)
  const parts = [await page(0, 20), await page(20, 20), await page(40, 1000)]
  expect(parts.flatMap(({ units }) => units)).toEqual(whole.units)
  expect(await page(5000, 20)).toEqual({ total: whole.total, units: [] })
})

test('a cell counts the problems that another member confirmed, and none where nothing was found', async () => {
  const { ask } = practice()
  const matrix = await ask(prevalenceContract.matrix, {
    query: {},
    problemTypes: ['T02'],
    limit: 1000,
  })
  const cells = matrix.units.map(({ id, cells: [cell] }) => ({ id, cell }))
  expect(cells.filter(({ cell }) => cell?.state !== 'found' && cell?.problems !== 0)).toEqual([])
  for (const { id, cell } of cells.filter((each) => each.cell?.state === 'found').slice(0, 25)) {
    const question = { query: {}, problemType: 'T02', part: 'all', unitId: id } as const
    const { rows } = await ask(prevalenceContract.records, question)
    expect(rows.some(({ result }) => result === 'found')).toBe(true)
    expect(cell?.problems).toBeGreaterThanOrEqual(0)
  }
})

test('a narrower question never counts more units', async () => {
  await fc.assert(
    fc.asyncProperty(
      questions(await prefectureIds()),
      questions(await prefectureIds()),
      async (query, other) => {
        const ask = async (question: PrevalenceQuery) =>
          practice().ask(prevalenceContract.byType, question)
        const wide = await ask(query)
        const unitsOf = new Map(
          wide.rows.map((row) => [row.problemType, row.examined + row.otherExamined]),
        )
        for (const part of ['levels', 'kinds', 'prefectures', 'selections', 'notices'] as const) {
          if (query[part].length > 0) continue
          const narrow = await ask({ ...query, [part]: other[part] })
          expect(narrow.examinedUnits).toBeLessThanOrEqual(wide.examinedUnits)
          for (const row of narrow.rows) {
            expect(row.examined + row.otherExamined).toBeLessThanOrEqual(
              unitsOf.get(row.problemType) ?? 0,
            )
          }
        }
      },
    ),
    { numRuns: 15 },
  )
})

test('the weeks of drawn units are those of the records, type by type and level by level', async () => {
  const { handle, as } = await watchedPractice()
  const looks = examinationsOf(readFieldwork(handle), { selections: ['drawn'] })
  const byWeek = Map.groupBy(looks, (look) =>
    [look.problemType, look.level, weekOf(look.lookedOn)].join(' '),
  )
  const { ask } = as()
  const answer = await ask(prevalenceContract.byWeek, {})
  const columns = answer.weeks.map((week, at) => [
    [answer.problemTypes[at], answer.levels[at], week].join(' '),
    answer.examined[at],
    answer.found[at],
  ])
  const counted = [...byWeek].map(([key, group]) => {
    const found = group.filter(({ result, confirmed }) => result === 'found' && confirmed > 0)
    const units = (looksOf: typeof group) => new Set(looksOf.map(({ unitId }) => unitId)).size
    return [key, units(group), units(found)]
  })
  const order = (a: readonly unknown[], b: readonly unknown[]) =>
    String(a[0]).localeCompare(String(b[0]), 'en')
  expect(columns.toSorted(order)).toEqual(counted.toSorted(order))
})

test('a period takes in the weeks that it touches', async () => {
  const { ask } = practice()
  const weeksOf = async (from: string | null, to: string | null) =>
    new Set((await ask(prevalenceContract.byWeek, { period: { from, to } })).weeks)
  expect(await weeksOf('2014-04-16', '2014-04-22')).toEqual(new Set(['2014-04-14', '2014-04-21']))
  expect(await weeksOf('2014-06-23', null)).toEqual(new Set())
  expect([...(await weeksOf(null, '2014-04-14'))].every((week) => week <= '2014-04-14')).toBe(true)
})
