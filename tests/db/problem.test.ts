import { expect, test } from 'vitest'
import type { z } from 'zod'

import { practiceContract } from '#db/practice/contract.ts'
import { problemContract } from '#db/problem/contract.ts'
import { visitContract } from '#db/visit/contract.ts'
import { testCase, type TestCase } from '#tests/fixtures/case.ts'
import { bearOut, event, second, told, unitOf } from '#tests/fixtures/problem.ts'

/** A visit on which one thing was found; gives the visit and its look. */
async function find(file: TestCase, unitId: string) {
  const { id } = await file.ask(visitContract.save, {
    unitId,
    startedOn: '2014-05-29',
    endedOn: '2014-05-29',
    method: 'M14',
    notice: 'unannounced',
    selection: 'drawn',
    members: ['id000002'],
    items: [{ problemType: 'T02', method: 'M14', nature: 'effect', result: 'found' }],
  })
  const visit = await file.ask(visitContract.one, { id })
  return { visitId: id, exposureId: visit.items[0]?.id ?? '' }
}

test('a problem starts as a lead and is told with its persons and its history', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id, no } = await file.ask(problemContract.save, event(unitId))
  expect(no).toBe(1)
  expect(await file.ask(problemContract.one, { id })).toMatchObject({
    no: 1,
    unitName: '石梁县',
    state: 'lead',
    entererId: 'id000002',
    enteredBy: '林若川',
    confirmedBy: null,
    persons: [
      { name: '窗口负责人(姓名待查)', post: '', part: 'direct' },
      { name: '周明', post: '中心副主任', part: 'leading' },
    ],
    history: [{ fromState: null, toState: 'lead', by: '林若川' }],
  })
})

test('SM1: a second member confirms, then the problem is pointed out; each step is kept', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(problemContract.save, event(unitId))
  await expect(file.ask(problemContract.advance, { id, event: 'confirm' })).rejects.toMatchObject({
    code: 'refused',
    reasons: [
      { code: 'problem.not-a-confirmer' },
      { code: 'problem.confirmed-by-its-enterer' },
      { code: 'problem.evidence-missing' },
      { code: 'problem.against-not-sought' },
    ],
  })
  await bearOut(file, id)

  const theirs = await second(file)
  const reminder = { problems: [id], members: ['id000002'], ...told }
  await expect(theirs.ask(problemContract.remind, reminder)).rejects.toMatchObject({
    reasons: [{ code: 'problem.step-not-open', about: ['lead', 'remind'] }],
  })
  const confirmed = { id, event: 'confirm', basis: '看过值班表' } as const
  expect(await theirs.ask(problemContract.advance, confirmed)).toEqual({ state: 'found' })
  await theirs.ask(problemContract.remind, reminder)
  const problem = await theirs.ask(problemContract.one, { id })
  expect(problem).toMatchObject({
    state: 'reminded',
    confirmedBy: '沈秋实',
    confirmedOn: '2014-06-11',
  })
  // The clock of the tests stands, so that the steps have no order among themselves.
  const steps = problem.history.map(({ fromState, toState, by, basis }) =>
    [fromState ?? '', toState, by, basis].join(' '),
  )
  expect(new Set(steps)).toEqual(
    new Set([
      ' lead 林若川 ',
      'lead found 沈秋实 看过值班表',
      'found reminded 沈秋实 窗口午间要有人',
    ]),
  )
})

test('INV-20: a lead without its whole event is not confirmed, and says what is missing', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(
    problemContract.save,
    event(unitId, { happened: '', effect: '', persons: [] }),
  )
  await bearOut(file, id)
  const theirs = await second(file)
  const step = { id, event: 'confirm', basis: '看过值班表' } as const
  await expect(theirs.ask(problemContract.advance, step)).rejects.toMatchObject({
    reasons: [{ code: 'problem.event-incomplete', about: ['happened', 'effect', 'persons'] }],
  })
  expect(await theirs.ask(problemContract.one, { id })).toMatchObject({
    state: 'lead',
    history: [{ toState: 'lead' }],
  })
})

test('a dismissal needs its reason, and ends the matter', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(problemContract.save, event(unitId))
  const theirs = await second(file)
  await expect(
    theirs.ask(problemContract.advance, { id, event: 'dismiss', basis: '  ' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'problem.basis-missing' }] })
  const dismissal = { id, event: 'dismiss', basis: '当天窗口在开党员会' } as const
  expect(await theirs.ask(problemContract.advance, dismissal)).toEqual({
    state: 'notSubstantiated',
  })
  await expect(theirs.ask(problemContract.save, { ...event(unitId), id })).rejects.toMatchObject({
    reasons: [{ code: 'problem.no-longer-open', about: ['notSubstantiated'] }],
  })
})

test('a lead is changed freely, with its persons replaced', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(problemContract.save, event(unitId))
  const persons = [{ name: '县政务中心班子', part: 'collective' as const }]
  const changed = event(unitId, { id, effect: '', problemType: 'T18', persons })
  expect(await file.ask(problemContract.save, changed)).toEqual({ id, no: 1 })
  expect(await file.ask(problemContract.one, { id })).toMatchObject({
    problemType: 'T18',
    effect: '',
    persons: [{ name: '县政务中心班子', post: '', part: 'collective' }],
    history: [{ toState: 'lead' }],
  })
})

test('INV-20: a confirmed problem is changed only so that its event stays whole', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { id } = await file.ask(problemContract.save, event(unitId))
  await bearOut(file, id)
  const theirs = await second(file)
  await theirs.ask(problemContract.advance, { id, event: 'confirm', basis: '看过值班表' })

  const stripped = event(unitId, { id, effect: '', persons: [] })
  await expect(theirs.ask(problemContract.save, stripped)).rejects.toMatchObject({
    reasons: [{ code: 'problem.event-incomplete', about: ['effect', 'persons'] }],
  })
  expect(await theirs.ask(problemContract.one, { id })).toMatchObject({
    effect: '两人放弃办理离开',
    persons: [{}, {}],
  })

  await theirs.ask(problemContract.save, event(unitId, { id, effect: '6名群众白等' }))
  await theirs.ask(problemContract.remind, { problems: [id], members: ['id000002'], ...told })
  await expect(theirs.ask(problemContract.save, event(unitId, { id }))).rejects.toMatchObject({
    reasons: [{ code: 'problem.no-longer-open', about: ['reminded'] }],
  })
})

test('INV-24: a problem hangs on a find of the same unit and type, and is not taken off it', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const otherUnit = await unitOf(file, '望坪县')
  const look = await find(file, unitId)
  const { id } = await file.ask(problemContract.save, event(unitId, look))

  for (const change of [{ problemType: 'T18' }, { unitId: otherUnit }]) {
    await expect(
      file.ask(problemContract.save, { ...event(unitId, { ...look, id }), ...change }),
    ).rejects.toMatchObject({ reasons: [{ code: 'problem.exposure-of-another-matter' }] })
  }
  await expect(file.ask(problemContract.save, event(unitId, { id }))).rejects.toMatchObject({
    reasons: [{ code: 'problem.exposure-is-kept' }],
  })
  await expect(
    file.ask(problemContract.save, event(unitId, { ...look, exposureId: 'nowhere' })),
  ).rejects.toMatchObject({ code: 'not-found', reasons: [{ code: 'visit.unknown-exposure' }] })
})

test('INV-24: what was looked for and not found has no problem', async () => {
  const file = await testCase()
  const unitId = await unitOf(file)
  const { visitId, exposureId } = await find(file, unitId)
  const visit = await file.ask(visitContract.one, { id: visitId })
  const { unitName: _name, problemId: _problem, ...item } = visit.items[0] ?? never()
  await file.ask(visitContract.save, {
    id: visitId,
    unitId,
    startedOn: visit.startedOn,
    endedOn: visit.endedOn,
    method: visit.method,
    notice: visit.notice,
    selection: visit.selection,
    members: visit.members.map((member) => member.id),
    items: [{ ...item, result: 'notFound' }],
  })
  await expect(
    file.ask(problemContract.save, event(unitId, { visitId, exposureId })),
  ).rejects.toMatchObject({ reasons: [{ code: 'problem.exposure-found-nothing' }] })
})

test('a type of the group joins the list once, and is found by its initials', async () => {
  const file = await testCase()
  const { id } = await file.ask(problemContract.addType, { name: '吃拿卡要', brief: '吃拿卡要' })
  const types = await file.ask(problemContract.types, {})
  expect(types.at(-1)).toEqual({
    id,
    name: '吃拿卡要',
    nameEn: '',
    brief: '吃拿卡要',
    initials: 'cnky',
    wind: null,
    scheme: 'own',
  })
  await expect(
    file.ask(problemContract.addType, { name: '吃拿卡要', brief: '卡要' }),
  ).rejects.toMatchObject({ reasons: [{ code: 'problem.type-exists', about: ['吃拿卡要'] }] })
  const unitId = await unitOf(file)
  const saved = await file.ask(problemContract.save, event(unitId, { problemType: id }))
  expect(await file.ask(problemContract.one, { id: saved.id })).toMatchObject({ problemType: id })
})

type Filter = z.input<typeof problemContract.list.input>['filter']

test('each part of the filter takes the problems it names, and no others', async () => {
  const file = await second(await testCase())
  const [a, b] = [await unitOf(file, '石梁县'), await unitOf(file, '栖云市', '20')]
  const kinds = { severity: 'ordinary', source: 'masses', problemType: 'T19' } as const
  await file.ask(problemContract.save, event(a))
  await file.ask(problemContract.save, event(b, { what: '收费不开票', ...kinds }))
  await file.ask(problemContract.save, event(b, { foundOn: '2014-06-10' }))
  const dismissed = await file.ask(problemContract.save, event(a))
  await file.ask(problemContract.advance, { id: dismissed.id, event: 'dismiss', basis: '核实过' })

  const numbers = async (filter: Filter) =>
    (await file.ask(problemContract.list, { filter, sort: 'no', descending: false })).rows.map(
      (row) => row.no,
    )
  const cases: readonly (readonly [Filter, readonly number[]])[] = [
    [{}, [1, 2, 3, 4]],
    [{ unitId: a }, [1, 4]],
    [{ levels: ['20'] }, [2, 3]],
    [{ prefectures: [b] }, [2, 3]],
    [{ kinds: ['K04'] }, []],
    [{ problemTypes: ['T19'] }, [2]],
    [{ states: ['notSubstantiated'] }, [4]],
    [{ severities: ['ordinary'] }, [2]],
    [{ sources: ['masses'] }, [2]],
    [{ period: { from: '2014-06-01', to: null } }, [3]],
    [{ period: { from: null, to: '2014-05-29' } }, [1, 2, 4]],
    [{ text: '开票' }, [2]],
    [{ text: '栖云' }, [2, 3]],
    [{ text: '4' }, [4]],
    [{ text: '百分号%' }, []],
    [{ levels: ['20'], severities: ['serious'] }, [3]],
  ]
  for (const [filter, expected] of cases) {
    expect([filter, await numbers(filter)]).toEqual([filter, expected])
    const { total } = await file.ask(problemContract.list, { filter, limit: 1 })
    expect([filter, total]).toEqual([filter, expected.length])
  }
})

test('the list sorts both ways, and its pages join without gap or repetition', async () => {
  const file = await testCase({ practice: true })
  await file.ask(practiceContract.load, {})
  for (const sort of ['foundOn', 'no', 'unitName'] as const) {
    for (const descending of [true, false]) {
      const question = { filter: {}, sort, descending, limit: 200 }
      const pages = [0, 200, 400, 600, 800, 1000].map((offset) =>
        file.ask(problemContract.list, { ...question, offset }),
      )
      const rows = (await Promise.all(pages)).flatMap((page) => page.rows)
      expect(new Set(rows.map((row) => row.id)).size).toBe(900)
      const keys = rows.map((row) => row[sort])
      const sorted = keys.toSorted((one, other) => (one < other ? -1 : Number(one > other)))
      expect(keys).toEqual(descending ? sorted.toReversed() : sorted)
    }
  }
})

test('a problem that is not there is said to be unknown', async () => {
  const file = await testCase()
  const missing = { code: 'not-found', reasons: [{ code: 'problem.unknown' }] }
  await expect(file.ask(problemContract.one, { id: 'nobody' })).rejects.toMatchObject(missing)
  await expect(
    file.ask(problemContract.advance, { id: 'nobody', event: 'confirm' }),
  ).rejects.toMatchObject(missing)
})

function never(): never {
  throw new Error('the visit has no look')
}
