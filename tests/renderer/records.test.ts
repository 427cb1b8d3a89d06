import { expect, test } from 'vitest'

import { differingFields } from '#renderer/records/draft-words.ts'
import { nextGap } from '#renderer/records/field.tsx'
import { gridStep } from '#renderer/records/grid-keys.ts'
import { PAGE_ROWS, pageOffsets } from '#renderer/records/record-pages.ts'
import { strokeName } from '#renderer/records/use-page-keys.ts'

test.each([
  ['ArrowDown', -1, { to: 0 }],
  ['ArrowDown', 9, { to: 9 }],
  ['ArrowUp', 0, { to: 0 }],
  ['PageDown', 2, { to: 9 }],
  ['End', 0, { to: 9 }],
  ['Home', 9, { to: 0 }],
  ['Enter', 3, 'open'],
  [' ', 3, 'open'],
  ['Enter', -1, undefined],
  ['Escape', 3, 'close'],
  ['x', 3, undefined],
] as const)('%s on row %i of ten', (key, active, step) => {
  expect(gridStep(key, active, 10)).toEqual(step)
})

test('an empty list has nowhere to go', () => {
  expect(gridStep('ArrowDown', -1, 0)).toBe(undefined)
})

test('only the pages that hold the rows on screen are asked for', () => {
  expect(pageOffsets(0, 30, 900)).toEqual([0])
  expect(pageOffsets(190, 230, 900)).toEqual([0, PAGE_ROWS])
  expect(pageOffsets(880, 950, 900)).toEqual([4 * PAGE_ROWS])
  expect(pageOffsets(0, 10, 0)).toEqual([])
})

test('F8 walks the gaps round and round', () => {
  const fields = ['unitId', 'what', 'source']
  expect(nextGap(fields, undefined, 1)).toBe('unitId')
  expect(nextGap(fields, 'source', 1)).toBe('unitId')
  expect(nextGap(fields, 'unitId', -1)).toBe('source')
  expect(nextGap(fields, 'solved', -1)).toBe('source')
  expect(nextGap([], undefined, 1)).toBe(undefined)
})

test('strokes are named by what is held and the key', () => {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  expect(strokeName({ ...none, key: 'F8', shiftKey: true })).toBe('shift+f8')
  expect(strokeName({ ...none, key: 'S', ctrlKey: true })).toBe('ctrl+s')
  expect(strokeName({ ...none, key: 's', metaKey: true })).toBe('ctrl+s')
})

test('a draft tells the fields in which it differs, in their order', () => {
  const left = { unitId: 'a', what: '', persons: [{ name: '周明' }] }
  expect(differingFields(left, { ...left, persons: [], what: '窗口' })).toEqual(['what', 'persons'])
  expect(differingFields(left, structuredClone(left))).toEqual([])
})
