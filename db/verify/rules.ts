import { Failure } from '#db/kernel/failure.ts'

import type { CheckResult, VerifyCheck } from './contract.ts'

/**
 * The signs of a short code: no 0, 1, I, L and O, which are taken for each other on paper. Their
 * number is a prime, so that one check sign finds every single mistake.
 */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const BASE = BigInt(SIGNS.length)
const GROUPS = 12
/** Signs of a group that carry the hash; the fourth checks them. */
const DATA = 3
const GROUP = DATA + 1
/** Hexadecimal digits of a hash that 36 signs hold: 176 bits. */
const DIGITS = 44

/**
 * The short code of a changeset's hash (64 hexadecimal digits): twelve groups of four signs, to be
 * printed and typed back. The fourth sign of each group tells a mistyped sign, two that changed
 * places, and a group in the place of another.
 */
export function shortCodeOf(hash: string): string {
  let rest = BigInt(`0x${hash.slice(0, DIGITS)}`)
  const places: number[] = []
  for (let at = 0; at < GROUPS * DATA; at += 1) {
    places.unshift(Number(rest % BASE))
    rest /= BASE
  }
  return Array.from({ length: GROUPS }, (_, group) => {
    const data = places.slice(group * DATA, (group + 1) * DATA)
    return [...data, checkOf(data, group)].map((place) => SIGNS.charAt(place)).join('')
  }).join(' ')
}

/**
 * The first 44 hexadecimal digits of the hash that a short code stands for, whatever its spacing,
 * width and case. Fails with `verify.code-incomplete` (about: signs typed, signs there are) and
 * `verify.code-mistyped` (about: the groups, from 1).
 */
export function readShortCode(typed: string): string {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—·.]/g, '')
  const whole = GROUPS * GROUP
  if (signs.length !== whole) {
    const about = [String(signs.length), String(whole)]
    throw new Failure('refused', [{ code: 'verify.code-incomplete', about }])
  }
  const groups = Array.from({ length: GROUPS }, (_, group) =>
    Array.from(signs.slice(group * GROUP, (group + 1) * GROUP), (sign) => SIGNS.indexOf(sign)),
  )
  const wrong = groups.flatMap((places, group) => (isWrong(places, group) ? [group + 1] : []))
  if (wrong.length > 0) {
    throw new Failure('refused', [{ code: 'verify.code-mistyped', about: wrong.map(String) }])
  }
  const value = groups
    .flatMap((places) => places.slice(0, DATA))
    .reduce((sum, place) => sum * BASE + BigInt(place), 0n)
  const digits = value.toString(16).padStart(DIGITS, '0')
  // More than 44 digits fit into 36 signs; no code that was printed says so.
  if (digits.length > DIGITS) throw new Failure('refused', [{ code: 'verify.code-not-here' }])
  return digits
}

function isWrong(places: readonly number[], group: number): boolean {
  return places.includes(-1) || places[DATA] !== checkOf(places.slice(0, DATA), group)
}

/** Weights that differ from each other and from the check sign's own, over a prime. */
function checkOf(data: readonly number[], group: number): number {
  const sum = data.reduce((total, place, at) => total + (at + 2) * place, 5 * (group + 1))
  return sum % SIGNS.length
}

/** Checks whose findings lie in the database, which its log can make anew. */
const OF_DATABASE: ReadonlySet<VerifyCheck> = new Set([
  'pages',
  'structure',
  'references',
  'chain',
  'replay',
])

/** What the log holds and the database has lost: the log is whole, and gives it back. */
const LOST_BY_DATABASE = 'verify.log-alone'

/**
 * Whether making the database anew from the log is what mends a case: something of the database is
 * not as it was written, and the log was read from end to end and is whole.
 */
export function mendsFromLog(checks: readonly CheckResult[]): boolean {
  const log = checks.find(({ check }) => check === 'log')
  const isWhole =
    log?.made === true &&
    log.count === log.findings.length &&
    log.findings.every(({ code }) => code === LOST_BY_DATABASE)
  return isWhole && checks.some(({ check, count }) => OF_DATABASE.has(check) && count > 0)
}
