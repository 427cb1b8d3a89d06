import { charsBefore, type TextSpan } from '#db/opinion/rules/redaction.ts'

/** What is chosen in a text: from where it began to where it is now, in characters as a reader sees them. */
export type Chosen = { readonly anchor: number; readonly head: number }

type Character = { readonly text: string; readonly at: number }

/** A text as a reader sees its characters; each knows how many of Unicode stand before it. */
export function charactersOf(text: string): readonly Character[] {
  const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)
  let at = 0
  return Array.from(graphemes, ({ segment }) => {
    const character = { text: segment, at }
    at += Array.from(segment).length
    return character
  })
}

/** The span of Unicode characters that is chosen, both ends whole characters (UAX 29). */
export function spanOf(text: string, { anchor, head }: Chosen): TextSpan {
  const characters = charactersOf(text)
  const [from, to] = [Math.min(anchor, head), Math.max(anchor, head) + 1]
  const length = Array.from(text).length
  return { fromChar: characters[from]?.at ?? length, toChar: characters[to]?.at ?? length }
}

/** What two places of a page's text, in units of UTF-16, choose; undefined where nothing lies between. */
export function chosenBetween(text: string, from: number, to: number): Chosen | undefined {
  if (from >= to) return undefined
  const characters = charactersOf(text)
  const holding = (unit: number) => {
    const char = charsBefore(text, unit)
    return characters.findLastIndex(({ at }) => at <= char)
  }
  return { anchor: holding(from), head: holding(to - 1) }
}

const SIGN = /^[\p{P}\s]+$/u

/**
 * What is chosen after a key: arrows left and right walk characters, up and down walk to the ends
 * of clauses, Home and End go to those of the text. With Shift the choice grows. Undefined for
 * other keys.
 */
export function chosenAfter(
  text: string,
  chosen: Chosen | undefined,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): Chosen | undefined {
  const characters = charactersOf(text)
  const last = characters.length - 1
  const head = chosen?.head ?? -1
  const isEnd = (at: number) => at === last || SIGN.test(characters[at + 1]?.text ?? '')
  const clauses = characters.flatMap(({ text: own }, at) =>
    !SIGN.test(own) && isEnd(at) ? [at] : [],
  )
  const target = {
    ArrowRight: head + 1,
    ArrowLeft: chosen ? head - 1 : last,
    ArrowDown: clauses.find((at) => at > head) ?? last,
    ArrowUp: chosen ? (clauses.findLast((at) => at < head) ?? 0) : 0,
    Home: 0,
    End: last,
  }[key]
  if (target === undefined) return undefined
  const to = Math.min(Math.max(target, 0), last)
  if (!shiftKey) return { anchor: to, head: to }
  return { anchor: chosen?.anchor ?? (key === 'ArrowLeft' || key === 'Home' ? last : 0), head: to }
}
