import fc from 'fast-check'
import { expect, test } from 'vitest'

import { splitNames } from '#db/intake/rules/names.ts'
import { guessStanding } from '#db/intake/rules/standing.ts'
import { bigramLikeness, nameSuggester, suggestNames } from '#db/intake/rules/suggest.ts'
import { cleanCell, cleanName, fullName, nameKey } from '#db/intake/rules/text.ts'

const units = ['池州市', '贵池区', '平岫县', '平木县', '龙坪县', '栖云市', '平岫县民政局']

test('the closest names come first, whatever their endings', () => {
  expect(suggestNames('平岫', units, 3)).toEqual(['平岫县', '平岫县民政局', '平木县'])
  expect(suggestNames('安徽省池州市贵池区', units, 1)).toEqual(['贵池区'])
  expect(suggestNames('栖云', units, 1)).toEqual(['栖云市'])
})

test('one wrong character of a short name is seen through', () => {
  expect(suggestNames('平秀县', units, 2)).toContain('平岫县')
})

test('a name that resembles none gets no suggestion', () => {
  expect(suggestNames('乌有乡', units, 5)).toEqual([])
  expect(suggestNames('', units, 5)).toEqual([])
})

test('many names are answered as one by one', () => {
  const suggest = nameSuggester(units)
  for (const name of ['平岫', '贵池', '龙平县']) {
    expect(suggest(name, 5)).toEqual(suggestNames(name, units, 5))
  }
})

test('likeness lies between 0 and 1 and does not depend on the order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const likeness = bigramLikeness(a, b)
      expect(likeness).toBeGreaterThanOrEqual(0)
      expect(likeness).toBeLessThanOrEqual(1)
      expect(bigramLikeness(b, a)).toBeCloseTo(likeness, 12)
      expect(bigramLikeness(a, a)).toBe(1)
    }),
  )
})

test.each([
  ['张三、李四', ['张三', '李四']],
  ['张\u3000三、李四', ['张三', '李四']],
  ['张 三 李 四', ['张三', '李四']],
  ['欧阳 修 张三', ['欧阳修', '张三']],
  ['张三，张三', ['张三']],
  ['张三；李四/王五', ['张三', '李四', '王五']],
  ['局党组集体；张三', ['局党组集体', '张三']],
  ['县民政局局长 王某', ['县民政局局长 王某']],
  ['John Smith; Ann', ['John Smith', 'Ann']],
  ['、', []],
])('the persons of %s', (cell, names) => {
  expect(splitNames(cell)).toEqual(names)
})

test('a cell is kept in one width, its Chinese punctuation as it is', () => {
  expect(cleanCell('\uFEFF　２０１４年Ａ组（“原话”），\u200B')).toBe('2014年A组（“原话”），')
  expect(cleanName('北　京')).toBe('北京')
  expect(cleanName('Foo Bar')).toBe('Foo Bar')
  expect(nameKey('Ａ县（市）')).toBe(nameKey('a县(市)'))
})

test('a unit stands under its place once', () => {
  expect(fullName('平岫县', '民政局')).toBe('平岫县民政局')
  expect(fullName('平岫县', '平岫县民政局')).toBe('平岫县民政局')
  expect(fullName('', '民政局')).toBe('民政局')
})

test.each([
  ['云岭省', '10'],
  ['栖云市', '20'],
  ['平岫县', '30'],
  ['东砚区', '30'],
  ['五坝乡', '40'],
  ['白榆社区', '50'],
  ['机关第一党支部', '60'],
  ['平岫县民政局', '31'],
  ['平岫县政务中心', '31'],
])('the level of %s', (name, level) => {
  expect(guessStanding(name).level).toBe(level)
})
