import { makeSealPair, openSealed, seal } from '#electron/seal.ts'
import { SECRETS } from '#electron/secrets.ts'
import type { Sealed } from '#electron/shell/common-contract.ts'
import { processFor, shellContract } from '#electron/shell/contract.ts'

import { ask } from './bridge.ts'

type Plain<T> = T extends Sealed ? Uint8Array : T

/** What a step takes, its secrets in bytes: they are sealed before they leave the page. */
export type Unsealed<I> = { [K in keyof I]: Plain<I[K]> }

/**
 * Seals the secrets of a step to a key that the process which needs them makes for this one step.
 * Main passes them on; the bytes stay the caller's to wipe.
 */
export async function sealSecrets(step: string, input: unknown): Promise<unknown> {
  if (typeof input !== 'object' || input === null) return input
  const secrets = SECRETS.flatMap((name) => {
    const secret: unknown = Reflect.get(input, name)
    return secret instanceof Uint8Array ? [{ name, secret }] : []
  })
  if (secrets.length === 0) return input
  const { data } = await ask('shell', shellContract.sealingKey, { process: processFor(step) })
  const sealed = await Promise.all(
    secrets.map(async ({ name, secret }) => [name, await seal(secret, data.recipient)] as const),
  )
  return { ...input, ...Object.fromEntries(sealed) }
}

/** Asks for something that only this page may read: it is sealed to a key made for it. */
export async function askInSecret(
  question: (answerTo: string) => Promise<Sealed>,
): Promise<unknown> {
  const { identity, recipient } = await makeSealPair()
  const bytes = await openSealed(await question(recipient), identity)
  const answer: unknown = JSON.parse(new TextDecoder().decode(bytes))
  bytes.fill(0)
  return answer
}
