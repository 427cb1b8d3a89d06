import { generateX25519Identity, identityToRecipient } from 'age-encryption'

import { Failure } from '#db/kernel/failure.ts'

import type { KeyCost } from './derivation.ts'
import { openText, sealText } from './sealed-text.ts'
import { makeSlot, openSlot, Slot } from './slot.ts'

/** A pair of keys (age, X25519): whoever knows the recipient seals, the identity opens. */
type SealingPair = { readonly identity: string; readonly recipient: string }

/** What the case keeps of one holder of a role: his public key, and the private one in his slot. */
type HolderKey = { readonly recipient: string; readonly slot: string }

/** What the case keeps of a role: its public key, and the private one sealed to each holder. */
type RoleKey = { readonly recipient: string; readonly bundle: string }

type Holder = { readonly memberId: string }

export async function makePair(): Promise<SealingPair> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Makes a holder's own pair, its private half wrapped by his second passphrase. */
export async function makeHolderKey(
  holder: Holder,
  passphrase: Uint8Array,
  cost: KeyCost,
): Promise<HolderKey> {
  const pair = await makePair()
  return { recipient: pair.recipient, slot: await wrapHolderKey(holder, pair, passphrase, cost) }
}

/** Wraps a holder's private key: a new passphrase, the same pair. */
export async function wrapHolderKey(
  holder: Holder,
  { identity, recipient }: SealingPair,
  passphrase: Uint8Array,
  cost: KeyCost,
): Promise<string> {
  const secret = Buffer.from(identity)
  try {
    return JSON.stringify(await makeSlot(passphrase, secret, bind(holder, recipient), cost))
  } finally {
    secret.fill(0)
  }
}

/** Opens a holder's slot: `case.wrong-passphrase`, or `case.keys-altered` when it does not fit. */
export async function openHolderKey(
  holder: Holder,
  { recipient, slot }: HolderKey,
  passphrase: Uint8Array,
): Promise<string> {
  const parsed = Slot.safeParse(JSON.parse(slot))
  if (!parsed.success) throw new Failure('refused', [{ code: 'informant.role-altered' }])
  const secret = await openSlot(passphrase, parsed.data, bind(holder, recipient))
  try {
    return secret.toString('utf8')
  } finally {
    secret.fill(0)
  }
}

/** Seals a role's private key to its holders. */
export function sealRole(
  role: SealingPair,
  holders: readonly { readonly recipient: string }[],
): Promise<string> {
  return sealText(
    holders.map(({ recipient }) => recipient),
    role.identity,
  )
}

/**
 * Opens a role's private key with a holder's. Fails with `informant.role-altered` where the public
 * key that everybody seals to is not its other half: somebody put his own there.
 */
export async function openRole({ recipient, bundle }: RoleKey, identity: string): Promise<string> {
  const role = await openText(bundle, identity, 'informant.role-altered')
  if ((await identityToRecipient(role)) !== recipient) {
    throw new Failure('refused', [{ code: 'informant.role-altered' }])
  }
  return role
}

/** A slot opens only for this person, beside this public key. */
function bind({ memberId }: Holder, recipient: string): string {
  return JSON.stringify(['xundu/informant-holder/v1', memberId, recipient])
}
