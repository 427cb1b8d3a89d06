import { Failure } from '#db/kernel/failure.ts'

import { makePair } from './role-key.ts'
import { openText, sealText } from './sealed-text.ts'

/** Lengths are made equal in steps of so many bytes, so that they tell nothing of the text. */
const STEP = 512

/** A sealed text, and the key that opens it, wrapped to a role. */
type SealedPerson = { readonly sealed: string; readonly wrapped: string }

/**
 * Seals what tells a person under a key of its own, and that key to the role. Without the wrapped
 * key the sealed text is noise to everybody, the holders of the role too.
 */
export async function sealPerson(
  id: string,
  person: object,
  roleRecipient: string,
): Promise<SealedPerson> {
  const own = await makePair()
  const text = JSON.stringify({ id, person })
  const bytes = Buffer.byteLength(text)
  const padded = text + ' '.repeat(STEP * Math.ceil(bytes / STEP) - bytes)
  return {
    sealed: await sealText([own.recipient], padded),
    wrapped: await sealText([roleRecipient], own.identity),
  }
}

/** Opens what was sealed under this id; `informant.sealed-altered` where it is not of it. */
export async function openPerson(
  id: string,
  { sealed, wrapped }: SealedPerson,
  roleIdentity: string,
): Promise<unknown> {
  const own = await openText(wrapped, roleIdentity, 'informant.sealed-altered')
  const text = await openText(sealed, own, 'informant.sealed-altered')
  const opened: unknown = JSON.parse(text)
  if (typeof opened === 'object' && opened !== null && 'id' in opened && opened.id === id) {
    return 'person' in opened ? opened.person : undefined
  }
  throw new Failure('refused', [{ code: 'informant.sealed-altered' }])
}

/** Wraps the key of a sealed text to another role. */
export async function wrapAnew(
  wrapped: string,
  oldIdentity: string,
  newRecipient: string,
): Promise<string> {
  return sealText([newRecipient], await openText(wrapped, oldIdentity, 'informant.sealed-altered'))
}
