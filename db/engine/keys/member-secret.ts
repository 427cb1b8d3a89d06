import { generateKeyPairSync } from 'node:crypto'

import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { z } from 'zod'

import { Failure } from '#db/kernel/failure.ts'

import type { KeyCost } from './derivation.ts'
import { makeSlot, openSlot, type Slot } from './slot.ts'

/** What a slot holds: an age identity (X25519) and an Ed25519 private key (PKCS 8, base 64). */
const MemberSecret = z.strictObject({ age: z.string(), sign: z.base64() })
export type MemberSecret = z.infer<typeof MemberSecret>

/** A member's public keys, age recipient and Ed25519 (SPKI, base 64), and his slot. */
export type MemberKeys = { readonly enc: string; readonly sign: string; readonly slot: Slot }

type Holder = { readonly caseId: string; readonly id: string }

/**
 * Makes a member's key pairs, the private halves wrapped by his passphrase. X25519 because any age
 * tool of any year reads it.
 */
export async function makeMemberKeys(
  holder: Holder,
  passphrase: Uint8Array,
  cost: KeyCost,
  pairs?: KeyPairs,
): Promise<MemberKeys> {
  const { enc, sign, secret } = pairs ?? (await makeKeyPairs())
  const slot = await wrapMemberSecret(holder, { enc, sign }, secret, passphrase, cost)
  return { enc, sign, slot }
}

/** A member's public keys beside the private halves, before a passphrase wraps them. */
export type KeyPairs = Omit<MemberKeys, 'slot'> & { readonly secret: MemberSecret }

/** Makes the two key pairs of a member. */
export async function makeKeyPairs(): Promise<KeyPairs> {
  const age = await generateX25519Identity()
  const pair = generateKeyPairSync('ed25519')
  const enc = await identityToRecipient(age)
  const sign = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'der' })
  const secret: MemberSecret = { age, sign: privateKey.toString('base64') }
  privateKey.fill(0)
  return { enc, sign, secret }
}

/** Wraps a member's secret anew: a new passphrase or key file, the same key pairs. */
export async function wrapMemberSecret(
  holder: Holder,
  { enc, sign }: Omit<MemberKeys, 'slot'>,
  written: MemberSecret,
  passphrase: Uint8Array,
  cost: KeyCost,
  keyFile?: Uint8Array,
): Promise<Slot> {
  const secret = Buffer.from(JSON.stringify(written))
  try {
    return await makeSlot(passphrase, secret, bind(holder, enc, sign), cost, keyFile)
  } finally {
    secret.fill(0)
  }
}

/**
 * Opens a member's slot: `case.wrong-passphrase`, `keys.key-file-…`, or `case.keys-altered` when it
 * does not fit.
 */
export async function openMemberSecret(
  holder: Holder,
  { enc, sign, slot }: MemberKeys,
  passphrase: Uint8Array,
  keyFile?: Uint8Array,
): Promise<MemberSecret> {
  const secret = await openSlot(passphrase, slot, bind(holder, enc, sign), keyFile)
  try {
    return MemberSecret.parse(JSON.parse(secret.toString('utf8')))
  } catch {
    throw new Failure('refused', [{ code: 'case.keys-altered' }])
  } finally {
    secret.fill(0)
  }
}

/** A slot opens only in this case, for this person, beside these public keys. */
function bind({ caseId, id }: Holder, enc: string, sign: string): string {
  return JSON.stringify(['xundu/member/v1', caseId, id, enc, sign])
}
