type PassphraseLevel = 'refused' | 'weak' | 'fair' | 'strong'

export type PassphraseStrength = {
  readonly level: PassphraseLevel
  /** Reason codes: `passphrase.too-short`, `.common`, `.repeated`, `.only-digits`, `.longer-is-better`. */
  readonly reasons: readonly string[]
}

/** Fewest characters of a typed passphrase (security design §2.2). */
export const SHORTEST_PASSPHRASE = 12

/** Points (a character each, and more for difference) from which a passphrase is fair, or strong. */
const FAIR = 21
const STRONG = 28

/** What everybody tries first, in lower case; a passphrase made of little else is refused. */
const COMMON = [
  '1234567890',
  '0987654321',
  '123456',
  '654321',
  '123123',
  '112233',
  '147258369',
  '147258',
  '159753',
  '5201314',
  '520520',
  '1314520',
  '888888',
  '666666',
  '111111',
  '000000',
  'qwertyuiop',
  'qwerty',
  'asdfghjkl',
  'asdfgh',
  'zxcvbnm',
  '1qaz2wsx',
  'qazwsx',
  'abc123',
  'a123456',
  'password',
  'passw0rd',
  'p@ssw0rd',
  'admin',
  'root',
  'welcome',
  'letmein',
  'iloveyou',
  'sunshine',
  'dragon',
  'monkey',
  'football',
  'woaini',
  'zhongguo',
  'beijing',
  'xundu',
  'xunshi',
  'dudao',
  '巡督',
  '巡视组',
  '巡回',
  '督导组',
  '中央',
  '中国共产党',
  '中华人民共和国',
  '为人民服务',
  '不忘初心',
  '牢记使命',
  '实事求是',
  '我爱你',
] as const

/**
 * How well a passphrase withstands guessing: its length, how many different characters it has, what
 * is left of it without what everybody tries first, and whether it only repeats or counts. No rule
 * asks for signs or capitals (NIST SP 800-63B). Widths are made equal before (NFKC).
 */
export function passphraseStrength(text: string): PassphraseStrength {
  const passphrase = text.normalize('NFKC')
  const characters = Array.from(passphrase)
  if (characters.length < SHORTEST_PASSPHRASE) return refused('passphrase.too-short')
  const lower = passphrase.toLowerCase()
  if (withoutCommon(lower) < characters.length / 2) return refused('passphrase.common')
  const different = new Set(characters).size
  if (different < 5 || isRepeated(lower) || isRun(lower)) return refused('passphrase.repeated')
  if (/^[\d\s-]+$/.test(passphrase)) return { level: 'weak', reasons: ['passphrase.only-digits'] }

  const words = passphrase.trim().split(/\s+/).length
  const han = passphrase.match(/\p{Script=Han}/gu)?.length ?? 0
  const points = characters.length + different / 2 + han / 2 + (words >= 4 ? 6 : 0)
  if (points >= STRONG) return { level: 'strong', reasons: [] }
  return { level: points >= FAIR ? 'fair' : 'weak', reasons: ['passphrase.longer-is-better'] }
}

function refused(reason: string): PassphraseStrength {
  return { level: 'refused', reasons: [reason] }
}

/** How many characters are left when the common parts are taken out. */
function withoutCommon(lower: string): number {
  return Array.from(COMMON.reduce((rest, word) => rest.replaceAll(word, ''), lower)).length
}

/** Whether it is one short piece over and over, as in 山水山水山水. */
function isRepeated(text: string): boolean {
  for (let piece = 1; piece < SHORTEST_PASSPHRASE && piece <= text.length / 2; piece += 1) {
    if (text.startsWith(text.slice(piece))) return true
  }
  return false
}

/** Whether most characters only follow their neighbour, as in 12345678 or abcdefgh. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).filter((code, at) => Math.abs(code - (codes[at] ?? 0)) <= 1).length
  return steps > codes.length * 0.7
}
