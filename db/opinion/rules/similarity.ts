import { bigramsOf, likeness } from '#db/kernel/likeness.ts'

/** From this likeness on two opinions are put beside each other for a person to judge. */
export const ALIKE = 0.3

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
