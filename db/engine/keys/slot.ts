import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto'

import { z } from 'zod'

import { Failure } from '#db/kernel/failure.ts'

import { derive, type KeyCost, LEAST_MEMORY_READ, MOST_MEMORY } from './derivation.ts'
import { markOf } from './key-file.ts'

const CIPHER = 'aes-256-gcm'
const SALT_BYTES = 16
const NONCE_BYTES = 12
const COMMIT_BYTES = 32
const TAG_BYTES = 16
const MARK_BYTES = 16

/** One member's secret, wrapped by the key that his passphrase gives, and his key file if he has one. */
export const Slot = z.strictObject({
  kdf: z.strictObject({
    alg: z.literal('argon2id'),
    m: z.number().int().min(LEAST_MEMORY_READ).max(MOST_MEMORY),
    t: z.number().int().min(1).max(10),
    p: z.number().int().min(1).max(8),
    salt: bytes(SALT_BYTES),
  }),
  nonce: bytes(NONCE_BYTES),
  commit: bytes(COMMIT_BYTES),
  ct: z.base64().max(8192),
  /** By what it knows the key file that it needs; it needs none where this is left out. */
  keyFile: bytes(MARK_BYTES).optional(),
})
export type Slot = z.infer<typeof Slot>

/** Wraps a secret; `bound` is what the slot belongs to and cannot be moved away from. */
export async function makeSlot(
  passphrase: Uint8Array,
  secret: Uint8Array,
  bound: string,
  cost: KeyCost,
  keyFile?: Uint8Array,
): Promise<Slot> {
  const salt = randomBytes(SALT_BYTES)
  const mark = keyFile && markOf(keyFile, salt).toString('base64')
  const { wrap, commit } = await derive(passphrase, salt, cost, keyFile)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, wrap, nonce).setAAD(Buffer.from(bound))
  const ct = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  wrap.fill(0)
  return {
    kdf: {
      alg: 'argon2id',
      m: cost.memory,
      t: cost.passes,
      p: cost.lanes,
      salt: salt.toString('base64'),
    },
    nonce: nonce.toString('base64'),
    commit: commit.toString('base64'),
    ct: ct.toString('base64'),
    ...(mark !== undefined && { keyFile: mark }),
  }
}

/**
 * Unwraps the secret of a slot. A wrong passphrase is known by the commitment alone, before any
 * database is touched: `case.wrong-passphrase`. A slot that needs a key file tells before that where
 * it is missing or another one: `keys.key-file-needed`, `keys.key-file-wrong`. A slot that was
 * altered is `case.keys-altered`.
 */
export async function openSlot(
  passphrase: Uint8Array,
  slot: Slot,
  bound: string,
  keyFile?: Uint8Array,
): Promise<Buffer> {
  const { m, t, p } = slot.kdf
  const cost = { memory: m, passes: t, lanes: p }
  const salt = Buffer.from(slot.kdf.salt, 'base64')
  const { wrap, commit } = await derive(passphrase, salt, cost, keyFileFor(slot, salt, keyFile))
  try {
    if (!timingSafeEqual(Buffer.from(slot.commit, 'base64'), commit)) {
      throw new Failure('locked', [{ code: 'case.wrong-passphrase' }])
    }
    return decrypt(slot, wrap, bound)
  } finally {
    wrap.fill(0)
  }
}

/** The key file that goes into the derivation; none for a slot that asks for none. */
function keyFileFor(
  slot: Slot,
  salt: Buffer,
  keyFile: Uint8Array | undefined,
): Uint8Array | undefined {
  if (slot.keyFile === undefined) return undefined
  if (!keyFile) throw new Failure('refused', [{ code: 'keys.key-file-needed' }])
  if (timingSafeEqual(Buffer.from(slot.keyFile, 'base64'), markOf(keyFile, salt))) return keyFile
  throw new Failure('refused', [{ code: 'keys.key-file-wrong' }])
}

function decrypt(slot: Slot, wrap: Buffer, bound: string): Buffer {
  const sealed = Buffer.from(slot.ct, 'base64')
  try {
    const nonce = Buffer.from(slot.nonce, 'base64')
    const decipher = createDecipheriv(CIPHER, wrap, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(bound)).setAuthTag(sealed.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch (cause) {
    throw new Failure('refused', [{ code: 'case.keys-altered' }], { cause })
  }
}

/** Base 64 of exactly so many bytes. */
function bytes(count: number): z.ZodBase64 {
  return z.base64().length(4 * Math.ceil(count / 3))
}
