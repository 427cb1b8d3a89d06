/**
 * A text as it is compared: compatibility forms made one (full-width letters, digits and signs), and
 * without difference between capitals and small letters.
 */
export function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/**
 * A text as the index takes it: each character a token of its own, so that a phrase of tokens is
 * exactly a part of the text, whatever the language. Signs and blanks of ASCII, at which SQLite's
 * tokenizer would cut, are spelled as `p` and their number; no letter can be mistaken for one, as
 * letters stand alone.
 */
export function tokensOf(text: string): string {
  return Array.from(comparable(text), tokenOf).join(' ')
}

function tokenOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x80 || /[a-z0-9]/.test(character)) return character
  return `p${code.toString(16).padStart(2, '0')}`
}

/** Rows of the index that one kind may have. */
const PER_KIND = 2 ** 40

/** The rows of the index that belong to a kind lie between these two. */
export function firstRow(kind: number): number {
  return kind * PER_KIND
}

/** See {@link firstRow}. */
export function lastRow(kind: number): number {
  return firstRow(kind + 1) - 1
}

/** The words of what a person typed; between them there may be anything. */
export function wordsOf(sought: string): readonly string[] {
  return sought.split(/\s+/u).filter((word) => word !== '')
}

/** What SQLite is asked: every word a phrase, all of them in one record. */
export function matchOf(sought: string): string {
  return wordsOf(sought)
    .map((word) => `"${tokensOf(word)}"`)
    .join(' AND ')
}

/** Whether a text holds every word: the definition that the index has to agree with. */
export function holds(text: string, sought: string): boolean {
  const within = comparable(text)
  return wordsOf(sought).every((word) => within.includes(comparable(word)))
}

export type Excerpt = { readonly before: string; readonly match: string; readonly after: string }

const BEFORE = 24
const AFTER = 60

/** Part of a text around the first of the words; from its beginning where none is found as written. */
export function excerptOf(text: string, sought: string): Excerpt {
  const flat = text.replaceAll(/\s+/gu, ' ').trim()
  const found = wordsOf(sought)
    .map((word) => placeOf(flat, word))
    .find((place) => place !== undefined)
  if (!found) return { before: '', match: '', after: cut(flat, 0, BEFORE + AFTER) }
  const start = Math.max(0, found.from - BEFORE)
  return {
    before: (start > 0 ? '…' : '') + cut(flat, start, found.from),
    match: flat.slice(found.from, found.to),
    after: cut(flat, found.to, found.to + AFTER) + (found.to + AFTER < flat.length ? '…' : ''),
  }
}

/** Where a word stands in the text as it was written, which may be of another length. */
function placeOf(text: string, word: string): { from: number; to: number } | undefined {
  const sought = comparable(word)
  let written = 0
  const starts: number[] = []
  let within = ''
  for (const character of text) {
    const compared = comparable(character)
    for (let unit = 0; unit < compared.length; unit += 1) starts.push(written)
    within += compared
    written += character.length
  }
  const at = within.indexOf(sought)
  const from = starts[at]
  if (at < 0 || from === undefined) return undefined
  return { from, to: starts[at + sought.length] ?? text.length }
}

/** A slice that does not cut a character in two. */
function cut(text: string, from: number, to: number): string {
  const low = /[\uDC00-\uDFFF]/
  const begin = low.test(text[from] ?? '') ? from + 1 : from
  const end = low.test(text[to] ?? '') ? to + 1 : to
  return text.slice(begin, end)
}
