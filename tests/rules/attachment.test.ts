import { describe, expect, test } from 'vitest'

import { acceptFile, LARGEST_ATTACHMENT } from '#db/attachment/rules/accept.ts'
import { attachmentKinds } from '#db/attachment/rules/kinds.ts'
import { HEAD_BYTES, sniff } from '#db/attachment/rules/sniff.ts'
import { randomFrom } from '#db/kernel/random.ts'

const box = (brand: string) => `\u0000\u0000\u0000\u0018ftyp${brand}\u0000\u0000`

/** How a file begins whose name ends so. */
const beginnings: Readonly<Record<string, string>> = {
  jpg: '\u00FF\u00D8\u00FF\u00E1',
  jpeg: '\u00FF\u00D8\u00FF\u00E0',
  png: '\u0089PNG\r\n\u001A\n',
  gif: 'GIF89a',
  webp: 'RIFF\u0010\u0000\u0000\u0000WEBPVP8 ',
  pdf: '%PDF-1.7\n',
  docx: 'PK\u0003\u0004\u0014\u0000',
  xlsx: 'PK\u0003\u0004\u0014\u0000',
  txt: 'Window 3 was closed at noon.\r\n',
  mp3: 'ID3\u0004\u0000',
  m4a: box('M4A '),
  wav: 'RIFF\u0010\u0000\u0000\u0000WAVEfmt ',
  ogg: 'OggS\u0000\u0002',
  mp4: box('isom'),
  webm: '\u001AE\u00DF\u00A3\u0001B\u0082\u0084webm',
}

/** What is never taken, whatever its name is. */
const forbidden: readonly (readonly [what: string, begins: string, code: string])[] = [
  ['a program of Windows', 'MZ\u0090\u0000', 'is-program'],
  ['a program of Linux', '\u007FELF\u0002', 'is-program'],
  ['a program of macOS', '\u00CF\u00FA\u00ED\u00FE', 'is-program'],
  ['a script', '#!/bin/sh\n', 'is-program'],
  ['a script behind a byte order mark', '\u00EF\u00BB\u00BF#!/bin/sh\n', 'is-program'],
  ['a web page', ' \n<!DOCTYPE html><script>', 'is-page'],
  ['a vector picture', '<svg xmlns="http://www.w3.org/2000/svg">', 'is-page'],
  ['XML', '<?xml version="1.0"?><svg/>', 'is-page'],
  ['a RAR archive', 'Rar!\u001A\u0007\u0001', 'is-archive'],
  ['a 7z archive', '7z\u00BC\u00AF\u0027\u001C', 'is-archive'],
  ['a gzip archive', '\u001F\u008B\u0008', 'is-archive'],
  ['an empty zip', 'PK\u0005\u0006', 'is-archive'],
  ['a photo of the kind HEIC', box('heic'), 'is-heic'],
  ['an old document', '\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1', 'is-old-office'],
]

describe('a file whose name and content agree', () => {
  test('has a beginning here for each kind', () => {
    expect(Object.keys(beginnings).toSorted()).toEqual([...attachmentKinds.keys()].toSorted())
  })

  test.each([...attachmentKinds])('is taken: .%s', (ending, kind) => {
    const begins = beginnings[ending] ?? ''
    expect(offer(`现场.${ending}`, begins)).toEqual({ kind: 'allowed', value: kind })
    expect(offer(`现场.${ending.toUpperCase()}`, begins).kind).toBe('allowed')
  })

  test('is taken as sound when a recorder wrote no brand of sound', () => {
    expect(offer('谈话.m4a', box('mp42'))).toMatchObject({ value: { view: 'sound' } })
  })

  test('is taken as MPEG audio without a tag, and UTF-16 is not mistaken for it', () => {
    expect(sniff(bytesOf('\u00FF\u00FB\u0090'))).toBe('mp3')
    expect(sniff(bytesOf('\u00FF\u00FEa\u0000'))).toBe('unknown')
  })

  test('is taken as text in either encoding of Chinese', () => {
    const utf8 = new TextEncoder().encode('三号窗口中午没有人')
    expect(sniff(utf8)).toBe('text')
    expect(sniff(Uint8Array.from([0xc8, 0xfd, 0xba, 0xc5]))).toBe('text')
  })
})

describe('a file whose name says otherwise', () => {
  const crossed = [...attachmentKinds].flatMap(([ending, { content }]) =>
    [...attachmentKinds].flatMap(([other, kind]) =>
      kind.content === content ? [] : [[ending, other] as const],
    ),
  )

  test.each(crossed)('is refused: .%s that holds %s', (ending, other) => {
    expect(codeOf(offer(`a.${ending}`, beginnings[other] ?? ''))).toBe('unlike-its-name')
  })

  test.each(forbidden)('is refused with its own sentence: %s', (_what, begins, code) => {
    for (const ending of ['jpg', 'txt', 'docx', 'exe', 'zip', '']) {
      expect(codeOf(offer(`a.${ending}`, begins))).toBe(code)
    }
  })

  test.each(['docm', 'xlsm', 'DOTM'])('is refused: macros, .%s', (ending) => {
    expect(codeOf(offer(`a.${ending}`, beginnings['docx'] ?? ''))).toBe('has-macros')
  })

  test('is refused when it is a zip or nothing known', () => {
    expect(codeOf(offer('a.zip', beginnings['docx'] ?? ''))).toBe('is-archive')
    expect(codeOf(offer('a.avi', 'RIFF\u0000\u0000\u0000\u0000AVI '))).toBe('unknown-kind')
    expect(codeOf(offer('jpg', beginnings['jpg'] ?? ''))).toBe('unknown-kind')
    expect(codeOf(offer('a.jpg.exe', beginnings['jpg'] ?? ''))).toBe('unknown-kind')
  })

  test.each(['a\u202Egpj.exe', 'a\u0000.jpg', 'a\n.jpg', 'a\u200B.jpg'])(
    'is refused when signs in it are not seen: %j',
    (name) => {
      expect(codeOf(offer(name, beginnings['jpg'] ?? ''))).toBe('misleading-name')
    },
  )
})

describe('the size of a file', () => {
  const head = bytesOf(beginnings['jpg'] ?? '')

  test('is at most 200 MB, and more than nothing', () => {
    expect(acceptFile({ name: 'a.jpg', bytes: LARGEST_ATTACHMENT, head }).kind).toBe('allowed')
    expect(acceptFile({ name: 'a.jpg', bytes: LARGEST_ATTACHMENT + 1, head })).toEqual({
      kind: 'refused',
      reasons: [{ code: 'attachment.too-large', about: ['a.jpg', '201 MB', '200 MB'] }],
    })
    expect(codeOf(acceptFile({ name: 'a.jpg', bytes: 0, head: head.subarray(0, 0) }))).toBe('empty')
  })
})

test('any bytes are told to be something, and no more of them are read than the beginning', () => {
  const random = randomFrom('attachment')
  for (let turn = 0; turn < 2000; turn += 1) {
    const bytes = Uint8Array.from({ length: random.whole(0, 80) }, () => random.whole(0, 255))
    expect(typeof sniff(bytes)).toBe('string')
  }
  const long = new Uint8Array(HEAD_BYTES + 1).fill(0x61)
  long[HEAD_BYTES] = 0
  expect(sniff(long)).toBe('text')
})

function offer(name: string, begins: string) {
  const head = bytesOf(begins)
  return acceptFile({ name, bytes: Math.max(1, head.length), head })
}

function codeOf(verdict: ReturnType<typeof acceptFile>): string | undefined {
  if (verdict.kind !== 'refused') return undefined
  return verdict.reasons[0]?.code.replace('attachment.', '')
}

function bytesOf(latin: string): Uint8Array {
  return Uint8Array.from(latin, (sign) => sign.codePointAt(0) ?? 0)
}
