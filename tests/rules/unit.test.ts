import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { provinces, provinceTree } from '#db/unit/divisions.ts'
import { inOrder, matchUnit, ministryTemplate, type Seedling, spell } from '#db/unit/rules.ts'

/** A unit as the search sees it: the names above it, root first, then its own. */
function unit(...names: readonly string[]) {
  const name = names.at(-1) ?? ''
  return {
    name,
    ...spell(name),
    path: names.join(''),
    pathInitials: names.map((each) => spell(each).initials).join(''),
  }
}

const wushan = unit('重庆市', '巫山县')

describe('spelling', () => {
  test.each([
    ['重庆市', 'chongqingshi', 'cqs'],
    ['巫山县', 'wushanxian', 'wsx'],
    ['洪洞县', 'hongtongxian', 'htx'],
    ['山东省单县', 'shandongshengshanxian', 'sdssx'],
    ['长沙市', 'changshashi', 'css'],
    ['厦门市', 'xiamenshi', 'xms'],
    ['六安市', 'luanshi', 'las'],
    ['东莞市', 'dongguanshi', 'dgs'],
    ['乐山市', 'leshanshi', 'lss'],
    ['蚌埠市', 'bengbushi', 'bbs'],
    ['西藏自治区', 'xizangzizhiqu', 'xzzzq'],
    ['吕梁市', 'lvliangshi', 'lls'],
    ['第12中学', 'di12zhongxue', 'd12zx'],
    ['第２中学', 'di2zhongxue', 'd2zx'],
    ['ABC公司', 'abcgongsi', 'abcgs'],
    ['所（站）', 'suozhan', 'sz'],
  ])('%s: %s, %s', (name, pinyin, initials) => {
    expect(spell(name)).toEqual({ pinyin, initials })
  })

  test('is lower case without tones and marks, and the initials lie in it, whatever the name', () => {
    const names = fc.string({
      unit: fc.constantFrom(...Array.from('重庆长沙厦门六安县市乡镇所（站）·第2Ａb ')),
      maxLength: 12,
    })
    fc.assert(
      fc.property(names, (name) => {
        const { pinyin, initials } = spell(name)
        expect(pinyin).toMatch(/^[a-z0-9]*$/)
        expect(inOrder(pinyin, initials)).toBe(true)
      }),
    )
  })
})

describe('search', () => {
  test.each([
    ['巫山县', 0],
    ['巫山', 1],
    ['wsx', 2],
    ['wushanxian', 2],
    ['山县', 3],
    ['wush', 4],
    ['ws', 4],
    ['cqws', 5],
    ['cqwsx', 5],
    ['重庆巫山', 5],
    ['重庆市 / 巫山县', 5],
    ['shan', 6],
    ['cx', 7],
    ['', 9],
    ['wsc', undefined],
    ['武山', undefined],
    ['gz', undefined],
  ])('%s finds 重庆市 / 巫山县 with rank %s', (text, rank) => {
    expect(matchUnit(wushan, text)).toBe(rank)
  })

  test.each([
    ['ｃｑｗｓ', 'cqws'],
    ['ＣＱＷＳ', 'cqws'],
    [' CQ ws　', 'cqws'],
    ['巫　山', '巫山'],
  ])('%s is taken as %s', (typed, plain) => {
    expect(matchUnit(wushan, typed)).toBe(matchUnit(wushan, plain))
  })

  test('a polyphone is found as the place is called', () => {
    expect(matchUnit(unit('湖南省', '长沙市'), 'cs')).toBe(4)
    expect(matchUnit(unit('湖南省', '长沙市'), 'zs')).toBeUndefined()
    expect(matchUnit(unit('重庆市'), 'chongqing')).toBe(4)
    expect(matchUnit(unit('重庆市'), 'zhongqing')).toBeUndefined()
  })

  test('signs in a name do not keep it from being found as it is written', () => {
    for (const name of ['所（站）', '云岭·A区', '第２中学', '高新区 管委会']) {
      expect([name, matchUnit(unit('云岭省', name), name)]).toEqual([name, 0])
    }
    expect(matchUnit(unit('云岭省', '所（站）'), '所(站)')).toBe(0)
  })

  test('every name is found by itself, its spelling, its initials and any beginning of them', () => {
    const names = ['云岭省', '巫山县', '长沙市', '重庆市', '西藏自治区', '第2中学', '青石镇']
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), (name, seed) => {
        const found = unit('云岭省', name)
        for (const text of [found.name, found.pinyin, found.initials]) {
          const start = text.slice(0, 1 + (seed % text.length))
          expect(matchUnit(found, start)).toBeLessThanOrEqual(4)
        }
      }),
    )
  })
})

/** Parents stand before their children, and only the first has none. */
function expectTree(tree: readonly Seedling[]): void {
  expect(tree[0]?.parent).toBeNull()
  for (const [place, { parent }] of tree.entries()) {
    expect(parent === null ? place === 0 : parent < place).toBe(true)
  }
}

describe('the shipped divisions', () => {
  test('hold 34 provinces, 333 prefectures and 2,846 counties', () => {
    const all = provinces()
    const sum = (field: 'prefectures' | 'counties') =>
      all.reduce((total, province) => total + province[field], 0)
    expect([all.length, sum('prefectures'), sum('counties')]).toEqual([34, 333, 2846])
  })

  test.each(provinces())('$name has a tree of real units', ({ code, prefectures, counties }) => {
    const tree = provinceTree(code)
    expectTree(tree)
    expect(tree).toHaveLength(1 + prefectures + counties)
    expect(tree[0]).toMatchObject({ code, level: '10' })
    expect(new Set(tree.map((each) => each.code)).size).toBe(tree.length)
    expect(tree.filter(({ name }) => /^(市辖区|县|.*直辖.*|.*群岛.*)$/.test(name))).toEqual([])
    for (const each of tree.slice(1)) {
      const above = tree[each.parent ?? 0]
      expect([each.name, each.code?.slice(0, 2)]).toEqual([each.name, code.slice(0, 2)])
      expect([each.name, above?.level === '20' && above.code?.slice(0, 4)]).toEqual([
        each.name,
        above?.level === '20' && each.code?.slice(0, 4),
      ])
    }
  })

  test('a county of a municipality stands right under it, and so does one that no prefecture has', () => {
    const wushanxian = provinceTree('500000').find(({ name }) => name === '巫山县')
    expect(wushanxian).toMatchObject({ code: '500237', level: '30', parent: 0 })
    const xiantao = provinceTree('420000').find(({ name }) => name === '仙桃市')
    expect(xiantao).toMatchObject({ level: '30', parent: 0 })
  })

  test('the newest divisions are there', () => {
    const names = (code: string) => provinceTree(code).map(({ name }) => name)
    expect(names('650000')).toEqual(expect.arrayContaining(['白杨市', '和安县', '和康县']))
    expect(names('540000')).toEqual(expect.arrayContaining(['米林市', '错那市']))
    expect(names('460000')).toEqual(expect.arrayContaining(['三沙市', '西沙区', '南沙区']))
  })

  test.each(['990000', '500100', '', '50'])('%s is no province', (code) => {
    expect(provinceTree(code)).toEqual([])
  })
})

test('the template of a ministry: bureaus, units under it, and the vertical line', () => {
  const tree = ministryTemplate('水利部')
  expectTree(tree)
  expect(tree[0]).toMatchObject({ name: '水利部', level: '00', kind: 'K01' })
  const lineage = (name: string): readonly string[] => {
    const found = tree.find((each) => each.name === name)
    const above = found?.parent === null ? undefined : tree[found?.parent ?? 0]
    return above ? [...lineage(above.name), name] : [name]
  }
  expect(lineage('人事司')).toEqual(['水利部', '司局', '人事司'])
  expect(lineage('直属单位')).toEqual(['水利部', '直属单位'])
  expect(lineage('所（站）')).toEqual(['水利部', '垂直管理', '省局', '市局', '县局', '所（站）'])
})
