import { Sealed } from './shell/common-contract.ts'

/** The fields of a message that hold a secret: sealed on the way, bytes where they are needed. */
export const SECRETS = [
  'passphrase',
  'newPassphrase',
  'sheet',
  'secondSheet',
  'groups',
  'keyFile',
  'nextKeyFile',
] as const

/** Wipes the passphrases, sheets and key files of one message. */
export function wipeSecrets(message: unknown): void {
  if (typeof message !== 'object' || message === null) return
  for (const name of SECRETS) {
    const secret: unknown = Reflect.get(message, name)
    if (secret instanceof Uint8Array) secret.fill(0)
  }
}

/** The secrets of a message that are sealed, by their names. */
export function sealedIn(message: object): readonly (readonly [name: string, sealed: Sealed])[] {
  return SECRETS.flatMap((name) => {
    const sealed = Sealed.safeParse(Reflect.get(message, name))
    return sealed.success ? [[name, sealed.data] as const] : []
  })
}
