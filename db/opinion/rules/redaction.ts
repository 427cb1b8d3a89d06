/** Stands where words are masked. */
export const MASK = '〔略〕'

/** A span in characters of Unicode, its end not included. */
export type TextSpan = { readonly fromChar: number; readonly toChar: number }

/** The length of a text in characters of Unicode, as `length()` of SQLite counts them. */
export function charsIn(text: string): number {
  return Array.from(text).length
}

/** The place of a character in the UTF-16 units of a page, and back. */
export function unitsBefore(text: string, char: number): number {
  return Array.from(text).slice(0, char).join('').length
}

/** How many whole characters stand before a UTF-16 place; one that lies amid a character is its start. */
export function charsBefore(text: string, unit: number): number {
  let [chars, units] = [0, 0]
  for (const char of text) {
    units += char.length
    if (units > unit) return chars
    chars += 1
  }
  return chars
}

/**
 * The span widened to what a reader sees as whole characters: an emoji of several parts or a letter
 * with its accent is never cut (Unicode UAX 29).
 */
export function wholeCharacters(text: string, span: TextSpan): TextSpan {
  const [from, to] = [unitsBefore(text, span.fromChar), unitsBefore(text, span.toChar)]
  const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })
  let [start, end] = [from, to]
  for (const { index, segment } of graphemes.segment(text)) {
    const after = index + segment.length
    if (index < from && from < after) start = index
    if (index < to && to < after) end = after
  }
  return { fromChar: charsBefore(text, start), toChar: charsBefore(text, end) }
}

/** Spans in order, those that touch or overlap made one, what lies outside the text cut off. */
function joined(text: string, spans: readonly TextSpan[]): readonly TextSpan[] {
  const length = charsIn(text)
  const result: { fromChar: number; toChar: number }[] = []
  const inside = spans
    .map(({ fromChar, toChar }) => ({
      fromChar: Math.max(0, fromChar),
      toChar: Math.min(length, toChar),
    }))
    .filter(({ fromChar, toChar }) => fromChar < toChar)
    .toSorted((one, other) => one.fromChar - other.fromChar)
  for (const span of inside) {
    const last = result.at(-1)
    if (last && span.fromChar <= last.toChar) last.toChar = Math.max(last.toChar, span.toChar)
    else result.push({ ...span })
  }
  return result
}

/**
 * The words as others read them: each masked span a visible 〔略〕, everything else as it was said
 * (R97, INV-8). Spans that touch are one mask.
 */
export function redactedText(verbatim: string, spans: readonly TextSpan[]): string {
  const chars = Array.from(verbatim)
  let [shown, at] = ['', 0]
  for (const { fromChar, toChar } of joined(verbatim, spans)) {
    shown += chars.slice(at, fromChar).join('') + MASK
    at = toChar
  }
  return shown + chars.slice(at).join('')
}

/** The share of the characters that are masked, between 0 and 1 (R97). */
export function maskedShare(verbatim: string, spans: readonly TextSpan[]): number {
  const masked = joined(verbatim, spans).reduce((sum, span) => sum + span.toChar - span.fromChar, 0)
  return masked === 0 ? 0 : masked / charsIn(verbatim)
}

/** A part of a text, and the numbers of the spans that cover it. */
export type Piece = {
  readonly text: string
  readonly spans: readonly number[]
  readonly to: number
}

/** A text cut wherever a span begins or ends. */
export function piecesOf(text: string, spans: readonly TextSpan[]): readonly Piece[] {
  const chars = Array.from(text)
  const cuts = [...new Set([0, chars.length, ...spans.flatMap((s) => [s.fromChar, s.toChar])])]
    .filter((cut) => cut >= 0 && cut <= chars.length)
    .toSorted((one, other) => one - other)
  return cuts.slice(1).map((to, at) => {
    const from = cuts[at] ?? 0
    const covering = spans.flatMap((span, number) =>
      span.fromChar <= from && to <= span.toChar ? [number] : [],
    )
    return { text: chars.slice(from, to).join(''), spans: covering, to }
  })
}
