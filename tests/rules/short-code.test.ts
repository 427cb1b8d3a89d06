import { createHash } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { Failure } from '#db/kernel/failure.ts'
import { readShortCode, shortCodeOf } from '#db/verify/rules.ts'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

function reasonsOf(typed: string): readonly (readonly [string, readonly string[]])[] {
  try {
    readShortCode(typed)
  } catch (error) {
    if (error instanceof Failure) return error.reasons.map(({ code, about = [] }) => [code, about])
    throw error
  }
  return []
}

describe('a short code', () => {
  test('is twelve groups of four signs that are not taken for each other', () => {
    for (let at = 0; at < 200; at += 1) {
      expect(shortCodeOf(hashOf(`${at}`))).toMatch(/^([2-9A-HJKMNP-Z]{4} ){11}[2-9A-HJKMNP-Z]{4}$/)
    }
  })

  test('stays the same from version to version', () => {
    expect(shortCodeOf('0'.repeat(64))).toBe(
      Array.from({ length: 12 }, (_, group) => `222${SIGNS.charAt((5 * (group + 1)) % 31)}`).join(
        ' ',
      ),
    )
  })

  test('is read back to the first 44 digits, however it was typed', () => {
    for (const hash of ['0'.repeat(64), 'f'.repeat(64), hashOf('一'), hashOf('二')]) {
      const code = shortCodeOf(hash)
      const full = code.replaceAll(/[!-~]/g, (sign) =>
        String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0),
      )
      for (const typed of [code, code.toLowerCase(), code.replaceAll(' ', '-'), ` ${full}\n`]) {
        expect(readShortCode(typed)).toBe(hash.slice(0, 44))
      }
    }
  })

  test('tells the group of every single mistake', () => {
    const code = shortCodeOf(hashOf('三')).replaceAll(' ', '')
    for (let at = 0; at < code.length; at += 1) {
      for (const sign of SIGNS) {
        if (sign === code.charAt(at)) continue
        const typed = code.slice(0, at) + sign + code.slice(at + 1)
        expect(reasonsOf(typed)).toEqual([
          ['verify.code-mistyped', [String(Math.floor(at / 4) + 1)]],
        ])
      }
    }
  })

  test('tells neighbours that changed places, and groups that did', () => {
    const groups = shortCodeOf(hashOf('四')).split(' ')
    for (const [place, group] of groups.entries()) {
      for (let at = 0; at < 3; at += 1) {
        const [a, b] = [group.charAt(at), group.charAt(at + 1)] as const
        if (a === b) continue
        const turned = group.slice(0, at) + b + a + group.slice(at + 2)
        expect(reasonsOf(groups.with(place, turned).join(''))).toEqual([
          ['verify.code-mistyped', [String(place + 1)]],
        ])
      }
    }
    const [first = '', second = ''] = groups
    expect(reasonsOf(groups.with(0, second).with(1, first).join(' '))).toEqual([
      ['verify.code-mistyped', ['1', '2']],
    ])
  })

  test('with signs that are in none, and with too few or too many, is refused', () => {
    const code = shortCodeOf(hashOf('五'))
    expect(reasonsOf(`0${code.slice(1)}`)).toEqual([['verify.code-mistyped', ['1']]])
    expect(reasonsOf(code.slice(1))).toEqual([['verify.code-incomplete', ['47', '48']]])
    expect(reasonsOf(`${code}2`)).toEqual([['verify.code-incomplete', ['49', '48']]])
    expect(reasonsOf('')).toEqual([['verify.code-incomplete', ['0', '48']]])
  })
})
