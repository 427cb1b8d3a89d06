import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { wilson } from '#db/prevalence/rules/interval.ts'
import {
  assess,
  defaultParameters,
  type PrevalenceParameters,
  type PrevalenceWord,
  type Tally,
} from '#db/prevalence/rules/label.ts'
import { say } from '#tests/fixtures/tally.ts'

const codes = (assessment: ReturnType<typeof assess>) => assessment.why.map(({ code }) => code)

test('the values of P-10 and P-11 are those of the design (domain §4.9)', () => {
  expect(defaultParameters).toEqual({
    smallest: 5,
    small: 10,
    isolatedBelow: 0.2,
    prevalentFrom: 1 / 3,
  })
})

describe('待查', () => {
  test.each([
    [0, 0],
    [0, 1],
    [1, 1],
    [3, 4],
    [4, 4],
  ])('%i of %i: no percentage, no interval, no range', (found, examined) => {
    expect(say(found, examined, { frame: 17 })).toMatchObject({
      word: 'toBeExamined',
      share: undefined,
      interval: undefined,
      frameRange: undefined,
      upperWhenNone: undefined,
      showShareAlone: false,
    })
  })

  test('says how many units are missing', () => {
    expect(say(3, 4).why).toEqual([
      { code: 'prevalence.fewer-than-smallest', about: ['4', '5', '1'] },
    ])
  })

  test('nothing examined, and nothing drawn though something was chosen, are told apart', () => {
    expect(codes(say(0, 0))).toEqual(['prevalence.nothing-examined'])
    expect(say(0, 0, { chosenExamined: 6, chosenFound: 4 }).why).toEqual([
      { code: 'prevalence.nothing-drawn', about: ['6', '4'] },
    ])
  })

  test('no unannounced look in the stratum, however many units', () => {
    const announced = say(30, 40, { unannounced: 0 })
    expect(announced.word).toBe('toBeExamined')
    expect(announced.why).toEqual([{ code: 'prevalence.all-announced', about: ['40'] }])
    expect(say(30, 40, { unannounced: 1 }).word).toBe('prevalent')
  })

  test('chosen units never make up for drawn ones', () => {
    expect(say(2, 4, { chosenExamined: 50, chosenFound: 50 }).word).toBe('toBeExamined')
  })
})

describe('a percentage of 5 to 9 units stands only beside x/n and interval (P-10)', () => {
  test.each([
    [5, false],
    [9, false],
    [10, true],
    [40, true],
  ])('%i units: alone %s', (examined, alone) => {
    const said = say(1, examined)
    expect(said.showShareAlone).toBe(alone)
    expect(said.share).toBeCloseTo(1 / examined, 12)
    expect(said.interval).toEqual(wilson(1, examined))
  })
})

describe('个别: the upper limit lies below 0.20', () => {
  test.each([
    [0, 15, 'undetermined'],
    [0, 16, 'isolated'],
    [1, 24, 'undetermined'],
    [1, 25, 'isolated'],
    [10, 80, 'undetermined'],
    [10, 90, 'isolated'],
  ])('%i of %i: %s', (found, examined, word) => {
    expect(say(found, examined).word).toBe(word)
    expect(wilson(found, examined).high < 0.2).toBe(word === 'isolated')
  })
})

describe('普遍: the lower limit reaches a third, with breadth', () => {
  test.each([
    [7, 12, 'frequent'],
    [8, 12, 'prevalent'],
    [9, 12, 'prevalent'],
    [19, 40, 'frequent'],
    [20, 40, 'prevalent'],
  ])('%i of %i: %s', (found, examined, word) => {
    expect(say(found, examined).word).toBe(word)
    expect(wilson(found, examined).low >= 1 / 3).toBe(word === 'prevalent')
  })

  test('found in fewer than half of the prefectures examined it is only 多发', () => {
    const places = (prefecturesFound: number, prefecturesExamined: number) =>
      say(20, 25, { prefecturesFound, prefecturesExamined })
    expect(places(2, 4).word).toBe('prevalent')
    expect(places(3, 7).word).toBe('frequent')
    expect(places(3, 7).why).toEqual([
      { code: 'prevalence.found-in-few-prefectures', about: ['3', '7'] },
    ])
  })

  test('one kind alone must have it in half or more of its units', () => {
    const kinds = (found: number, examined: number) =>
      say(found, examined + 5, {
        kinds: [
          { kind: 'K01', examined, found },
          { kind: 'K06', examined: 5, found: 0 },
        ],
      })
    expect(kinds(30, 40)).toMatchObject({ word: 'prevalent', prevalentInKind: 'K01' })
    const thin = say(45, 100, { kinds: [{ kind: 'K01', examined: 100, found: 45 }] })
    expect(thin).toMatchObject({ word: 'frequent', prevalentInKind: undefined })
    expect(codes(thin)).toEqual(['prevalence.in-too-few-kinds'])
    const half = say(50, 100, { kinds: [{ kind: 'K01', examined: 100, found: 50 }] })
    expect(half).toMatchObject({ word: 'prevalent', prevalentInKind: 'K01' })
  })

  test('in two kinds no kind is named', () => {
    expect(say(9, 12)).toMatchObject({ word: 'prevalent', prevalentInKind: undefined })
  })

  test('both kinds of missing breadth are told at once', () => {
    const narrow = say(50, 100, {
      prefecturesFound: 1,
      prefecturesExamined: 9,
      kinds: [{ kind: 'K01', examined: 101, found: 50 }],
    })
    expect(codes(narrow)).toEqual([
      'prevalence.found-in-few-prefectures',
      'prevalence.in-too-few-kinds',
    ])
  })
})

test('the example of the design: 9 of 12 drawn counties, 75%, 47% to 91%, 10 to 14 of 17', () => {
  const said = say(9, 12, { unannounced: 7, frame: 17, chosenExamined: 3, chosenFound: 3 })
  expect(said.word).toBe('prevalent')
  expect(said.share).toBe(0.75)
  expect(said.interval?.low).toBeCloseTo(0.4677, 4)
  expect(said.interval?.high).toBeCloseTo(0.9111, 4)
  expect(said.frameRange).toEqual({ low: 10, high: 14 })
  expect(said.upperWhenNone).toBeUndefined()
})

test('nothing found in 20 leaves at most 14 percent, and no word but the interval allows', () => {
  const none = say(0, 20)
  expect(none.upperWhenNone).toBeCloseTo(0.139, 3)
  expect(none.word).toBe('isolated')
  expect(say(1, 20).upperWhenNone).toBeUndefined()
})

test('a frame that was left behind by what was examined gives no range', () => {
  expect(say(4, 12, { frame: 11 }).frameRange).toBeUndefined()
  expect(say(4, 12, { frame: 12 }).frameRange).toEqual({ low: 4, high: 4 })
})

const parameters: fc.Arbitrary<PrevalenceParameters> = fc.record({
  smallest: fc.integer({ min: 1, max: 10 }),
  small: fc.integer({ min: 5, max: 20 }),
  isolatedBelow: fc.double({ min: 0.05, max: 0.3, noNaN: true }),
  prevalentFrom: fc.double({ min: 0.3, max: 0.9, noNaN: true }),
})

const tallies: fc.Arbitrary<Tally> = fc
  .array(
    fc.record({
      examined: fc.integer({ min: 1, max: 60 }),
      rate: fc.double({ noNaN: true, min: 0, max: 1 }),
    }),
    {
      maxLength: 4,
    },
  )
  .chain((shapes) => {
    const kinds = shapes.map(({ examined, rate }, index) => ({
      kind: `K0${index + 1}`,
      examined,
      found: Math.round(examined * rate),
    }))
    const sum = (field: 'examined' | 'found') =>
      kinds.reduce((total, kind) => total + kind[field], 0)
    const [examined, found] = [sum('examined'), sum('found')]
    return fc
      .record({
        unannounced: fc.integer({ min: 0, max: examined }),
        prefecturesExamined: fc.integer({
          min: Math.min(1, examined),
          max: Math.min(examined, 14),
        }),
        frame: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
        chosenExamined: fc.nat(20),
      })
      .chain((rest) =>
        fc
          .integer({ min: 0, max: Math.min(found, rest.prefecturesExamined) })
          .map((prefecturesFound) => ({
            ...rest,
            kinds,
            examined,
            found,
            prefecturesFound,
            chosenFound: 0,
          })),
      )
  })

/** The table of words (domain §4.2), read from top to bottom. */
function wordOfTheDesign(counted: Tally, set: PrevalenceParameters): PrevalenceWord {
  const { examined: n, found: x, unannounced, kinds } = counted
  if (n < set.smallest || n === 0 || unannounced === 0) return 'toBeExamined'
  const { low, high } = wilson(x, n)
  if (high < set.isolatedBelow) return 'isolated'
  const halfOfPlaces = counted.prefecturesFound >= counted.prefecturesExamined / 2
  const twoKinds = kinds.filter(({ found }) => found > 0).length >= 2
  const halfOfOneKind = kinds.some((kind) => kind.found > 0 && kind.found >= kind.examined / 2)
  if (low >= set.prevalentFrom && halfOfPlaces && (twoKinds || halfOfOneKind)) return 'prevalent'
  return x / n >= set.isolatedBelow ? 'frequent' : 'undetermined'
}

test('whatever was counted and whatever the group has set, the word is that of the table', () => {
  fc.assert(
    fc.property(tallies, parameters, (counted, set) => {
      const said = assess(counted, set)
      expect(said.word).toBe(wordOfTheDesign(counted, set))
      expect(said.why.length).toBeGreaterThan(0)
      expect(said.share === undefined).toBe(counted.examined < set.smallest)
      expect(said.interval === undefined).toBe(said.share === undefined)
      expect(said.showShareAlone).toBe(
        counted.examined >= set.smallest && counted.examined >= set.small,
      )
    }),
    { numRuns: 2000 },
  )
})

test('what was chosen, invited or continued changes neither word nor figures', () => {
  fc.assert(
    fc.property(tallies, fc.nat(50), (counted, others) => {
      fc.pre(counted.examined > 0)
      const beside = { ...counted, chosenExamined: others, chosenFound: others }
      expect(assess(beside, defaultParameters)).toEqual(assess(counted, defaultParameters))
    }),
  )
})
