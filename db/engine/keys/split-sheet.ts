import { createHash } from 'node:crypto'

import { identityToRecipient } from 'age-encryption'
import { combine, split } from 'shamir-secret-sharing'

import { Failure } from '#db/kernel/failure.ts'

import { groupsIn, plain, type Sheet, SHEET_PREFIX } from './sheet.ts'
import { checksumOf, fromSigns, toSigns } from './signs.ts'

/** Sheets that a split one is printed as, and how many of them open the case. */
const SHEETS = 3
const NEEDED = 2

const SECRET_BYTES = 32
const SECRET_SIGNS = 52
const MARK_BYTES = 2
const CHECK_BYTES = 4
/** Number of the sheet, mark of the set, share (Shamir over GF(2⁸); its place comes last), check. */
const BYTES = 1 + MARK_BYTES + SECRET_BYTES + 1 + CHECK_BYTES
const SIGNS = Math.ceil((BYTES * 8) / 5)

/** One sheet of a split one. `check` tells a copy by hand from what was printed; it is no secret. */
export type SheetPart = {
  readonly number: number
  readonly groups: readonly string[]
  readonly check: string
}

/** Splits the secret of a sheet into three, of which any two give it back and one tells nothing. */
export async function splitSheet({ identity, recipient }: Sheet): Promise<readonly SheetPart[]> {
  const signs = identity.slice(SHEET_PREFIX.length, SHEET_PREFIX.length + SECRET_SIGNS)
  const bytes = fromSigns(signs)?.subarray(0, SECRET_BYTES)
  if (!bytes) throw new Error('the identity is no age identity')
  const secret = Uint8Array.from(bytes)
  const shares = await split(secret, SHEETS, NEEDED)
  for (const each of [bytes, secret]) each.fill(0)
  return shares.map((share, at) => {
    const body = Buffer.concat([Buffer.from([at + 1]), markOf(recipient), share])
    const check = checkOf(body)
    const groups = groupsIn(toSigns(Buffer.concat([body, check])))
    return { number: at + 1, groups, check: check.toString('hex') }
  })
}

/**
 * Puts two sheets of a split one together, as they were typed (UTF-8): any width, case and spacing.
 * Fails with `keys.part-incomplete` (about: which of the two, signs typed, signs there are),
 * `keys.part-mistyped` (which of the two), `keys.parts-same` (the number of the sheet) and
 * `keys.parts-of-different`.
 */
export async function joinSheets(first: Uint8Array, second: Uint8Array): Promise<Sheet> {
  const [one, other] = [readPart(first, 1), readPart(second, 2)]
  if (one.number === other.number) throw refused('keys.parts-same', String(one.number))
  if (!one.mark.equals(other.mark)) throw refused('keys.parts-of-different')
  const secret = await combine([one.share, other.share])
  const signs = toSigns(secret)
  secret.fill(0)
  const identity = `${SHEET_PREFIX}${signs}${checksumOf(SHEET_PREFIX.slice(0, -1).toLowerCase(), signs)}`
  const recipient = await identityToRecipient(identity)
  if (!markOf(recipient).equals(one.mark)) throw refused('keys.parts-of-different')
  return { identity, recipient }
}

type Part = { readonly number: number; readonly mark: Buffer; readonly share: Uint8Array }

function readPart(typed: Uint8Array, field: number): Part {
  const signs = plain(new TextDecoder().decode(typed))
  if (signs.length !== SIGNS) {
    throw refused('keys.part-incomplete', String(field), String(signs.length), String(SIGNS))
  }
  const bytes = fromSigns(signs)
  const body = bytes?.subarray(0, BYTES - CHECK_BYTES)
  if (!bytes || !body || !checkOf(body).equals(bytes.subarray(body.length))) {
    throw refused('keys.part-mistyped', String(field))
  }
  return {
    number: body[0] ?? 0,
    mark: body.subarray(1, 1 + MARK_BYTES),
    share: Uint8Array.from(body.subarray(1 + MARK_BYTES)),
  }
}

/** Sheets of one set share it; it is taken from the public key and tells nothing of the secret. */
function markOf(recipient: string): Buffer {
  return digestOf(Buffer.from(recipient)).subarray(0, MARK_BYTES)
}

function checkOf(body: Uint8Array): Buffer {
  return digestOf(body).subarray(0, CHECK_BYTES)
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function refused(code: string, ...about: readonly string[]): Failure {
  return new Failure('refused', [{ code, about: [...about] }])
}
