import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { Decrypter } from 'age-encryption'
import { describe, expect, test } from 'vitest'

import { keepOffered, offerSheet, printedSheet } from '#db/case-sheet.ts'
import { groupsOf, makeSheet, readSheet } from '#db/engine/keys/sheet.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import { openCaseWithSheet } from '#db/open-case.ts'
import { PASSPHRASE, QUICK, testHost } from '#tests/fixtures/case.ts'
import {
  bytes,
  closeAtEnd,
  codeOf,
  firstMember,
  keptSheet,
  keyedCase,
  openAs,
  SECOND,
} from '#tests/fixtures/keys.ts'

const CHARSET = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'

function wide(text: string): string {
  return text.replaceAll(/[!-~]/g, (sign) =>
    String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0),
  )
}

describe('what is printed', () => {
  test('is fifteen groups, and is read back in any width, case and spacing', async () => {
    const sheet = await makeSheet()
    const groups = groupsOf(sheet)
    expect(groups.map(({ length }) => length)).toEqual([...Array.from({ length: 14 }, () => 4), 2])
    for (const typed of [
      groups.join(' '),
      groups.join(''),
      groups.join('-').toLowerCase(),
      sheet.identity,
      `age-secret-key-1 ${groups.join(' ')}`,
      wide(groups.join(' ')),
      ` ${groups.join('\n')} `,
    ]) {
      expect(await readSheet(bytes(typed))).toEqual(sheet)
    }
  })

  test('one sign wrong anywhere fails the checksum; a sign lost or added is counted', async () => {
    const { identity } = await makeSheet()
    const signs = identity.slice(16)
    for (let at = 0; at < signs.length; at += 1) {
      const other = CHARSET[(CHARSET.indexOf(signs[at] ?? '') + 1 + (at % 31)) % 32] ?? ''
      const typed = signs.slice(0, at) + other + signs.slice(at + 1)
      if (typed === signs) continue
      expect(await codeOf(() => readSheet(bytes(typed)))).toBe('keys.sheet-mistyped')
    }
    await expect(readSheet(bytes(signs.slice(1)))).rejects.toMatchObject({
      reasons: [{ code: 'keys.sheet-incomplete', about: ['57', '58'] }],
    })
    expect(await codeOf(() => readSheet(bytes(`${signs}Q`)))).toBe('keys.sheet-incomplete')
    expect(await codeOf(() => readSheet(bytes('')))).toBe('keys.sheet-incomplete')
    expect(await codeOf(() => readSheet(bytes('B'.repeat(58))))).toBe('keys.sheet-mistyped')
  })

  test('what went wrong never repeats what was typed', async () => {
    const { identity } = await makeSheet()
    const typed = `${identity.slice(0, -1)}B`
    const error = await readSheet(bytes(typed)).catch((caught: unknown) => caught)
    expect(error instanceof Error && `${error.message} ${String(error.cause)}`).not.toContain(
      identity.slice(20, 40),
    )
  })
})

describe('a sheet counts', () => {
  test('once three groups of it were typed back', async () => {
    const { opened } = await keyedCase()
    const { folder } = opened
    expect(opened.keysFile.recovery).toBeNull()
    const offered = await offerSheet(opened, null)
    const [{ groups, asked } = { groups: [], asked: [] }] = printedSheet(opened, offered).papers
    expect(new Set(asked).size).toBe(3)
    const right = asked.map((place) => groups[place] ?? '')
    for (const typed of [[], ['', '', ''], right.slice(0, 2), ['QQQQ', ...right.slice(1)]]) {
      expect(await codeOf(() => keepOffered(opened, offered, typed))).toBe('keys.groups-differ')
    }
    const memberId = firstMember(folder)
    const given = { folder, memberId, sheet: bytes(groups.join('')), passphrase: bytes(SECOND) }
    expect(await codeOf(() => openCaseWithSheet(given, testHost()))).toBe('keys.no-sheet')

    const kept = await keepOffered(
      opened,
      offered,
      right.map((group) => group.toLowerCase()),
    )
    expect(kept.recovery).toBe(offered.sheet.recipient)
    expect(await codeOf(() => offerSheet({ ...opened, keys: null }, null))).toBe(
      'keys.passphrase-first',
    )
  })

  test('and then opens the case for a member, who sets a new passphrase', async () => {
    const { opened } = await keyedCase()
    const { typed } = await keptSheet(opened)
    await opened.service.close()
    const { folder, memberId } = opened
    const given = { folder, memberId, passphrase: bytes(SECOND), cost: QUICK }

    const other = groupsOf(await makeSheet()).join(' ')
    const open = (sheet: string, change = {}): Promise<string> =>
      codeOf(() => openCaseWithSheet({ ...given, sheet: bytes(sheet), ...change }, testHost()))
    expect(await open(other)).toBe('keys.sheet-of-other')
    expect(await open(typed.slice(1))).toBe('keys.sheet-incomplete')
    expect(await open(typed, { passphrase: bytes('123456789012') })).toBe('passphrase.common')
    expect(await open(typed, { memberId: 'nobody' })).toBe('case.unknown-member')
    expect(await openAs(folder, memberId, PASSPHRASE)).toBe('林若川 leader')

    const again = await openCaseWithSheet({ ...given, sheet: bytes(typed) }, testHost())
    await again.service.close()
    expect(await openAs(folder, memberId, SECOND)).toBe('林若川 leader')
    expect(await codeOf(() => openAs(folder, memberId, PASSPHRASE))).toBe('case.wrong-passphrase')
  })

  test('until another one does: the old one is told from a wrong one', async () => {
    const { opened } = await keyedCase()
    const first = await keptSheet(opened)
    const second = await keptSheet(first.after, bytes(PASSPHRASE))
    expect(await codeOf(() => offerSheet(second.after, bytes(SECOND)))).toBe(
      'case.wrong-passphrase',
    )
    await opened.service.close()
    const { folder, memberId } = opened
    const given = { folder, memberId, passphrase: bytes(SECOND), cost: QUICK }
    expect(
      await codeOf(() => openCaseWithSheet({ ...given, sheet: bytes(first.typed) }, testHost())),
    ).toBe('keys.sheet-of-other')
    const again = await openCaseWithSheet({ ...given, sheet: bytes(second.typed) }, testHost())
    closeAtEnd(again)
  })

  test('and changes nothing of a case that is open elsewhere', async () => {
    const { opened } = await keyedCase()
    const { typed } = await keptSheet(opened)
    const { folder, memberId } = opened
    const before = readFileSync(join(folder, 'keys.json'))
    const given = { folder, memberId, sheet: bytes(typed), passphrase: bytes(SECOND), cost: QUICK }
    expect(await codeOf(() => openCaseWithSheet(given, testHost()))).toBe('case.open-elsewhere')
    expect(readFileSync(join(folder, 'keys.json')).equals(before)).toBe(true)
  })
})

test('the procedure on the sheet reads the case with age and SQLCipher alone', async () => {
  const { opened } = await keyedCase()
  const { typed, after } = await keptSheet(opened)
  await opened.service.close()
  const { bundle, db } = JSON.parse(readFileSync(join(opened.folder, 'keys.json'), 'utf8'))
  const age = new Decrypter()
  age.addIdentity(`AGE-SECRET-KEY-1${typed.replaceAll(' ', '')}`)
  const keys = JSON.parse(await age.decrypt(Buffer.from(bundle, 'base64'), 'text'))
  const key = Buffer.from(keys.db, 'base64')
  expect([key.length, db]).toEqual([48, after.keysFile.db])
  const handle = openDatabase(join(opened.folder, db), key)
  expect(handle.prepare('select title from caseFile').pluck().get()).toBe('云岭省案卷')
  handle.close()
})

test('a practice case has no sheet', async () => {
  const { opened } = await keyedCase(true)
  expect(await codeOf(() => offerSheet(opened, null))).toBe('keys.practice-has-none')
})
