import { argon2Sync } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { makeKeys, openBundle, sealBundle } from '#db/engine/keys/bundle.ts'
import { calibrate, costFor, derive, LEAST_COST, stretch } from '#db/engine/keys/derivation.ts'
import { makeMemberKeys, openMemberSecret } from '#db/engine/keys/member-secret.ts'
import { makeSlot, openSlot, Slot } from '#db/engine/keys/slot.ts'
import { Failure } from '#db/kernel/failure.ts'
import { PASSPHRASE, QUICK } from '#tests/fixtures/case.ts'

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.reasons.map(({ code }) => code).join()
  }
  return 'done'
}

describe('Argon2id', () => {
  test('the reference vector: argon2id, version 19, t=2, m=65536, p=1 (phc-winner-argon2)', async () => {
    const cost = { memory: 65_536, passes: 2, lanes: 1 }
    const tag = await stretch(bytes('password'), bytes('somesalt'), cost)
    expect(Buffer.from(tag).toString('hex')).toBe(
      '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
    )
  })

  test('another implementation passes RFC 9106 §5.3 and agrees with the one in use', async () => {
    const vector = argon2Sync('argon2id', {
      message: Buffer.alloc(32, 1),
      nonce: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
      parallelism: 4,
      tagLength: 32,
      memory: 32,
      passes: 3,
    })
    expect(vector.toString('hex')).toBe(
      '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
    )
    for (const [memory, passes, lanes] of [
      [32, 3, 4],
      [64, 1, 1],
      [8192, 3, 4],
      [8192, 2, 8],
    ] as const) {
      const message = bytes(`${PASSPHRASE} ${memory}`)
      const nonce = Buffer.alloc(16, passes)
      const other = argon2Sync('argon2id', {
        message,
        nonce,
        parallelism: lanes,
        tagLength: 32,
        memory,
        passes,
      })
      const ours = await stretch(message, nonce, { memory, passes, lanes })
      expect(Buffer.from(ours).equals(other)).toBe(true)
    }
  })

  test('the cost aims at a second and never falls below the floor', () => {
    expect(costFor(5000)).toEqual(LEAST_COST)
    expect(costFor(680)).toEqual(LEAST_COST)
    expect(costFor(400).memory).toBe(131_072)
    expect(costFor(10).memory).toBe(262_144)
    expect(LEAST_COST).toEqual({ memory: 65_536, passes: 3, lanes: 4 })
  })

  test('what a machine measures is a cost that a keys file may hold', async () => {
    const { memory, passes, lanes } = await calibrate()
    expect(memory).toBeGreaterThanOrEqual(LEAST_COST.memory)
    const slot = await makeSlot(bytes(PASSPHRASE), bytes('secret'), 'A', QUICK)
    const kdf = { ...slot.kdf, m: memory, t: passes, p: lanes }
    expect(Slot.safeParse({ ...slot, kdf }).success).toBe(true)
  })
})

describe('a slot', () => {
  test('gives its secret back to the passphrase, typed in any width', async () => {
    const slot = await makeSlot(bytes('Ab1 山路 灯火 竹篮'), bytes('secret'), 'A', QUICK)
    for (const typed of ['Ab1 山路 灯火 竹篮', 'Ab1 山路 灯火 竹篮', 'Ab1 山路\u3000灯火 竹篮']) {
      expect((await openSlot(bytes(typed), slot, 'A')).toString()).toBe('secret')
    }
  })

  test('tells a wrong passphrase from an altered slot', async () => {
    const slot = await makeSlot(bytes(PASSPHRASE), bytes('secret'), 'A', QUICK)
    const other = await makeSlot(bytes(PASSPHRASE), bytes('secret'), 'A', QUICK)
    const right = bytes(PASSPHRASE)
    expect(await codeOf(() => openSlot(bytes(''), slot, 'A'))).toBe('case.wrong-passphrase')
    expect(await codeOf(() => openSlot(bytes('山路'), slot, 'A'))).toBe('case.wrong-passphrase')
    expect(await codeOf(() => openSlot(right, slot, 'B'))).toBe('case.keys-altered')
    expect(await codeOf(() => openSlot(right, { ...slot, ct: other.ct }, 'A'))).toBe(
      'case.keys-altered',
    )
    expect(await codeOf(() => openSlot(right, { ...slot, ct: '' }, 'A'))).toBe('case.keys-altered')
    expect(await codeOf(() => openSlot(right, { ...slot, nonce: other.nonce }, 'A'))).toBe(
      'case.keys-altered',
    )
    await expect(openSlot(bytes('山路'), slot, 'A')).rejects.toMatchObject({ code: 'locked' })
  })

  test('the wrapping key and the commitment are two different halves', async () => {
    const { wrap, commit } = await derive(bytes(PASSPHRASE), Buffer.alloc(16, 1), QUICK)
    expect([wrap.length, commit.length]).toEqual([32, 32])
    expect(wrap.equals(commit)).toBe(false)
  })

  test('a stored cost that protects nothing or stops the machine is not a slot', async () => {
    const slot = await makeSlot(bytes(PASSPHRASE), bytes('secret'), 'A', QUICK)
    const withKdf = (kdf: object): unknown => ({ ...slot, kdf: { ...slot.kdf, ...kdf } })
    expect(Slot.safeParse(withKdf({})).success).toBe(true)
    for (const kdf of [
      { m: 8191 },
      { m: 1_048_577 },
      { t: 0 },
      { t: 1000 },
      { p: 0 },
      { p: 64 },
      { alg: 'argon2d' },
      { salt: '' },
      { more: 1 },
    ]) {
      expect([kdf, Slot.safeParse(withKdf(kdf)).success]).toEqual([kdf, false])
    }
  })
})

describe('the bundle', () => {
  /** A person's public age recipient and the identity that his passphrase gives. */
  async function holderOf(id: string): Promise<{ readonly enc: string; readonly age: string }> {
    const holder = { caseId: 'c', id }
    const made = await makeMemberKeys(holder, bytes(PASSPHRASE), QUICK)
    const { age } = await openMemberSecret(holder, made, bytes(PASSPHRASE))
    return { enc: made.enc, age }
  }

  test('opens for each of its recipients and for nobody else', async () => {
    const keys = makeKeys()
    const [first, second, stranger] = [
      await holderOf('A'),
      await holderOf('B'),
      await holderOf('C'),
    ]
    const bundle = await sealBundle(keys, [first.enc, second.enc])
    expect(await openBundle(bundle, first.age)).toEqual(keys)
    expect(await openBundle(bundle, second.age)).toEqual(keys)
    expect(await codeOf(() => openBundle(bundle, stranger.age))).toBe('case.keys-altered')
    expect(await codeOf(() => openBundle(bundle, 'AGE-SECRET-KEY-1MISTYPED'))).toBe(
      'case.keys-altered',
    )
  })

  test('a mistyped key is in no error', async () => {
    const failure = await openBundle('', 'AGE-SECRET-KEY-1MISTYPED').catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(Failure)
    expect(failure instanceof Failure && failure.cause).toBeUndefined()
  })

  test('a slot does not open beside other public keys, or in another case', async () => {
    const holder = { caseId: 'c', id: 'A' }
    const made = await makeMemberKeys(holder, bytes(PASSPHRASE), QUICK)
    const other = await makeMemberKeys(holder, bytes(PASSPHRASE), QUICK)
    const right = bytes(PASSPHRASE)
    const moved = { ...holder, caseId: 'd' }
    expect(await codeOf(() => openMemberSecret(moved, made, right))).toBe('case.keys-altered')
    for (const change of [{ enc: other.enc }, { sign: other.sign }]) {
      expect(await codeOf(() => openMemberSecret(holder, { ...made, ...change }, right))).toBe(
        'case.keys-altered',
      )
    }
  })
})
