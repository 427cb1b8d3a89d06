import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

import { Failure } from '#db/kernel/failure.ts'

import type { Sealed } from './shell/common-contract.ts'

/** A key pair of one attempt: what is sealed to the recipient opens with the identity (age). */
export type SealPair = { readonly identity: string; readonly recipient: string }

export async function makeSealPair(): Promise<SealPair> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Seals bytes or a text to a public key (age, X25519): whoever passes it on can read nothing. */
export async function seal(secret: Uint8Array | string, recipient: string): Promise<Sealed> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  // Of a memory of its own: one that is shared would be sent whole.
  return { to: recipient, text: Uint8Array.from(await encrypter.encrypt(secret)) }
}

/** Opens what was sealed; the bytes are the caller's to wipe. Fails with `call.seal-lost`. */
export async function openSealed(sealed: Sealed, identity: string): Promise<Uint8Array> {
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return await decrypter.decrypt(sealed.text)
  } catch {
    // The library's own words can hold the key that was tried, so they are not kept as the cause.
    throw new Failure('refused', [{ code: 'call.seal-lost' }])
  }
}
