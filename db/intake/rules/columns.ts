import type { LedgerField } from './fields.ts'
import { bigramLikeness } from './suggest.ts'
import { nameKey } from './text.ts'

export type Guess = {
  readonly mapping: Readonly<Record<string, number | null>>
  /** Mean likeness of the heads that were taken, between 0 and 1. */
  readonly score: number
}

const LIKE_ENOUGH = 0.55

/** Which column each field is likely to be, the surest pairs first; each column is taken once. */
export function guessColumns(
  headers: readonly string[],
  fields: readonly LedgerField[],
): Guess {
  const pairs = fields
    .flatMap(({ field, heads }) =>
      headers.map((header, column) => ({ field, column, likeness: bestLikeness(header, heads) })),
    )
    .filter(({ likeness }) => likeness >= LIKE_ENOUGH)
    .sort((a, b) => b.likeness - a.likeness || a.column - b.column)
  const mapping: Record<string, number | null> = Object.fromEntries(
    fields.map(({ field }) => [field, null]),
  )
  const taken = new Set<number>()
  let sum = 0
  for (const { field, column, likeness } of pairs) {
    if (mapping[field] !== null || taken.has(column)) continue
    mapping[field] = column
    taken.add(column)
    sum += likeness
  }
  return { mapping, score: taken.size === 0 ? 0 : sum / taken.size }
}

/** Equal heads are surest; earlier names of a field are better than later ones. */
function bestLikeness(header: string, heads: readonly string[]): number {
  const key = nameKey(header).replaceAll(/[()（）*:：]/g, '')
  if (key === '') return 0
  return Math.max(
    ...heads.map((head, rank) => {
      const known = nameKey(head)
      if (key === known) return 1 - rank * 0.005
      if (known.length > 1 && (key.startsWith(`${known}_`) || key.endsWith(known))) return 0.8
      return bigramLikeness(key, known) * 0.75
    }),
  )
}
