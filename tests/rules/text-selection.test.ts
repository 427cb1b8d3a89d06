import { describe, expect, test } from 'vitest'

import { chosenAfter, chosenBetween, spanOf } from '#renderer/opinion/text-selection.ts'

const TEXT = '跑了四趟，章盖歪了👩‍🌾。'

describe('a part of the words', () => {
  test('is chosen by keys, character by character or clause by clause', () => {
    const shift = (key: string) => ({ key, shiftKey: true })
    const first = chosenAfter(TEXT, undefined, shift('ArrowRight'))
    expect(first).toEqual({ anchor: 0, head: 0 })
    expect(chosenAfter(TEXT, first, shift('ArrowRight'))).toEqual({ anchor: 0, head: 1 })
    expect(chosenAfter(TEXT, first, shift('ArrowDown'))).toEqual({ anchor: 0, head: 3 })
    expect(chosenAfter(TEXT, { anchor: 5, head: 6 }, shift('ArrowDown'))).toEqual({
      anchor: 5,
      head: 9,
    })
    expect(chosenAfter(TEXT, { anchor: 5, head: 6 }, shift('ArrowUp'))).toEqual({
      anchor: 5,
      head: 3,
    })
    const moved = chosenAfter(TEXT, { anchor: 0, head: 3 }, { key: 'ArrowLeft', shiftKey: false })
    expect(moved).toEqual({ anchor: 2, head: 2 })
    expect(chosenAfter(TEXT, { anchor: 2, head: 2 }, shift('End'))).toEqual({ anchor: 2, head: 10 })
    expect(chosenAfter(TEXT, undefined, shift('x'))).toBeUndefined()
  })

  test('never leaves the text', () => {
    const left = { key: 'ArrowLeft', shiftKey: false }
    expect(chosenAfter(TEXT, { anchor: 0, head: 0 }, left)).toEqual({ anchor: 0, head: 0 })
    const right = { key: 'ArrowRight', shiftKey: false }
    expect(chosenAfter(TEXT, { anchor: 10, head: 10 }, right)).toEqual({ anchor: 10, head: 10 })
  })

  test('is a span of Unicode characters that cuts none in two (INV-8)', () => {
    expect(spanOf(TEXT, { anchor: 3, head: 0 })).toEqual({ fromChar: 0, toChar: 4 })
    // The herdswoman is one character to a reader, three of Unicode, five units of a page.
    expect(spanOf(TEXT, { anchor: 9, head: 9 })).toEqual({ fromChar: 9, toChar: 12 })
    expect(spanOf(TEXT, { anchor: 9, head: 10 })).toEqual({ fromChar: 9, toChar: 13 })
  })

  test('is chosen by the mouse between two places of the page', () => {
    expect(chosenBetween(TEXT, 0, 4)).toEqual({ anchor: 0, head: 3 })
    expect(chosenBetween(TEXT, 11, 12)).toEqual({ anchor: 9, head: 9 })
    expect(chosenBetween(TEXT, 4, 4)).toBeUndefined()
  })
})
