/** From this likeness on two opinions are put beside each other for a person to judge. */
export const ALIKE = 0.3

/** Pairs of neighbouring characters of a text; widths, cases, spaces and signs do not count. */
export function bigramsOf(text: string): ReadonlySet<string> {
  const plain = text.normalize('NFKC').toLowerCase()
  const chars = Array.from(plain.replaceAll(/[^\p{L}\p{N}]/gu, ''))
  if (chars.length === 1) return new Set(chars)
  return new Set(chars.slice(1).map((char, at) => `${chars[at]}${char}`))
}

/**
 * How like two texts are: twice their common pairs of characters over all their pairs (Dice 1945,
 * Sørensen 1948), between 0 and 1. Pairs need no word boundaries, which Chinese does not write.
 */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const all = one.size + other.size
  let common = 0
  for (const pair of one) if (other.has(pair)) common += 1
  return all === 0 ? 0 : (2 * common) / all
}

/** A text to be compared: only texts of one group are, and not two of one cluster. */
export type Said = {
  readonly group: string
  readonly cluster: string | null
  readonly text: string
}

export type Alike<T> = { readonly one: T; readonly other: T; readonly likeness: number }

/**
 * Pairs that may tell of the same event, the likest first, at most `most`. They are proposals: a
 * person decides, for one event is told in many words and many events in the same.
 */
export function alikePairs<T extends Said>(said: readonly T[], most: number): readonly Alike<T>[] {
  const pairs: Alike<T>[] = []
  const groups = Map.groupBy(
    said.map((each) => ({ each, pairs: bigramsOf(each.text) })),
    ({ each }) => each.group,
  )
  for (const members of groups.values()) {
    for (const [at, one] of members.entries()) {
      for (const other of members.slice(at + 1)) {
        const together = one.each.cluster !== null && one.each.cluster === other.each.cluster
        const like = together ? 0 : likeness(one.pairs, other.pairs)
        if (like >= ALIKE) pairs.push({ one: one.each, other: other.each, likeness: like })
      }
    }
  }
  return pairs.toSorted((one, other) => other.likeness - one.likeness).slice(0, most)
}
