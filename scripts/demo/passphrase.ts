import { randomInt } from 'node:crypto'

/** Without letters and digits that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 6
const LENGTH = 4

/** A passphrase that nobody guesses (118 bits), in groups that can be read out. */
export function makePassphrase(): string {
  const group = () =>
    Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return Array.from({ length: GROUPS }, group).join(' ')
}
