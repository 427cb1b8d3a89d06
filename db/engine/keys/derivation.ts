import { hkdfSync, randomBytes } from 'node:crypto'

import { argon2id } from 'hash-wasm'

import { Failure } from '#db/kernel/failure.ts'

/** Work of the key derivation: memory in KiB, passes, lanes (Argon2id, RFC 9106). */
export type KeyCost = { readonly memory: number; readonly passes: number; readonly lanes: number }

/** The least that a case file is made with: 64 MiB, three passes. */
export const LEAST_COST: KeyCost = { memory: 65_536, passes: 3, lanes: 4 }

/** Bounds of a stored memory cost in KiB: below it protects nothing, above it stops the machine. */
export const LEAST_MEMORY_READ = 8192
export const MOST_MEMORY = 1_048_576

const AIMED_MILLISECONDS = 1000
const MOST_DOUBLINGS = 2

/** `wrap` encrypts the slot; `commit` tells a wrong passphrase. 32 bytes each. */
export type Derived = { readonly wrap: Buffer; readonly commit: Buffer }

/**
 * The keys that a passphrase gives: NFKC, so that any keyboard and any width will do, then
 * Argon2id (RFC 9106), then HKDF-SHA256 (RFC 5869), which a key file goes into as well. Passphrase
 * and key file stay the caller's to wipe; an empty passphrase is `case.wrong-passphrase`.
 */
export async function derive(
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: KeyCost,
  keyFile?: Uint8Array,
): Promise<Derived> {
  const typed = new TextDecoder().decode(passphrase).normalize('NFKC')
  if (typed === '') throw new Failure('locked', [{ code: 'case.wrong-passphrase' }])
  const password = new TextEncoder().encode(typed)
  const stretched = await stretch(password, salt, cost)
  password.fill(0)
  const secret = Buffer.concat(keyFile ? [stretched, keyFile] : [stretched])
  const use = keyFile ? 'xundu/slot/v1/with-key-file' : 'xundu/slot/v1'
  const both = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), use, 64))
  for (const bytes of [stretched, secret]) bytes.fill(0)
  return { wrap: both.subarray(0, 32), commit: both.subarray(32) }
}

/** Argon2id, version 1.3, 32 bytes. */
export function stretch(
  password: Uint8Array,
  salt: Uint8Array,
  cost: KeyCost,
): Promise<Uint8Array> {
  return argon2id({
    password,
    salt,
    memorySize: cost.memory,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: 32,
    outputType: 'binary',
  })
}

/** Memory for about one second on this machine, never below the floor. */
export async function calibrate(): Promise<KeyCost> {
  const started = performance.now()
  await stretch(randomBytes(16), randomBytes(16), LEAST_COST)
  return costFor(performance.now() - started)
}

/** The cost for a machine that takes so many milliseconds over the floor. */
export function costFor(milliseconds: number): KeyCost {
  const doublings = Math.floor(Math.log2(AIMED_MILLISECONDS / milliseconds))
  const memory = LEAST_COST.memory * 2 ** Math.min(MOST_DOUBLINGS, Math.max(0, doublings))
  return { ...LEAST_COST, memory }
}
