import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'
import { z } from 'zod'

import {
  addMember,
  changeOwnKeyFile,
  changeOwnPassphrase,
  describeKeys,
  type OwnKey,
  removeMember,
} from '#db/case-keys.ts'
import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { inspectCase } from '#db/engine/inspect-case.ts'
import { KEY_FILE_BYTES, makeKeyFile, markOf, readKeyFile } from '#db/engine/keys/key-file.ts'
import { readKeys } from '#db/engine/keys/keys-file.ts'
import { makeSlot, openSlot, Slot } from '#db/engine/keys/slot.ts'
import { openCaseWithSheet } from '#db/open-case.ts'
import { PASSPHRASE, QUICK, testFolder, testHost } from '#tests/fixtures/case.ts'
import {
  bytes,
  codeOf,
  keptSheet,
  type KeyedCase,
  keyedCase,
  openAs,
  SECOND,
  withSecond,
} from '#tests/fixtures/keys.ts'

const RIGHT = Buffer.alloc(KEY_FILE_BYTES, 7)
const WRONG = Buffer.alloc(KEY_FILE_BYTES, 8)

type Guarded = KeyedCase & { readonly sheet: string; readonly own: OwnKey }

/** A case with a sheet whose first member's slot needs the key file RIGHT. */
async function guardedCase(): Promise<Guarded> {
  const { opened, host } = await keyedCase()
  const { after, typed } = await keptSheet(opened)
  const keysFile = await changeOwnKeyFile(after, { passphrase: bytes(PASSPHRASE) }, RIGHT, QUICK)
  const own = { passphrase: bytes(PASSPHRASE), keyFile: RIGHT }
  return { opened: { ...after, keysFile }, host, sheet: typed, own }
}

function open(folder: string, passphrase: string, keyFile?: Uint8Array): Promise<string> {
  return codeOf(() => unlockCaseFolder(folder, 'id000002', bytes(passphrase), keyFile))
}

describe('a slot that needs a key file', () => {
  test('opens with both only, and tells the missing file, the wrong file and the wrong passphrase apart', async () => {
    const slot = await makeSlot(bytes(PASSPHRASE), bytes('secret'), 'A', QUICK, RIGHT)
    const right = bytes(PASSPHRASE)
    expect((await openSlot(right, slot, 'A', RIGHT)).toString()).toBe('secret')
    expect(await codeOf(() => openSlot(right, slot, 'A'))).toBe('keys.key-file-needed')
    expect(await codeOf(() => openSlot(right, slot, 'A', WRONG))).toBe('keys.key-file-wrong')
    expect(await codeOf(() => openSlot(right, slot, 'A', Buffer.alloc(31)))).toBe(
      'keys.key-file-unfit',
    )
    expect(await codeOf(() => openSlot(bytes(SECOND), slot, 'A', RIGHT))).toBe(
      'case.wrong-passphrase',
    )
  })

  test('does not open by leaving out that it needs one', async () => {
    const slot = await makeSlot(bytes(PASSPHRASE), bytes('secret'), 'A', QUICK, RIGHT)
    const { keyFile: _mark, ...without } = slot
    expect(Slot.safeParse(without).success).toBe(true)
    expect(await codeOf(() => openSlot(bytes(PASSPHRASE), without, 'A', RIGHT))).toBe(
      'case.wrong-passphrase',
    )
    const plain = await makeSlot(bytes(PASSPHRASE), bytes('secret'), 'A', QUICK)
    expect((await openSlot(bytes(PASSPHRASE), plain, 'A', RIGHT)).toString()).toBe('secret')
  })

  test('knows the file by a mark that differs from slot to slot and is not the file', () => {
    const marks = [1, 2].map((salt) => markOf(RIGHT, Buffer.alloc(16, salt)))
    expect(marks.map(({ length }) => length)).toEqual([16, 16])
    expect(marks[0]?.equals(marks[1] ?? Buffer.alloc(0))).toBe(false)
    expect(RIGHT.includes(marks[0] ?? RIGHT)).toBe(false)
  })
})

describe('a key file on the disk', () => {
  test('is 32 random bytes, and never made over another file', () => {
    const path = join(testFolder(), 'usb.xdkey')
    makeKeyFile(path)
    const first = readKeyFile(path)
    expect(first).toHaveLength(KEY_FILE_BYTES)
    expect(() => makeKeyFile(path)).toThrow('keys.key-file-taken')
    expect(readFileSync(path).equals(first)).toBe(true)
    const other = join(testFolder(), 'usb.xdkey')
    makeKeyFile(other)
    expect(readKeyFile(other).equals(first)).toBe(false)
  })

  test.skipIf(process.platform === 'win32')('is for its owner', () => {
    const path = join(testFolder(), 'usb.xdkey')
    makeKeyFile(path)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('of another length, gone, or a folder is told', () => {
    const folder = testFolder()
    const path = join(folder, 'usb.xdkey')
    expect(() => readKeyFile(path)).toThrow('keys.key-file-gone')
    for (const length of [0, 31, 33, 4096]) {
      writeFileSync(path, Buffer.alloc(length))
      expect(() => readKeyFile(path)).toThrow('keys.key-file-unfit')
    }
    expect(() => readKeyFile(folder)).toThrow('keys.key-file-unfit')
    expect(() => makeKeyFile(join(folder, 'none', 'usb.xdkey'))).toThrow('case.read-only-place')
  })
})

describe('a member whose key needs a key file', () => {
  test('opens the case with both; without the file the database is not even looked at', async () => {
    const { opened } = await guardedCase()
    const { folder } = opened
    expect((await describeKeys(opened)).members).toMatchObject([{ keyFile: true }])
    await opened.service.close()
    expect(inspectCase(folder).members).toMatchObject([{ id: 'id000002', keyFile: true }])
    expect(await open(folder, PASSPHRASE, RIGHT)).toBe('done')
    writeFileSync(join(folder, 'case-1.db'), 'no database')
    expect(await open(folder, PASSPHRASE)).toBe('keys.key-file-needed')
    expect(await open(folder, PASSPHRASE, WRONG)).toBe('keys.key-file-wrong')
    expect(await open(folder, SECOND, RIGHT)).toBe('case.wrong-passphrase')
  })

  test('keeps it when his passphrase changes, and needs it for every step on the keys', async () => {
    const { opened, host, own } = await guardedCase()
    const { folder } = opened
    const passphrase = bytes(PASSPHRASE)
    const next = bytes(SECOND)
    const added = { name: '周望舒', role: 'deputy', newPassphrase: next, cost: QUICK } as const
    for (const step of [
      () => changeOwnPassphrase(opened, { passphrase }, next, QUICK),
      () => changeOwnKeyFile(opened, { passphrase }, null, QUICK),
      () => addMember(opened, { ...added, passphrase }, host),
      () => removeMember(opened, { memberId: 'x', passphrase }, host, () => Promise.resolve()),
    ]) {
      expect(await codeOf(step)).toBe('keys.key-file-needed')
    }
    const { after, id } = await withSecond({ opened, host }, own)
    await changeOwnPassphrase(after, own, bytes('雪线 驼铃 沙枣 毡房 渠水 麦垄'), QUICK)
    await after.service.close()
    expect(await open(folder, '雪线 驼铃 沙枣 毡房 渠水 麦垄')).toBe('keys.key-file-needed')
    expect(await open(folder, '雪线 驼铃 沙枣 毡房 渠水 麦垄', RIGHT)).toBe('done')
    // The others have none, and need none.
    expect(await openAs(folder, id, SECOND)).toBe('周望舒 deputy')
  })

  test('can take another file, or none again', async () => {
    const { opened, own } = await guardedCase()
    const { folder } = opened
    await opened.service.close()
    const changed = await changeOwnKeyFile(opened, own, WRONG, QUICK)
    expect(await open(folder, PASSPHRASE, RIGHT)).toBe('keys.key-file-wrong')
    expect(await open(folder, PASSPHRASE, WRONG)).toBe('done')
    await changeOwnKeyFile(
      { ...opened, keysFile: changed },
      { ...own, keyFile: WRONG },
      null,
      QUICK,
    )
    expect(await open(folder, PASSPHRASE)).toBe('done')
  })

  test('asks for a recovery sheet first, which opens the case when the file is lost', async () => {
    const { opened } = await keyedCase()
    const own = { passphrase: bytes(PASSPHRASE) }
    expect(await codeOf(() => changeOwnKeyFile(opened, own, RIGHT, QUICK))).toBe('keys.sheet-first')
    const guarded = await guardedCase()
    const { folder, memberId } = guarded.opened
    await guarded.opened.service.close()
    const given = { folder, memberId, sheet: bytes(guarded.sheet), passphrase: bytes(SECOND) }
    const again = await openCaseWithSheet({ ...given, cost: QUICK }, testHost())
    await again.service.close()
    expect(await open(folder, SECOND)).toBe('done')
    expect(readKeys(folder).file.fmt).toBe('xundu-keys/1')
  })
})

test('an app that knows no key files finds a newer format that is whole, and takes back none it knows', async () => {
  const { opened, own } = await guardedCase()
  const { folder } = opened
  await opened.service.close()
  const Older = z.object({ fmt: z.string(), sum: z.string() })
  const written = Older.parse(JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')))
  // What the first version asked of a newer file: a higher number, and the sum over all the rest.
  expect(Number(/^xundu-keys\/(\d{1,4})$/.exec(written.fmt)?.[1])).toBe(2)
  expect(readKeys(folder).stale).toEqual([])
  const changed = await changeOwnKeyFile(opened, own, null, QUICK)
  expect(changed.fmt).toBe('xundu-keys/1')
})
