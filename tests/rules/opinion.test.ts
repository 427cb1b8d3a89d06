import { describe, expect, test } from 'vitest'

import { channels, opinionDirectnesses } from '#db/kernel/opinion-codes.ts'
import { directnessesOf, missingKinds, type OpinionFacts, sealOpinion } from '#db/opinion/rules.ts'

const facts: OpinionFacts = {
  unitId: 'u1',
  heardOn: '2014-05-29',
  heardTime: '15:05',
  today: '2014-06-11',
  place: '大厅门口',
  channel: 'CH1',
  directness: 'direct',
  thirdPerson: false,
  change: null,
  changeProblemId: null,
  former: null,
}

function reasonsOf(change: Partial<OpinionFacts>): readonly string[] {
  const verdict = sealOpinion({ ...facts, ...change })
  return verdict.kind === 'refused' ? verdict.reasons.map(({ code }) => code) : []
}

describe('an opinion may be sealed', () => {
  test('when it was heard directly, with time and place (R30)', () => {
    expect(reasonsOf({})).toEqual([])
    expect(reasonsOf({ heardTime: null, place: ' ' })).toEqual([
      'opinion.direct-without-time',
      'opinion.direct-without-place',
    ])
    const relayed = { channel: 'CH9', directness: 'relayed', heardTime: null, place: '' } as const
    expect(reasonsOf(relayed)).toEqual([])
  })

  test('never as direct when the unit summed it up (INV-31)', () => {
    expect(reasonsOf({ channel: 'CH10' })).toEqual(['opinion.way-disagrees'])
    expect(reasonsOf({ channel: 'CH9' })).toEqual(['opinion.way-disagrees'])
    expect(directnessesOf('CH10')).toEqual(['unitSummary'])
  })

  test('by ways each of which has a directness, and only a letter or call has two', () => {
    const several = channels.filter(({ code }) => directnessesOf(code).length !== 1)
    expect(several.map(({ code }) => code)).toEqual(['CH6'])
    const met = new Set(channels.flatMap(({ code }) => directnessesOf(code)))
    expect(met).toEqual(new Set(opinionDirectnesses.map(({ code }) => code)))
  })

  test('on a day that has come, back to back only when nobody listened', () => {
    expect(reasonsOf({ heardOn: '2014-06-12' })).toEqual(['opinion.in-the-future'])
    expect(reasonsOf({ channel: 'CH2', thirdPerson: true })).toEqual([
      'opinion.back-to-back-overheard',
    ])
    expect(reasonsOf({ changeProblemId: 'q1' })).toEqual(['opinion.problem-without-change'])
  })

  test('as the one correction of a record of the same unit (INV-3)', () => {
    expect(reasonsOf({ former: { no: 7, unitId: 'u1', hasSuccessor: false } })).toEqual([])
    expect(reasonsOf({ former: { no: 7, unitId: 'u2', hasSuccessor: true } })).toEqual([
      'opinion.supersedes-another-unit',
      'opinion.has-successor',
    ])
  })
})

test('the three kinds of R49 are told apart, and who is missing is named', () => {
  expect(missingKinds({ V01: 2, V02: 0, V03: 5 })).toEqual(['V02'])
  expect(missingKinds({ V01: 1, V02: 1, V03: 1 })).toEqual([])
})
