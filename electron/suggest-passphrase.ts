import { randomInt } from 'node:crypto'

import type { PassphraseWords } from './shell/keys-contract.ts'

const WORDS = 6

/** Six words by chance, 67 bits. */
export async function suggestPassphrase(): Promise<PassphraseWords> {
  // Loaded when it is first asked for: the list is made from all divisions of the country.
  const { placeWords } = await import('#db/unit/place-words.ts')
  const list = placeWords()
  return Array.from({ length: WORDS }, () => list[randomInt(list.length)] ?? NO_WORD)
}

const NO_WORD = { word: '', place: '' }
