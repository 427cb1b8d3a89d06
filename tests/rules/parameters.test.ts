import { expect, test } from 'vitest'

import { defaultParameters } from '#db/prevalence/rules/label.ts'
import { parameterCodes, parametersOf } from '#db/prevalence/rules/parameters.ts'
import { checkWithin } from '#db/rectification/rules/ageing.ts'

test('what the group has set takes the place of the defaults; of one code the last counts', () => {
  const set = parametersOf([
    { code: 'P-10.smallest', value: 6 },
    { code: 'P-11.prevalent', value: 0.5 },
    { code: 'P-11.prevalent', value: 0.4 },
    { code: 'P-99', value: 1 },
  ])
  expect(set).toEqual({ ...defaultParameters, smallest: 6, prevalentFrom: 0.4 })
})

test('none set leaves the defaults, and every parameter can be set', () => {
  expect(parametersOf([])).toEqual(defaultParameters)
  const set = Object.keys(parameterCodes).map((code, index) => ({ code, value: index }))
  expect(Object.values(parametersOf(set))).toEqual([0, 1, 2, 3])
})

test('P-07: a claim is to be checked within ten days, or within what the group set last', () => {
  expect(checkWithin([])).toBe(10)
  const set = [20, 15].map((value) => ({ code: 'P-07', value }))
  expect(checkWithin([...set, { code: 'P-06', value: 1 }])).toBe(15)
})
