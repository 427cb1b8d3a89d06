import { pinyin } from 'pinyin-pro'

import type { UnitKind, UnitLevel } from './contract.ts'
import { learnPlaceSounds } from './rules/place-sounds.ts'

learnPlaceSounds()

/**
 * Full pinyin and initials of a Chinese name, lower case, without tones: 巫山县 → wushanxian, wsx.
 * Letters and digits stand whole in both: 第12中学 → di12zhongxue, d12zx.
 */
export function spell(name: string): { readonly pinyin: string; readonly initials: string } {
  const parts = pinyin(name, { toneType: 'none', type: 'all', nonZh: 'consecutive', v: true })
  const words = parts.map((part) => ({
    whole: lettersOf(part.isZh ? part.pinyin : part.origin),
    isZh: part.isZh,
  }))
  return {
    pinyin: words.map(({ whole }) => whole).join(''),
    initials: words.map(({ whole, isZh }) => (isZh ? whole.slice(0, 1) : whole)).join(''),
  }
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
}

export type Findable = {
  readonly name: string
  readonly pinyin: string
  /** Names and initials from the root down to the unit itself. */
  readonly path: string
  readonly pathInitials: string
  readonly initials: string
}

/**
 * How well a unit answers a search, or undefined when it does not; smaller is better. The text may
 * be Chinese, full pinyin or initials, over the whole path: cqws finds 重庆市 / 巫山县.
 */
export function matchUnit(unit: Findable, text: string): number | undefined {
  const sought = plain(text)
  if (sought === '') return 9
  const name = plain(unit.name)
  if (name === sought) return 0
  if (name.startsWith(sought)) return 1
  if (unit.initials === sought || unit.pinyin === sought) return 2
  if (name.includes(sought)) return 3
  if (unit.initials.startsWith(sought) || unit.pinyin.startsWith(sought)) return 4
  if (inOrder(plain(unit.path), sought) || endsInOrder(unit.pathInitials, unit.initials, sought))
    return 5
  if (unit.pinyin.includes(sought)) return 6
  return inOrder(unit.pathInitials, sought) ? 7 : undefined
}

/** A text as it is compared: widths and cases made equal, without gaps and separators. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s/·]/g, '')
}

/** Whether every character of the sought text occurs in the text, in the same order. */
export function inOrder(text: string, sought: string): boolean {
  let from = 0
  for (const character of sought) {
    const at = text.indexOf(character, from)
    if (at < 0) return false
    from = at + character.length
  }
  return true
}

/** Better than anywhere in the path: the last sought letters are the unit's own first ones. */
function endsInOrder(pathInitials: string, initials: string, sought: string): boolean {
  for (let own = Math.min(initials.length, sought.length); own > 0; own -= 1) {
    const above = sought.slice(0, sought.length - own)
    const rest = pathInitials.slice(0, pathInitials.length - initials.length)
    if (initials.startsWith(sought.slice(-own)) && inOrder(rest, above)) return true
  }
  return false
}

/** One unit of a tree to plant; `parent` is the index of the unit above it in the same list. */
export type Seedling = {
  readonly name: string
  readonly level: UnitLevel
  readonly kind: UnitKind
  readonly parent: number | null
  readonly code: string | null
}

/** Template of a ministry case: bureaus, units under it, and the vertical line (domain §2.3). */
export function ministryTemplate(name: string): readonly Seedling[] {
  const unit = (
    unitName: string,
    level: UnitLevel,
    kind: UnitKind,
    parent: number | null,
  ): Seedling => ({ name: unitName, level, kind, parent, code: null })
  return [
    unit(name, '00', 'K01', null),
    unit('司局', '01', 'K14', 0),
    unit('办公厅', '01', 'K14', 1),
    unit('人事司', '01', 'K14', 1),
    unit('直属单位', '01', 'K14', 0),
    unit('垂直管理', '01', 'K13', 0),
    unit('省局', '11', 'K13', 5),
    unit('市局', '21', 'K13', 6),
    unit('县局', '31', 'K13', 7),
    unit('所（站）', '41', 'K13', 8),
  ]
}
