import { expect, it } from 'vitest'

import { wordsEn } from '#scripts/demo/words-en.ts'
import { wordsZh } from '#scripts/demo/words-zh.ts'

const placesOf = (text: string) => [...text.matchAll(/\{\{\d\}\}/g)].map(([place]) => place).sort()

it('speaks of the same in both languages', () => {
  expect(Object.keys(wordsEn)).toEqual(Object.keys(wordsZh))
  for (const [key, chinese] of Object.entries(wordsZh)) {
    const english = Object.entries(wordsEn).find(([name]) => name === key)?.[1] ?? ''
    expect([key, placesOf(english)]).toEqual([key, placesOf(chinese)])
  }
})

it('documents every option and every file in both languages', () => {
  for (const { help } of [wordsZh, wordsEn]) {
    for (const option of ['ledger', 'visits', 'units', 'out', 'case', 'title', 'default-date']) {
      expect(help).toContain(`--${option}`)
    }
    for (const option of ['default-year', 'strict', 'locale', 'help']) {
      expect(help).toContain(`--${option}`)
    }
    for (const ending of ['json', 'xlsx', 'png', 'svg', 'pdf']) {
      expect(help).toContain(`prevalence.${ending}`)
    }
  }
})
