import { expect, test } from 'vitest'

import { passphraseStrength } from '#db/kernel/passphrase-strength.ts'
import { placeWords } from '#db/unit/place-words.ts'

test('six place names by chance are more than 66 bits, and all are typed in plain letters', () => {
  const list = placeWords()
  expect(6 * Math.log2(list.length)).toBeGreaterThan(66)
  expect(new Set(list.map(({ word }) => word)).size).toBe(list.length)
  expect(list.filter(({ word }) => !/^[a-z]{3,12}$/.test(word))).toEqual([])
  expect(list).toContainEqual({ word: 'gaolan', place: '皋兰' })
})

test('they pass as a passphrase, whichever six they are', () => {
  const words = placeWords().map(({ word }) => word)
  for (let at = 0; at + 6 <= words.length; at += 6) {
    const phrase = words.slice(at, at + 6).join(' ')
    expect([phrase, passphraseStrength(phrase).level]).toEqual([phrase, 'strong'])
  }
})
