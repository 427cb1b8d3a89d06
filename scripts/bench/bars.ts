import type { ImportFigures } from './import.ts'
import type { OpeningFigures } from './opening.ts'
import type { PageFigures } from './prevalence.ts'
import type { AskingFigures } from './search.ts'
import type { VaultFigures } from './vault.ts'

export type Figures = {
  readonly prevalence: readonly PageFigures[]
  readonly import: ImportFigures
  readonly opening: OpeningFigures
  readonly vault: VaultFigures
  readonly asking: AskingFigures
}

/** What must hold: a figure and the most that it may be. */
export type Bar = {
  readonly name: string
  readonly value: number
  readonly most: number
  readonly unit: 'ratio' | 'MB' | 'ms' | 'count'
  readonly passed: boolean
}

const MEGABYTE = 1024 * 1024

const MOST = {
  door: 1.3,
  growth: 1.5,
  import: 4,
  memory: 400,
  opening: 1.5,
  unlock: 1.2,
  edit: 2,
  verification: 1.5,
  search: 20,
  list: 30,
} as const

/**
 * The bars of one run: ratios of figures of the same rounds, but for the memory and for what a
 * person waits for, which are promised as they are.
 */
export function barsOf({
  prevalence,
  import: imported,
  opening,
  vault,
  asking,
}: Figures): readonly Bar[] {
  const { unlock, edit, verification } = vault
  const { whole, byHand, integrity } = verification
  const ratios: readonly (readonly [name: string, value: number, most: number])[] = [
    ...prevalence.flatMap(({ page, door, plain, doorOfTenth }) => [
      [`prevalence.${page} / plain SQL`, door / plain, MOST.door] as const,
      [`prevalence.${page}: ten times the problems`, door / doorOfTenth, MOST.growth] as const,
    ]),
    ['ledger import / bare import', imported.door / imported.bare, MOST.import],
    ['opening: largest case / smallest case', opening.large / opening.small, MOST.opening],
    [
      'unlock to the first list / derivation and raw opening',
      unlock.door / unlock.byHand,
      MOST.unlock,
    ],
    ['one edit / the same as bare SQL', edit.door / edit.plain, MOST.edit],
    ['whole verification / one HMAC over every page', whole / byHand, MOST.verification],
    [
      'whole verification / one HMAC over every page and one integrity_check',
      whole / (byHand + integrity),
      MOST.verification,
    ],
  ]
  const megabytes = imported.peak / MEGABYTE
  return [
    ...ratios.map(([name, value, most]) => barOf(name, value, most, 'ratio')),
    barOf('ledger import: peak memory of the case process', megabytes, MOST.memory, 'MB'),
    barOf(
      `search: first 50, slowest (${asking.search.slowest.of})`,
      asking.search.slowest.ms,
      MOST.search,
      'ms',
    ),
    barOf(
      `list: one page, slowest (${asking.lists.slowest.of})`,
      asking.lists.slowest.ms,
      MOST.list,
      'ms',
    ),
    barOf('search: counts unlike those of a walk through all texts', asking.differing, 0, 'count'),
  ]
}

function barOf(name: string, value: number, most: number, unit: Bar['unit']): Bar {
  return { name, value: Math.round(value * 1000) / 1000, most, unit, passed: value <= most }
}
