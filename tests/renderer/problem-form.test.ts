import { expect, test } from 'vitest'

import type { ProblemType } from '#db/problem/contract.ts'
import type { Exposure } from '#db/visit/contract.ts'
import {
  emptyProblem,
  lackingForConfirmation,
  parseProblemDraft,
  problemGaps,
  problemInput,
  type ProblemForm,
  problemOfLook,
  withType,
} from '#renderer/problem/problem-form-model.ts'
import { typeMatches } from '#renderer/problem/problem-types.ts'

const TODAY = '2014-06-11'

const types: readonly ProblemType[] = [
  type('T02', '门难进、脸难看、事难办', 'mnjlnksnb', 'F2'),
  type('T13', '“吃空饷”', 'ckx', null),
  type('T04', '超标配备公车', 'cbpbgc', 'F4'),
]

function type(id: string, name: string, initials: string, wind: ProblemType['wind']): ProblemType {
  return { id, name, nameEn: '', brief: name.slice(0, 4), initials, wind, scheme: 'task' }
}

const whole: ProblemForm = {
  ...emptyProblem('2014-05-29'),
  unitId: 'unit',
  problemType: 'T02',
  wind: 'F2',
  severity: 'serious',
  source: 'fieldwork',
  what: '3号窗口半小时无人值守',
  happened: '14:50',
  place: '办事大厅',
  effect: '两人放弃办理',
  persons: [{ key: '1', name: '周明', post: '', part: 'direct' }],
}

const look: Exposure = {
  id: 'look',
  unitId: 'unit',
  unitName: '石梁县',
  problemType: 'T04',
  method: 'M08',
  nature: 'masses',
  result: 'found',
  lookedOn: '2014-05-30',
  looked: null,
  foundCount: null,
  note: '院内停超标车3辆',
  problemId: null,
}

test('a new problem lacks all that cannot be presumed, in the order of the form', () => {
  expect(problemGaps(emptyProblem(TODAY), TODAY, 'lead').map(({ code }) => code)).toEqual([
    'problem.unit-missing',
    'problem.type-missing',
    'problem.severity-missing',
    'problem.source-missing',
    'problem.what-missing',
  ])
})

test('a whole problem lacks nothing and is taken as it stands', () => {
  expect(problemGaps(whole, TODAY, 'found')).toEqual([])
  expect(lackingForConfirmation(whole)).toEqual([])
  expect(problemInput(whole, 'id')).toMatchObject({
    id: 'id',
    unitId: 'unit',
    persons: [{ name: '周明', post: '', part: 'direct' }],
  })
})

test('a day to come is refused, today is not', () => {
  const codes = (foundOn: string) =>
    problemGaps({ ...whole, foundOn }, TODAY, 'lead').map(({ code }) => code)
  expect(codes(TODAY)).toEqual([])
  expect(codes('2014-06-12')).toEqual(['problem.in-the-future'])
  expect(codes('')).toEqual(['problem.date-missing'])
})

test('what a lead may lack, a confirmed problem may not', () => {
  const bare = { ...whole, happened: ' ', effect: '', persons: [] }
  expect(lackingForConfirmation(bare)).toEqual(['happened', 'effect', 'persons'])
  expect(problemGaps(bare, TODAY, 'lead')).toEqual([])
  expect(problemGaps(bare, TODAY, 'found').map(({ field }) => field)).toEqual([
    'happened',
    'effect',
    'persons',
  ])
})

test('a row without a word is no person; one with a word needs name and part', () => {
  const persons = [
    { key: '1', name: '', post: ' ', part: 'direct' },
    { key: '2', name: '', post: '局长', part: 'leading' },
    { key: '3', name: '周明', post: '', part: null },
  ] as const
  const form = { ...whole, persons: [...persons] }
  expect(problemGaps(form, TODAY, 'lead')).toEqual([
    { field: 'persons.1', code: 'problem.person-without-name', about: ['2'] },
    { field: 'persons.2', code: 'problem.person-without-part', about: ['3'] },
  ])
  expect(problemInput({ ...whole, persons: [persons[0]] }, undefined)?.persons).toEqual([])
})

test('a problem of a look takes its unit, type, day and sentence with it', () => {
  const form = problemOfLook('visit', look, types)
  expect(form).toMatchObject({
    unitId: 'unit',
    foundOn: '2014-05-30',
    problemType: 'T04',
    wind: 'F4',
    source: 'masses',
    what: '院内停超标车3辆',
    visitId: 'visit',
    exposureId: 'look',
  })
  expect(problemOfLook('visit', { ...look, nature: 'effect' }, types).source).toBe('fieldwork')
})

test('the wind follows the type until another one is chosen by hand', () => {
  const first = withType(emptyProblem(TODAY), 'T02', types)
  expect(first.wind).toBe('F2')
  expect(withType(first, 'T13', types).wind).toBe(null)
  expect(withType({ ...first, wind: 'F1' }, 'T04', types).wind).toBe('F1')
})

test('a kept draft comes back as it was; another shape is not taken', () => {
  expect(parseProblemDraft(JSON.stringify(whole))).toEqual(whole)
  expect(parseProblemDraft('{"unitId":1}')).toBe(null)
  expect(parseProblemDraft('half')).toBe(null)
})

test('a type is found by code, name and initials, in full or half width', () => {
  const found = (text: string) =>
    types.filter((each) => typeMatches(each, text)).map(({ id }) => id)
  expect(found('ckx')).toEqual(['T13'])
  expect(found('CKX')).toEqual(['T13'])
  expect(found('t02')).toEqual(['T02'])
  expect(found('公车')).toEqual(['T04'])
  expect(found('没有')).toEqual([])
})
