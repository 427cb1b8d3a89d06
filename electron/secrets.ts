/** The fields in which a secret crosses from one process to another, as bytes that can be wiped. */
const SECRETS = [
  'passphrase',
  'newPassphrase',
  'sheet',
  'secondSheet',
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
