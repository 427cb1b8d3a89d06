import { hash } from 'node:crypto'

/** SHA-256 of words as UTF-8, hexadecimal: what is stored beside them, to show that they are the same. */
export function wordsHash(words: string): string {
  return hash('sha256', words, 'hex')
}
