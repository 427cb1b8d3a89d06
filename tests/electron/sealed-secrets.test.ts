import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { KEY_FILE_BYTES } from '#db/engine/keys/key-file.ts'
import { makeSealPair, openSealed, seal } from '#electron/seal.ts'
import { keepSeals } from '#electron/sealed-secrets.ts'
import { testFolder } from '#tests/fixtures/case.ts'

const TEXT = '云岭秋风'
const LOST = 'call.seal-lost'

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

test('what is sealed opens with the key it was sealed to, and with no other', async () => {
  const [own, other] = [await makeSealPair(), await makeSealPair()]
  const sealed = await seal(TEXT, own.recipient)
  expect(Buffer.from(sealed.text).includes(TEXT)).toBe(false)
  expect(textOf(await openSealed(sealed, own.identity))).toBe(TEXT)
  await expect(openSealed(sealed, other.identity)).rejects.toThrow(LOST)
  const nothing = await seal('', own.recipient)
  expect(await openSealed(nothing, own.identity)).toHaveLength(0)
})

test('a message is opened once, for its work alone; afterwards its bytes are wiped', async () => {
  const seals = keepSeals()
  const to = await seals.makeRecipient()
  const message = {
    name: '周望舒',
    passphrase: await seal(TEXT, to),
    sheet: await seal('甲', to),
    secondSheet: null,
  }
  const held = await seals.opening(message, async (opened) => {
    expect([opened.name, textOf(opened.passphrase), textOf(opened.sheet)]).toEqual([
      '周望舒',
      TEXT,
      '甲',
    ])
    expect(opened.secondSheet).toBeNull()
    return [opened.passphrase, opened.sheet]
  })
  expect(held.map((bytes) => bytes.every((byte) => byte === 0))).toEqual([true, true])
  await expect(seals.opening(message, async () => 'again')).rejects.toThrow(LOST)
})

test('the bytes are wiped and the key is forgotten when the work fails', async () => {
  const seals = keepSeals()
  const message = { passphrase: await seal(TEXT, await seals.makeRecipient()) }
  let held: Uint8Array = new Uint8Array([1])
  const failing = seals.opening(message, async ({ passphrase }) => {
    held = passphrase
    throw new Error('full')
  })
  await expect(failing).rejects.toThrow('full')
  expect(held.every((byte) => byte === 0)).toBe(true)
  await expect(seals.opening(message, async () => 'again')).rejects.toThrow(LOST)
})

test('what was sealed to another process does not open, and no work is done', async () => {
  const other = await keepSeals().makeRecipient()
  const seals = keepSeals()
  await seals.makeRecipient()
  const message = { passphrase: await seal(TEXT, other) }
  let worked = false
  const opening = seals.opening(message, async () => (worked = true))
  await expect(opening).rejects.toThrow(LOST)
  expect(worked).toBe(false)
})

test('attempts that never came make room, the oldest first', async () => {
  const seals = keepSeals()
  const first = { passphrase: await seal(TEXT, await seals.makeRecipient()) }
  for (let more = 0; more < 15; more += 1) await seals.makeRecipient()
  const last = { passphrase: await seal(TEXT, await seals.makeRecipient()) }
  await expect(seals.opening(first, async () => 'opened')).rejects.toThrow(LOST)
  expect(await seals.opening(last, async () => 'opened')).toBe('opened')
})

test('a key file is read where it lies, for main alone and not for a page', async () => {
  const path = join(testFolder(), 'own.xdkey')
  writeFileSync(path, Buffer.alloc(KEY_FILE_BYTES, 7))
  const seals = keepSeals()
  const message = { keyFile: { keyFileAt: path } }
  const held = await seals.opening(message, async ({ keyFile }) => {
    expect([...keyFile]).toEqual(Array.from({ length: KEY_FILE_BYTES }, () => 7))
    return keyFile
  })
  expect(held.every((byte) => byte === 0)).toBe(true)
  expect(await seals.openingCall(message, async (given) => given)).toEqual(message)
})
