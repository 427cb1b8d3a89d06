import { randomBytes } from 'node:crypto'

import { Decrypter, Encrypter } from 'age-encryption'
import { z } from 'zod'

import { Failure } from '#db/kernel/failure.ts'

/** The keys of a case file: 48 bytes for the database (key and salt), 32 for the sum, 32 for the log. */
export type CaseKeys = { readonly db: Buffer; readonly mac: Buffer; readonly log: Buffer }

const Written = z.strictObject({
  db: z.base64().length(64),
  mac: z.base64().length(44),
  log: z.base64().length(44),
})

/** Fresh keys. The salt stands in the key, so that a later change of keys is safe against crashes. */
export function makeKeys(): CaseKeys {
  return { db: randomBytes(48), mac: randomBytes(32), log: randomBytes(32) }
}

/** Wipes the keys. */
export function forgetKeys(keys: CaseKeys): void {
  for (const key of [keys.db, keys.mac, keys.log]) key.fill(0)
}

/** Seals the keys to public keys (age, X25519), so that members come and go without passphrases. */
export async function sealBundle(keys: CaseKeys, recipients: readonly string[]): Promise<string> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const text = JSON.stringify({
    db: keys.db.toString('base64'),
    mac: keys.mac.toString('base64'),
    log: keys.log.toString('base64'),
  })
  return Buffer.from(await encrypter.encrypt(text)).toString('base64')
}

/** Opens the bundle with one age identity; `case.keys-altered` when it does not fit. */
export async function openBundle(bundle: string, identity: string): Promise<CaseKeys> {
  const decrypter = new Decrypter()
  try {
    decrypter.addIdentity(identity)
    const text = await decrypter.decrypt(Buffer.from(bundle, 'base64'), 'text')
    const written = Written.parse(JSON.parse(text))
    return {
      db: Buffer.from(written.db, 'base64'),
      mac: Buffer.from(written.mac, 'base64'),
      log: Buffer.from(written.log, 'base64'),
    }
  } catch {
    // The library's own words can hold the key that was tried, so they are not kept as the cause.
    throw new Failure('refused', [{ code: 'case.keys-altered' }])
  }
}
