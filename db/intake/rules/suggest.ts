import { nameKey } from './text.ts'

const ENDINGS = /(自治区|自治州|自治县|省|市|州|县|区|旗|乡|镇|街道)$/

/** Likeness of two texts by their pairs of characters, between 0 and 1 (Dice 1945). */
export function bigramLikeness(a: string, b: string): number {
  if (a === b) return 1
  const left = bigrams(a)
  const right = bigrams(b)
  if (left.length === 0 || right.length === 0) return 0
  const rest = [...right]
  const shared = left.filter((pair) => {
    const at = rest.indexOf(pair)
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
  return (2 * shared.length) / (left.length + right.length)
}

/** Known names closest to one that is not known, best first; endings such as 县 and 市 weigh nothing. */
export function suggestNames(
  name: string,
  candidates: readonly string[],
  limit: number,
): readonly string[] {
  const sought = core(name)
  return candidates
    .map((candidate) => ({ candidate, likeness: likeness(sought, core(candidate)) }))
    .filter((each) => each.likeness >= 0.3)
    .sort((a, b) => b.likeness - a.likeness || a.candidate.length - b.candidate.length)
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

function likeness(a: string, b: string): number {
  if (a === b) return 1
  if (a.length > 1 && b.length > 1 && (a.includes(b) || b.includes(a))) return 0.9
  return bigramLikeness(a, b)
}

function core(name: string): string {
  const key = nameKey(name)
  const bare = key.replace(ENDINGS, '')
  return bare.length > 1 ? bare : key
}

function bigrams(text: string): readonly string[] {
  const characters = [...text]
  return characters.slice(1).map((character, at) => (characters[at] ?? '') + character)
}
