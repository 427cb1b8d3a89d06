import { describe, expect, test } from 'vitest'

import { onlyFormal } from '#db/visit/rules.ts'

import type { Round } from '#db/visit/contract.ts'
import {
  addTypes,
  changeLook,
  countResults,
  keepEntry,
  lookStep,
  removeLook,
  resultOfKey,
} from '#renderer/visit/looks.ts'
import {
  emptyLook,
  emptyVisit,
  formOf,
  isTwin,
  type LookItem,
  parseVisitDraft,
  roundOf,
  type VisitForm,
  visitGaps,
  visitInput,
  type VisitRecord,
} from '#renderer/visit/visit-form-model.ts'

const rounds: readonly Round[] = [
  { id: 'r1', no: 1, purpose: '摸底', fromOn: '2014-04-08', toOn: '2014-04-29', visits: 3 },
  { id: 'r2', no: 2, purpose: '回访', fromOn: '2014-06-03', toOn: '2014-06-24', visits: 0 },
]
const ground = { today: '2014-06-11', rounds, unitValidTo: null }

function look(problemType: string, more: Partial<LookItem> = {}): LookItem {
  return { ...emptyLook(problemType, 'M08', 'effect'), problemType, result: 'notFound', ...more }
}

const whole: VisitForm = {
  ...emptyVisit('2014-06-11', 'm1', rounds),
  unitId: 'u1',
  method: 'M08',
  notice: 'unannounced',
  selection: 'drawn',
  items: [look('T02', { result: 'found', looked: 12, foundCount: 3 }), look('T03')],
}

const record: VisitRecord = {
  id: 'v1',
  unitId: 'u1',
  unitName: '石梁县',
  prefectureName: '栖云市',
  roundNo: 2,
  roundId: 'r2',
  startedOn: '2014-06-10',
  endedOn: '2014-06-11',
  method: 'M08',
  notice: 'unannounced',
  selection: 'drawn',
  state: 'open',
  exposures: 2,
  found: 1,
  note: '雨天',
  members: [{ id: 'm1', name: '林若川' }],
  enteredBy: '林若川',
  enteredAt: '2014-06-11T01:20:00.000Z',
  sites: [],
  minutes: [],
  onsite: {
    placeKind: null,
    toHear: false,
    toFind: false,
    toLearn: false,
    thirdPersons: null,
    accompanying: null,
    meal: null,
    mealFen: null,
    lodgingFen: null,
    vehicles: null,
    ceremony: null,
    gift: null,
  },
  items: [
    {
      id: 'e1',
      unitId: 'u1',
      unitName: '石梁县',
      problemType: 'T02',
      method: 'M08',
      nature: 'effect',
      result: 'found',
      lookedOn: '2014-06-10',
      looked: 12,
      foundCount: 3,
      note: '',
      problemId: 'q1',
    },
    {
      id: 'e2',
      unitId: 'u9',
      unitName: '清溪镇',
      problemType: 'T03',
      method: 'M08',
      nature: 'masses',
      result: 'notFound',
      lookedOn: '2014-06-11',
      looked: null,
      foundCount: null,
      note: '问了三户',
      problemId: null,
    },
  ],
}

describe('the form of a visit', () => {
  test('of a new one presumes the day, its round and the person at work, and nothing else', () => {
    expect(emptyVisit('2014-06-11', 'm1', rounds)).toMatchObject({
      unitId: null,
      startedOn: '2014-06-11',
      roundId: 'r2',
      method: null,
      notice: null,
      selection: null,
      members: ['m1'],
      items: [],
    })
    expect(roundOf('2014-05-15', rounds)).toBeNull()
  })

  test('of one on record comes back as it was recorded', () => {
    const form = formOf(record)
    expect(form.items.map(({ unitId, lookedOn }) => [unitId, lookedOn])).toEqual([
      [undefined, undefined],
      ['u9', '2014-06-11'],
    ])
    expect(visitGaps(form, ground)).toEqual([])
    expect(visitInput(form, 'v1')).toMatchObject({
      id: 'v1',
      unitId: 'u1',
      members: ['m1'],
      items: [
        { id: 'e1', result: 'found', looked: 12, foundCount: 3 },
        { id: 'e2', unitId: 'u9', lookedOn: '2014-06-11', note: '问了三户' },
      ],
    })
  })

  test('comes back whole from its draft; what cannot be read is no draft', () => {
    expect(parseVisitDraft(JSON.stringify(whole))).toEqual(whole)
    expect(parseVisitDraft(JSON.stringify(formOf(record)))).toEqual(formOf(record))
    for (const content of ['', '{}', 'null', JSON.stringify({ ...whole, members: 'm1' })]) {
      expect(parseVisitDraft(content)).toBeNull()
    }
  })
})

describe('what keeps a visit from being saved', () => {
  const gaps = (change: Partial<VisitForm>) =>
    visitGaps({ ...whole, ...change }, ground).map(({ field, code }) => [field, code])

  test('nothing, when all is there', () => {
    expect(gaps({})).toEqual([])
    expect(visitInput(whole, undefined)).toMatchObject({ unitId: 'u1', items: [{}, {}] })
  })

  test('of an empty form stands in the order of the form', () => {
    const empty = emptyVisit('2014-06-11', 'm1', rounds)
    expect(visitGaps({ ...empty, members: [] }, ground).map(({ field }) => field)).toEqual([
      'unitId',
      'method',
      'notice',
      'selection',
      'members',
    ])
    expect(visitInput(empty, undefined)).toBeUndefined()
  })

  test.each<[Partial<VisitForm>, string, string]>([
    [{ startedOn: '' }, 'startedOn', 'visit.start-missing'],
    [{ endedOn: '' }, 'endedOn', 'visit.end-missing'],
    [{ endedOn: '2014-06-10' }, 'endedOn', 'visit.ends-before-start'],
    [{ startedOn: '2014-06-12', endedOn: '2014-06-12' }, 'startedOn', 'visit.in-the-future'],
    [{ roundId: 'r1' }, 'roundId', 'visit.outside-round'],
    [{ items: [look('T02'), look('T02', { key: 'b' })] }, 'items.1', 'visit.looked-twice'],
    [
      { items: [look('T02', { looked: 3, foundCount: 4 })] },
      'items.0',
      'visit.found-more-than-looked',
    ],
    [{ items: [look('T02', { result: null })] }, 'items.0', 'visit.look-without-result'],
    [{ items: [look('T02', { method: null })] }, 'items.0', 'visit.look-without-method'],
    [{ items: [look('T02', { problemType: null })] }, 'items.0', 'visit.look-without-type'],
    [{ entry: look('T07') }, 'entry', 'visit.entry-not-kept'],
  ])('%o', (change, field, code) => {
    expect(gaps(change)).toEqual([[field, code]])
  })

  test('a unit that was closed before', () => {
    const closed = { ...ground, unitValidTo: '2014-06-01' }
    expect(visitGaps(whole, closed)).toEqual([
      { field: 'startedOn', code: 'visit.unit-was-closed', about: ['2014-06-01'] },
    ])
  })

  test('the same type is looked at twice in another way, or at another unit', () => {
    const one = look('T02')
    expect(isTwin(one, look('T02'))).toBe(true)
    for (const other of [{ method: 'M07' }, { nature: 'masses' }, { unitId: 'u9' }] as const) {
      expect(isTwin(one, look('T02', other))).toBe(false)
    }
  })
})

describe('the list of looks', () => {
  test('a kept entry stands last, and carries its way of looking over to the next', () => {
    const entry = look('T07', { result: 'couldNotLook', nature: 'masses' })
    const kept = keepEntry({ ...whole, entry }, 'k1')
    expect(kept?.items.at(-1)).toMatchObject({ key: 'k1', problemType: 'T07' })
    expect(kept?.entry).toMatchObject({ problemType: null, method: 'M08', nature: 'masses' })
    expect(keepEntry({ ...whole, entry: look('T07', { result: null }) }, 'k1')).toBeUndefined()
    expect(keepEntry({ ...whole, entry: look('T03') }, 'k1')).toBeUndefined()
  })

  test('a look that a problem hangs on stays a find of its type, and stays (INV-24)', () => {
    const form = formOf(record)
    for (const change of [{ result: 'notFound' }, { problemType: 'T03' }] as const) {
      expect(changeLook(form, 0, change)).toBe(form)
    }
    expect(removeLook(form, 0)).toBe(form)
    expect(changeLook(form, 0, { note: '再看一次' }).items[0]?.note).toBe('再看一次')
    expect(changeLook(form, 1, { result: 'found' }).items[1]?.result).toBe('found')
    expect(removeLook(form, 1).items).toHaveLength(1)
    expect([changeLook(form, 9, { note: 'x' }), removeLook(form, 9)]).toEqual([form, form])
  })

  test('types are added once each, without a result that nobody has stated', () => {
    const more = addTypes(whole, ['T02', 'T18', 'T19'], (type) => `k${type}`)
    const added = more.items.filter(({ result }) => result === null)
    expect(added.map(({ problemType }) => problemType)).toEqual(
      expect.arrayContaining(['T18', 'T19']),
    )
    expect(countResults(more.items)).toMatchObject({ found: 1, notFound: 1 })
    expect(addTypes(more, ['T18', 'T19'], (type) => `again${type}`).items).toHaveLength(
      more.items.length,
    )
  })

  test('papers and meetings alone are no examination (INV-26)', () => {
    expect(
      onlyFormal([look('T02', { nature: 'papers' }), look('T03', { nature: 'meeting' })]),
    ).toBe(true)
    expect(onlyFormal([look('T02', { nature: 'papers' }), look('T03')])).toBe(false)
    expect(onlyFormal([])).toBe(false)
  })

  test.each([
    ['1', { step: 'result', result: 'found' }],
    ['２', { step: 'result', result: 'notFound' }],
    ['3', { step: 'result', result: 'couldNotLook' }],
    ['ArrowDown', { step: 'move', to: 2 }],
    ['ArrowUp', { step: 'move', to: 0 }],
    ['End', { step: 'move', to: 4 }],
    ['F2', { step: 'edit' }],
    ['Delete', { step: 'remove' }],
    ['4', undefined],
    ['a', undefined],
  ] as const)('%s on the second of five', (key, step) => {
    expect(lookStep(key, 1, 5)).toEqual(step)
  })

  test('an empty list takes no key, and no other key is a result', () => {
    expect(lookStep('1', 0, 0)).toBeUndefined()
    expect([resultOfKey('1'), resultOfKey('０'), resultOfKey('')]).toEqual(['found', null, null])
  })
})
