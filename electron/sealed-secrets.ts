import { readKeyFile } from '#db/engine/keys/key-file.ts'
import { Failure } from '#db/kernel/failure.ts'

import { makeSealPair, openSealed } from './seal.ts'
import { SECRETS, sealedIn, wipeSecrets } from './secrets.ts'
import { Sealed } from './shell/common-contract.ts'

/** A key file that the process which needs it reads itself. */
export type KeyFileAt = { readonly keyFileAt: string }

/** A field of a message once its secrets are opened. */
type OpenedField<T> = T extends Sealed | KeyFileAt ? Uint8Array : T

/** A message whose sealed secrets are opened and whose key files are read. */
export type Opened<M> = M extends unknown ? { [K in keyof M]: OpenedField<M[K]> } : never

/** Key pairs that wait at once; an attempt that never came makes room for later ones. */
const KEPT = 16

export type Seals = {
  /** A public key to which the secrets of one message are sealed. */
  makeRecipient(): Promise<string>
  /**
   * Does work with a message of main whose secrets are opened, and wipes them after it. The key pair
   * is forgotten: it opens nothing twice. Fails with `call.seal-lost`, or as `readKeyFile`.
   */
  opening<M extends object, T>(message: M, work: (opened: Opened<M>) => Promise<T>): Promise<T>
  /** The same with what a page sends past main: it can name no file to be read. */
  openingCall<T>(input: object, work: (opened: object) => Promise<T>): Promise<T>
}

/** Keeps the key pairs of a process that needs passphrases, sheets and key files in plain. */
export function keepSeals(): Seals {
  const identities = new Map<string, string>()

  async function open(sealed: Sealed): Promise<Uint8Array> {
    const identity = identities.get(sealed.to)
    if (identity === undefined) throw lost()
    return openSealed(sealed, identity)
  }

  async function openingCall<T>(message: object, work: (opened: object) => Promise<T>): Promise<T> {
    const opened = { ...message }
    const secrets = sealedIn(message)
    try {
      for (const [name, sealed] of secrets) Reflect.set(opened, name, await open(sealed))
      return await work(opened)
    } finally {
      for (const [, { to }] of secrets) identities.delete(to)
      wipeSecrets(opened)
    }
  }

  return {
    async makeRecipient() {
      const { identity, recipient } = await makeSealPair()
      identities.set(recipient, identity)
      const [oldest] = identities.keys()
      if (identities.size > KEPT && oldest !== undefined) identities.delete(oldest)
      return recipient
    },
    openingCall,
    opening<M extends object, T>(message: M, work: (opened: Opened<M>) => Promise<T>) {
      return openingCall(message, async (opened) => {
        readKeyFiles(opened)
        if (!isOpened<M>(opened)) throw lost()
        return work(opened)
      })
    },
  }
}

function readKeyFiles(message: object): void {
  for (const name of SECRETS) {
    const secret: unknown = Reflect.get(message, name)
    if (isKeyFileAt(secret)) Reflect.set(message, name, readOwn(secret))
  }
}

/** Whether nothing in a message waits to be opened or read any more. */
function isOpened<M>(message: unknown): message is Opened<M> {
  if (typeof message !== 'object' || message === null) return false
  const secrets = SECRETS.map((name): unknown => Reflect.get(message, name))
  return !secrets.some((secret) => isKeyFileAt(secret) || Sealed.safeParse(secret).success)
}

function lost(): Failure {
  return new Failure('refused', [{ code: 'call.seal-lost' }])
}

function isKeyFileAt(value: unknown): value is KeyFileAt {
  return typeof value === 'object' && value !== null && 'keyFileAt' in value
}

/** Bytes in a memory of their own: those of a file may share one, which nobody wipes. */
function readOwn({ keyFileAt }: KeyFileAt): Uint8Array {
  const read = readKeyFile(keyFileAt)
  const own = Uint8Array.from(read)
  read.fill(0)
  return own
}
