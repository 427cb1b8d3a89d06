import { cpSync } from 'node:fs'
import { join } from 'node:path'

import { combine } from 'shamir-secret-sharing'
import { describe, expect, test } from 'vitest'

import { keepOffered, type OfferedSheet, offerSheet, printedSheet } from '#db/case-sheet.ts'
import { inspectCase } from '#db/engine/inspect-case.ts'
import { readKeys } from '#db/engine/keys/keys-file.ts'
import { makeSheet } from '#db/engine/keys/sheet.ts'
import { checksumOf, fromSigns, toSigns } from '#db/engine/keys/signs.ts'
import { joinSheets, type SheetPart, splitSheet } from '#db/engine/keys/split-sheet.ts'
import { type OpenedCase, openCaseWithSheet } from '#db/open-case.ts'
import { PASSPHRASE, QUICK, testFolder, testHost } from '#tests/fixtures/case.ts'
import {
  askedOf,
  bytes,
  codeOf,
  keptSheet,
  keyedCase,
  openAs,
  SECOND,
  textsOf,
} from '#tests/fixtures/keys.ts'

const CHARSET = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'

function typed({ groups }: SheetPart): Uint8Array {
  return bytes(groups.join(' '))
}

async function threeOf(): Promise<{ sheet: OfferedSheet['sheet']; parts: readonly SheetPart[] }> {
  const sheet = await makeSheet()
  return { sheet, parts: await splitSheet(sheet) }
}

describe('the signs', () => {
  test('say the vectors of BIP 173, and every byte string comes back', () => {
    expect(checksumOf('a', '')).toBe('2UEL5L')
    expect(
      checksumOf('split', 'checkupstagehandshakeupstreamerranterredcaperred'.toUpperCase()),
    ).toBe('2Y9E3W')
    for (const length of [0, 1, 4, 5, 32, 40]) {
      const given = Buffer.from(Array.from({ length }, (_, at) => (at * 77 + length) % 256))
      expect(fromSigns(toSigns(given))).toEqual(given)
    }
    expect(fromSigns('QB')).toBeUndefined()
  })
})

describe('a sheet in three', () => {
  test('comes back from any two of them, in either order, in any width, case and spacing', async () => {
    const { sheet, parts } = await threeOf()
    expect(parts.map(({ number }) => number)).toEqual([1, 2, 3])
    for (const part of parts) {
      expect(part.groups.map(({ length }) => length)).toEqual(Array.from({ length: 16 }, () => 4))
    }
    for (const one of parts) {
      for (const other of parts) {
        if (one === other) continue
        expect(await joinSheets(typed(one), typed(other))).toEqual(sheet)
        const lower = bytes(one.groups.join('-').toLowerCase())
        expect(await joinSheets(lower, typed(other))).toEqual(sheet)
      }
    }
  })

  test('one of them alone fits every secret: nothing of the sheet stands in it', async () => {
    const { sheet, parts } = await threeOf()
    const secret = fromSigns(sheet.identity.slice(16, 68))
    for (const { groups } of parts) {
      const all = fromSigns(groups.join(''))
      expect(all?.includes(secret?.subarray(0, 8) ?? '')).toBe(false)
      // With a second share of his own making, a holder gets whatever secret that share says.
      const share = Uint8Array.from(all?.subarray(3, 36) ?? [])
      const made = Uint8Array.from({ length: 33 }, (_, at) =>
        at < 32 ? at : ((share[32] ?? 0) % 255) + 1,
      )
      const found = await combine([share, made])
      expect(Buffer.from(found).equals(secret ?? Buffer.alloc(0))).toBe(false)
    }
  })

  test('one sign wrong anywhere, or one too few, is told with the field it is in', async () => {
    const { parts } = await threeOf()
    const [one, other] = parts
    if (!one || !other) throw new Error('there are three')
    const text = one.groups.join('')
    for (let at = 0; at < text.length; at += 1) {
      const sign = CHARSET[(CHARSET.indexOf(text[at] ?? '') + 1 + (at % 31)) % 32] ?? ''
      const wrong = bytes(text.slice(0, at) + sign + text.slice(at + 1))
      await expect(joinSheets(wrong, typed(other))).rejects.toMatchObject({
        reasons: [{ code: 'keys.part-mistyped', about: ['1'] }],
      })
    }
    await expect(joinSheets(typed(one), bytes('QQ'))).rejects.toMatchObject({
      reasons: [{ code: 'keys.part-incomplete', about: ['2', '2', '64'] }],
    })
  })

  test('the same sheet twice, or two of different sets, is told', async () => {
    const [mine, others] = [await threeOf(), await threeOf()]
    const [one] = mine.parts
    const [, two] = others.parts
    if (!one || !two) throw new Error('there are three')
    await expect(joinSheets(typed(one), typed(one))).rejects.toMatchObject({
      reasons: [{ code: 'keys.parts-same', about: ['1'] }],
    })
    expect(await codeOf(() => joinSheets(typed(one), typed(two)))).toBe('keys.parts-of-different')
  })
})

type SplitCase = { readonly opened: OpenedCase; readonly texts: readonly string[] }

async function splitCase(): Promise<SplitCase> {
  const { opened } = await keyedCase()
  const offered = await offerSheet(opened, null, { split: true })
  const keysFile = await keepOffered(opened, offered, askedOf(offered))
  return { opened: { ...opened, keysFile, keys: null }, texts: textsOf(offered) }
}

describe('a case whose sheet is split', () => {
  test('counts once two groups of each were typed back; which paper is wrong is told', async () => {
    const { opened } = await keyedCase()
    const offered = await offerSheet(opened, null, { split: true })
    const { papers } = printedSheet(opened, offered)
    expect(papers.map(({ asked }) => asked.length)).toEqual([2, 2, 2])
    expect(papers.every(({ check }) => /^[0-9a-f]{8}$/.test(check ?? ''))).toBe(true)
    const right = askedOf(offered)
    const wrong = right.map((group, at) => (at === 2 || at === 3 ? 'QQQQ' : group))
    await expect(keepOffered(opened, offered, wrong)).rejects.toMatchObject({
      reasons: [{ code: 'keys.part-differs', about: ['2'] }],
    })
    expect(readKeys(opened.folder).file.recovery).toBeNull()
    const kept = await keepOffered(opened, offered, right)
    expect(kept).toMatchObject({ fmt: 'xundu-keys/2', sheets: '2-of-3' })
    expect(inspectCase(opened.folder)).toMatchObject({ sheet: true, split: true })
  })

  test('opens with any two sheets on another machine, and not with one', async () => {
    const { opened, texts } = await splitCase()
    await opened.service.close()
    const { memberId } = opened
    for (const [first, second] of [
      [0, 1],
      [2, 0],
      [1, 2],
    ] as const) {
      const folder = join(testFolder(), 'moved.xundu')
      cpSync(opened.folder, folder, { recursive: true })
      const given = { folder, memberId, passphrase: bytes(SECOND), cost: QUICK }
      const sheet = bytes(texts[first] ?? '')
      expect(await codeOf(() => openCaseWithSheet({ ...given, sheet }, testHost()))).toBe(
        'keys.part-incomplete',
      )
      const secondSheet = bytes(texts[second] ?? '')
      const again = await openCaseWithSheet({ ...given, sheet, secondSheet }, testHost())
      await again.service.close()
      expect(await openAs(folder, memberId, SECOND)).toBe('林若川 leader')
    }
  })

  test('sheets of an earlier splitting are told, and a whole sheet can follow', async () => {
    const { opened, texts } = await splitCase()
    const { typed: whole, after } = await keptSheet(opened, bytes(PASSPHRASE))
    expect(after.keysFile.sheets).toBeUndefined()
    const offered = await offerSheet(after, bytes(PASSPHRASE), { split: true })
    const kept = await keepOffered(after, offered, askedOf(offered))
    expect(kept.gen).toBe(after.keysFile.gen + 1)
    await opened.service.close()
    const { folder, memberId } = opened
    const given = { folder, memberId, passphrase: bytes(SECOND), cost: QUICK }
    const [sheet, secondSheet] = texts.map(bytes)
    if (!sheet || !secondSheet) throw new Error('there are three')
    expect(
      await codeOf(() => openCaseWithSheet({ ...given, sheet, secondSheet }, testHost())),
    ).toBe('keys.sheet-of-other')
    expect(
      await codeOf(() => openCaseWithSheet({ ...given, sheet: bytes(whole) }, testHost())),
    ).toBe('keys.part-incomplete')
  })
})
