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
