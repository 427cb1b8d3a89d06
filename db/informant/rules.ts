import type { MemberRole } from '#db/casefile/contract.ts'
import { allow, refuse, type Verdict } from '#db/kernel/verdict.ts'

import type { Identity, OpeningOutcome } from './contract.ts'

/** Wrong second passphrases that cost no wait. */
const FREE = 5
const LONGEST_WAIT = 60

/** How an attempt ended, and when (UTC, ISO 8601). */
export type Attempt = { readonly outcome: OpeningOutcome; readonly at: string }

/** How often the second passphrase was wrong in a row, and the seconds that are still to wait. */
export type Tried = { readonly wrong: number; readonly seconds: number }

/**
 * The wait after wrong second passphrases: none for the first four, then 1, 2, 4 … up to 60
 * seconds. Counted from a member's own attempts, the newest first. A clock that was set back makes
 * nobody wait longer than the whole wait.
 */
export function triedOf(attempts: readonly Attempt[], now: string): Tried {
  const tries = attempts.filter(({ outcome }) => outcome !== 'notHolder')
  const right = tries.findIndex(({ outcome }) => outcome === 'opened')
  const wrong = right === -1 ? tries.length : right
  const [last] = tries
  if (wrong < FREE || !last) return { wrong, seconds: 0 }
  const wait = Math.min(LONGEST_WAIT, 2 ** (wrong - FREE))
  const passed = (Date.parse(now) - Date.parse(last.at)) / 1000
  return { wrong, seconds: Math.max(0, Math.ceil(Math.min(wait, wait - passed))) }
}

/** Who may set the role up: the leader, and in the practice case whoever tries it. */
export function mayFound(facts: {
  readonly role: MemberRole
  readonly practice: boolean
  readonly founded: boolean
}): Verdict<null> {
  if (facts.founded) return refuse({ code: 'informant.role-exists' })
  if (facts.role === 'leader' || facts.practice) return allow(null)
  return refuse({ code: 'informant.leader-first' })
}

/** Whether something was written that tells a person from others. */
export function isIdentity(identity: Identity): boolean {
  return Object.values(identity).some((part) => part.trim() !== '')
}

const SERIES = '甲乙丙丁戊己庚辛壬癸'
const IN_SERIES = 9999

/** The code of a sealed informant, such as 甲-0137: all that other records show of him. */
export function codeOf(no: number): string {
  const series = SERIES[Math.floor((no - 1) / IN_SERIES)] ?? ''
  return `${series}-${String(((no - 1) % IN_SERIES) + 1).padStart(4, '0')}`
}

/** The number behind a code as it was typed, in any width and with a dash or without. */
export function numberOf(typed: string): number | undefined {
  const [series = '', ...digits] = typed.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '')
  const place = SERIES.indexOf(series)
  const inSeries = Number(digits.join(''))
  const isCode = series !== '' && place >= 0 && /^\d{4}$/.test(digits.join('')) && inSeries > 0
  return isCode ? place * IN_SERIES + inSeries : undefined
}

type IdentifyingMark = 'idCard' | 'phone'

/** 17 digits and a check sign, its date plausible; or the 15 digits of the years before 1999. */
const ID_CARD =
  /(?<!\d)\d{6}(?:19|20)\d{2}(\d{4})\d{3}[\dXx](?![\dXx])|(?<!\d)\d{8}(\d{4})\d{3}(?!\d)/g
/** A mobile number, with a prefix and in groups or not; or a telephone with its area. */
const MOBILE = /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g
const TELEPHONE = /(?<!\d)(?:0\d{2,3}[ -]?|\(0\d{2,3}\) ?)[2-9]\d{6,7}(?!\d)/g

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_SIGNS = '10X98765432'

/**
 * What in a text looks like the number of an ID card (GB 11643) or of a telephone: something that
 * belongs into the sealed part. It hints and judges nothing; a card's check sign keeps file numbers
 * out.
 */
export function identifyingMarks(text: string): readonly IdentifyingMark[] {
  const plainText = text.normalize('NFKC')
  const cards = [...plainText.matchAll(ID_CARD)].filter(isCard).map(([number]) => number)
  const rest = cards.reduce((left, number) => left.replaceAll(number, ' '), plainText)
  const phone = rest.match(MOBILE) !== null || rest.match(TELEPHONE) !== null
  return [...(cards.length > 0 ? (['idCard'] as const) : []), ...(phone ? ['phone' as const] : [])]
}

function isCard([number, long, short]: RegExpExecArray): boolean {
  if (!isMonthAndDay(long ?? short ?? '')) return false
  if (number.length === 15) return true
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return CHECK_SIGNS[sum % 11] === number.at(-1)?.toUpperCase()
}

function isMonthAndDay(digits: string): boolean {
  const month = Number(digits.slice(0, 2))
  const day = Number(digits.slice(2))
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}
