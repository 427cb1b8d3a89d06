import { describe, expect, test } from 'vitest'

import type { Onsite } from '#db/visit/contract.ts'
import { closeVisit } from '#db/visit/rules.ts'

describe('closing a visit', () => {
  const onsite: Onsite = {
    placeKind: 'own',
    toHear: true,
    toFind: true,
    toLearn: true,
    thirdPersons: 0,
    accompanying: 1,
    meal: 'canteen',
    mealFen: 1500,
    lodgingFen: null,
    vehicles: 1,
    ceremony: false,
    gift: 'none',
  }
  const item = { id: 'e1', result: 'notFound', nature: 'effect', problems: 0 } as const
  const visit = { state: 'open', items: [item], sites: [], onsite } as const

  test('R4: a site without its two codes is in the way', () => {
    const site = { id: 's1', name: '食堂', side: 'back', proposedBy: null, minutes: 10 } as const
    expect(closeVisit({ ...visit, sites: [site] })).toEqual({
      kind: 'refused',
      reasons: [{ code: 'visit.site-without-codes', about: ['食堂'] }],
    })
    expect(closeVisit(visit)).toEqual({ kind: 'allowed', value: 'closed' })
  })

  test('R46, R53, R102 are noted', () => {
    const papers = { ...item, nature: 'papers' } as const
    const bare = { ...onsite, toLearn: false, meal: null, gift: null }
    expect(closeVisit({ ...visit, items: [papers], onsite: bare })).toMatchObject({
      kind: 'allowed',
      notes: [
        { code: 'visit.only-formal' },
        { code: 'visit.effect-not-learned' },
        { code: 'visit.eight-rules-missing', about: ['2', '5'] },
      ],
    })
  })
})
