import { Decrypter, Encrypter } from 'age-encryption'

import { Failure } from '#db/kernel/failure.ts'

/** Seals a text to public keys: an age file (X25519) in base 64, which any age tool reads. */
export async function sealText(recipients: readonly string[], text: string): Promise<string> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return Buffer.from(await encrypter.encrypt(text)).toString('base64')
}

/** Opens a sealed text with an age identity; fails with `code` where it does not fit. */
export async function openText(sealed: string, identity: string, code: string): Promise<string> {
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return await decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text')
  } catch {
    // The library's own words can hold the key that was tried, so they are not kept as the cause.
    throw new Failure('refused', [{ code }])
  }
}
