import { describe, expect, test } from 'vitest'

import { type BiasFacts, biasWarnings } from '#db/prevalence/rules/warnings.ts'

/** Fieldwork that gives no cause for a warning. */
const sound: BiasFacts = {
  exposures: 100,
  formOnly: 10,
  unannounced: 40,
  belowCounty: 30,
  notFound: 60,
  visits: 12,
  drawn: 80,
  observers: [{ problemType: 'T02', finds: 10, largest: 5 }],
}

function codesOf(change: Partial<BiasFacts>): readonly string[] {
  return biasWarnings({ ...sound, ...change }).map(({ code }) => code)
}

test('sound fieldwork, and none at all, give no warning', () => {
  expect(codesOf({})).toEqual([])
  expect(
    codesOf({
      exposures: 0,
      formOnly: null,
      unannounced: null,
      belowCounty: null,
      notFound: null,
      visits: 0,
      drawn: null,
      observers: [],
    }),
  ).toEqual([])
})

describe('each warning at its edge (domain §4.6)', () => {
  test.each<[string, Partial<BiasFacts>, Partial<BiasFacts>]>([
    ['bias.b01', { formOnly: 50 }, { formOnly: 49 }],
    ['bias.b02', { unannounced: 0 }, { unannounced: 1 }],
    ['bias.b03', { belowCounty: 0 }, { belowCounty: 1 }],
    ['bias.b09', { notFound: 0, visits: 10 }, { notFound: 0, visits: 9 }],
    ['bias.b09', { notFound: 0 }, { notFound: 1 }],
    [
      'bias.b10',
      { observers: [{ problemType: 'T02', finds: 10, largest: 7 }] },
      { observers: [{ problemType: 'T02', finds: 10, largest: 6 }] },
    ],
    [
      'bias.b10',
      { observers: [{ problemType: 'T02', finds: 5, largest: 5 }] },
      { observers: [{ problemType: 'T02', finds: 4, largest: 4 }] },
    ],
    ['bias.b13', { drawn: 49 }, { drawn: 50 }],
  ])('%s for %o, not for %o', (code, cause, none) => {
    expect(codesOf(cause)).toEqual([code])
    expect(codesOf(none)).toEqual([])
  })
})

test('a warning carries its figures, and one of observers the type that it touches', () => {
  const warnings = biasWarnings({
    ...sound,
    formOnly: 70,
    observers: [
      { problemType: 'T02', finds: 10, largest: 9 },
      { problemType: 'T18', finds: 8, largest: 8 },
    ],
  })
  expect(warnings).toEqual([
    { code: 'bias.b01', about: ['70', '100'] },
    { code: 'bias.b10', about: ['T02', '9', '10'] },
    { code: 'bias.b10', about: ['T18', '8', '8'] },
  ])
})
