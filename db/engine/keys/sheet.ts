import { createHash } from 'node:crypto'

import { generateX25519Identity, identityToRecipient } from 'age-encryption'

import { Failure } from '#db/kernel/failure.ts'

/** How every age identity begins; the sheet prints it, and whoever types the sheet may leave it out. */
export const SHEET_PREFIX = 'AGE-SECRET-KEY-1'

const SIGNS = 58
const GROUP = 4

/** A recovery sheet: the secret that is printed, and the public key that the bundle is sealed to. */
export type Sheet = { readonly identity: string; readonly recipient: string }

/** Makes the secret of a recovery sheet, an age identity (X25519), so that any age tool reads it. */
export async function makeSheet(): Promise<Sheet> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** The signs after the prefix in groups of four, the last of two, as they are printed. */
export function groupsOf({ identity }: Sheet): readonly string[] {
  return groupsIn(identity.slice(SHEET_PREFIX.length))
}

/** Signs in groups of four; the last one may be shorter. */
export function groupsIn(signs: string): readonly string[] {
  return signs.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []
}

/**
 * Reads a sheet as it was typed (UTF-8): any width, case and spacing, with the prefix or without.
 * Fails with `keys.sheet-incomplete` (about: signs typed, signs there are), and with
 * `keys.sheet-mistyped` where its checksum does not hold.
 */
export async function readSheet(typed: Uint8Array): Promise<Sheet> {
  const signs = plain(new TextDecoder().decode(typed)).replace(plain(SHEET_PREFIX), '')
  if (signs.length !== SIGNS) {
    const about = [String(signs.length), String(SIGNS)]
    throw new Failure('refused', [{ code: 'keys.sheet-incomplete', about }])
  }
  const identity = `${SHEET_PREFIX}${signs}`
  try {
    return { identity, recipient: await identityToRecipient(identity) }
  } catch {
    // The library's own words hold what was typed, so they are not kept as the cause.
    throw new Failure('refused', [{ code: 'keys.sheet-mistyped' }])
  }
}

/** Whether a group that was typed back is the one printed. */
export function isGroup(typed: string, printed: string | undefined): boolean {
  return printed !== undefined && plain(typed) === printed
}

/** Sixteen digits of the SHA-256 of a public key, in fours: tells one sheet from another. */
export function fingerprintOf(recipient: string): string {
  const digits = createHash('sha256').update(recipient).digest('hex').slice(0, 16)
  return digits.match(/.{4}/g)?.join(' ') ?? ''
}

/** Letters and digits of what was typed, in one width and case. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}
