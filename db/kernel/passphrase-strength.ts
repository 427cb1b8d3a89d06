export type PassphraseLevel = 'refused' | 'weak' | 'fair' | 'strong'

export type PassphraseStrength = {
  readonly level: PassphraseLevel
  readonly reasons: readonly string[]
}

/** Fewest characters of a typed passphrase (security design §2.2). */
export const SHORTEST_PASSPHRASE = 12

const COMMON = [
  '123456',
  '888888',
  '666666',
  '111111',
  'password',
  'qwerty',
  'abc123',
  'admin',
  'woaini',
  'zhongguo',
  'iloveyou',
  'xundu',
  '巡督',
  '督导组',
] as const

/**
 * How well a passphrase withstands guessing, from its length, its different characters and what
 * everybody tries first. No rule asks for signs or capitals. Widths are made equal before (NFKC).
 */
export function passphraseStrength(text: string): PassphraseStrength {
  const passphrase = text.normalize('NFKC')
  const characters = [...passphrase]
  if (characters.length < SHORTEST_PASSPHRASE) {
    return { level: 'refused', reasons: ['passphrase.too-short'] }
  }
  const lower = passphrase.toLowerCase()
  const left = COMMON.reduce((rest, word) => rest.replaceAll(word, ''), lower)
  if ([...left].length < characters.length / 2) {
    return { level: 'refused', reasons: ['passphrase.common'] }
  }
  const different = new Set(characters).size
  if (different < 5 || isRun(lower)) return { level: 'refused', reasons: ['passphrase.repeated'] }
  const words = passphrase.trim().split(/\s+/).length
  const points = characters.length + different / 2 + (words >= 4 ? 6 : 0)
  if (points >= 28) return { level: 'strong', reasons: [] }
  return points >= 21
    ? { level: 'fair', reasons: ['passphrase.longer-is-better'] }
    : { level: 'weak', reasons: ['passphrase.longer-is-better'] }
}

/** Whether most characters only follow their neighbour, as in 12345678 or abcdefgh. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).filter((code, at) => Math.abs(code - (codes[at] ?? 0)) <= 1).length
  return steps > codes.length * 0.7
}
