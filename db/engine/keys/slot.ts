import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

import { argon2id } from 'hash-wasm'
import { z } from 'zod'

import { Failure } from '#db/kernel/failure.ts'

/** Work of the key derivation: memory in KiB, passes, lanes (Argon2id, RFC 9106). */
export type KeyCost = { readonly memory: number; readonly passes: number; readonly lanes: number }

/** The least that a case file is made with: 64 MiB, three passes. */
export const LEAST_COST: KeyCost = { memory: 65_536, passes: 3, lanes: 4 }
const MOST_MEMORY = 1_048_576
const LEAST_MEMORY_READ = 8192
const AIMED_MILLISECONDS = 1000

const Base64 = z.base64()

/** One member's secret, wrapped by the key that his passphrase gives. */
export const Slot = z.strictObject({
  kdf: z.strictObject({
    alg: z.literal('argon2id'),
    m: z.number().int().min(LEAST_MEMORY_READ).max(MOST_MEMORY),
    t: z.number().int().min(1).max(20),
    p: z.number().int().min(1).max(16),
    salt: Base64,
  }),
  nonce: Base64,
  commit: Base64,
  ct: Base64,
})
export type Slot = z.infer<typeof Slot>

type Derived = { readonly wrap: Buffer; readonly commit: Buffer }

/** Wraps a secret; `bound` is what the slot belongs to and cannot be moved away from. */
export async function makeSlot(
  passphrase: Uint8Array,
  secret: Uint8Array,
  bound: string,
  cost: KeyCost,
): Promise<Slot> {
  const kdf = {
    alg: 'argon2id' as const,
    m: cost.memory,
    t: cost.passes,
    p: cost.lanes,
    salt: randomBytes(16).toString('base64'),
  }
  const { wrap, commit } = await derive(passphrase, kdf)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', wrap, nonce).setAAD(Buffer.from(bound))
  const ct = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  wrap.fill(0)
  return {
    kdf,
    nonce: nonce.toString('base64'),
    commit: commit.toString('base64'),
    ct: ct.toString('base64'),
  }
}

/**
 * Unwraps the secret of a slot. A wrong passphrase is known by the commitment alone, before any
 * database is touched: `case.wrong-passphrase`. A slot that was altered is `case.keys-altered`.
 */
export async function openSlot(
  passphrase: Uint8Array,
  slot: Slot,
  bound: string,
): Promise<Buffer> {
  const { wrap, commit } = await derive(passphrase, slot.kdf)
  const kept = Buffer.from(slot.commit, 'base64')
  if (kept.length !== commit.length || !timingSafeEqual(kept, commit)) {
    throw new Failure('locked', [{ code: 'case.wrong-passphrase' }])
  }
  const sealed = Buffer.from(slot.ct, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrap, Buffer.from(slot.nonce, 'base64'))
    decipher.setAAD(Buffer.from(bound)).setAuthTag(sealed.subarray(-16))
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  } catch (cause) {
    throw new Failure('refused', [{ code: 'case.keys-altered' }], { cause })
  } finally {
    wrap.fill(0)
  }
}

/** Memory for about one second on this machine, never below the floor. */
export async function calibrate(): Promise<KeyCost> {
  const started = performance.now()
  const trial = await derive(randomBytes(16), {
    alg: 'argon2id',
    m: LEAST_COST.memory,
    t: LEAST_COST.passes,
    p: LEAST_COST.lanes,
    salt: randomBytes(16).toString('base64'),
  })
  trial.wrap.fill(0)
  const doublings = Math.floor(Math.log2(AIMED_MILLISECONDS / (performance.now() - started)))
  const memory = LEAST_COST.memory * 2 ** Math.min(2, Math.max(0, doublings))
  return { ...LEAST_COST, memory }
}

/** Widths and compositions of what was typed are made equal (NFKC), so that any keyboard will do. */
async function derive(passphrase: Uint8Array, kdf: Slot['kdf']): Promise<Derived> {
  const typed = new TextDecoder().decode(passphrase).normalize('NFKC')
  const password = new TextEncoder().encode(typed)
  const stretched = await argon2id({
    password,
    salt: Buffer.from(kdf.salt, 'base64'),
    memorySize: kdf.m,
    iterations: kdf.t,
    parallelism: kdf.p,
    hashLength: 32,
    outputType: 'binary',
  })
  password.fill(0)
  const both = Buffer.from(hkdfSync('sha256', stretched, Buffer.alloc(0), 'xundu/slot/v1', 64))
  stretched.fill(0)
  return { wrap: both.subarray(0, 32), commit: both.subarray(32) }
}
