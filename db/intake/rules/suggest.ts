import { nameKey } from './text.ts'

const ENDINGS =
  /(壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|自治旗|特别行政区|地区|新区|街道办事处|街道|省|市|州|盟|县|区|旗|乡|镇|村)$/
const LEAST_LIKE = 0.3

/** A name that is known, as it is compared: its bare core, and that in pairs and characters. */
type Known = { readonly name: string; readonly core: string; readonly parts: Parts }
type Parts = { readonly pairs: readonly string[]; readonly characters: readonly string[] }

/** Likeness of two texts by their pairs of characters, between 0 and 1 (Dice 1945). */
export function bigramLikeness(a: string, b: string): number {
  return a === b ? 1 : dice(pairsOf(a), pairsOf(b))
}

/**
 * Known names closest to one that is not known, best first; endings such as 县 and 市 weigh
 * nothing. Of equal likeness, shorter names come first.
 */
export function suggestNames(
  name: string,
  candidates: readonly string[],
  limit: number,
): readonly string[] {
  return nameSuggester(candidates)(name, limit)
}

/** The same for many names: the known ones are taken apart once. */
export function nameSuggester(
  candidates: readonly string[],
): (name: string, limit: number) => readonly string[] {
  const known = candidates.map((name): Known => {
    const core = coreOf(name)
    return { name, core, parts: partsOf(core) }
  })
  // Names that share no character with the sought one can be no suggestion.
  const byCharacter = new Map<string, Known[]>()
  for (const each of known) {
    for (const character of new Set(each.core)) {
      const same = byCharacter.get(character)
      if (same) same.push(each)
      else byCharacter.set(character, [each])
    }
  }
  return (name, limit) => {
    const core = coreOf(name)
    const parts = partsOf(core)
    const near = new Set(
      [...new Set(core)].flatMap((character) => byCharacter.get(character) ?? []),
    )
    return [...near]
      .map((each) => ({ name: each.name, likeness: likeness(core, parts, each) }))
      .filter((each) => each.likeness >= LEAST_LIKE)
      .sort((a, b) => b.likeness - a.likeness || a.name.length - b.name.length)
      .slice(0, limit)
      .map((each) => each.name)
  }
}

/** 安徽省池州市贵池区 ends in the name that is meant; names that merely lie within weigh less. */
function likeness(core: string, parts: Parts, known: Known): number {
  if (core === known.core) return 1
  if (core.length > 1 && known.core.length > 1) {
    if (core.endsWith(known.core) || known.core.endsWith(core)) return 0.95
    if (core.includes(known.core) || known.core.includes(core)) return 0.9
  }
  const pairs = dice(parts.pairs, known.parts.pairs)
  // One wrong character leaves a short name no pair; its other characters must speak for it.
  return Math.max(pairs, 0.7 * dice(parts.characters, known.parts.characters))
}

function coreOf(name: string): string {
  const key = nameKey(name)
  const bare = key.replace(ENDINGS, '')
  return bare.length > 1 ? bare : key
}

function partsOf(text: string): Parts {
  return { pairs: pairsOf(text), characters: Array.from(text) }
}

function pairsOf(text: string): readonly string[] {
  const characters = Array.from(text)
  return characters.slice(1).map((character, at) => (characters[at] ?? '') + character)
}

function dice(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return 0
  const rest = [...right]
  let shared = 0
  for (const part of left) {
    const at = rest.indexOf(part)
    if (at < 0) continue
    rest.splice(at, 1)
    shared += 1
  }
  return (2 * shared) / (left.length + right.length)
}
