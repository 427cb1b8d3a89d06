const WIDE =
  /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60“”’…—·]/u
const NARROW = /[iljtfr.,:;'|!()[\] ]/u
const BROAD = /[mwMW%@]/u
/** A soft hyphen and a blank of no width: places in a long word where a line may break. */
const HIDDEN = /[\u00ad\u200b]/gu

/** About how many pixels a line of text is wide at this font size, for drawings that cannot wrap. */
export function textWidth(text: string, size: number): number {
  return Array.from(text).reduce((sum, character) => sum + widthOf(character), 0) * size
}

function widthOf(character: string): number {
  if (WIDE.test(character)) return 1
  if (character === '\u00ad' || character === '\u200b') return 0
  if (NARROW.test(character)) return 0.34
  if (BROAD.test(character)) return 0.88
  return /[A-Z]/.test(character) ? 0.66 : 0.59
}

/** Breaks a text into lines of at most `width` pixels: at spaces, soft hyphens, wide characters. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text)) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd().replace(/\u00ad$/u, '-'))
      line = piece.trimStart()
    } else {
      line += piece
    }
  }
  return [...lines, line.trimEnd()]
    .map((each) => each.replaceAll(HIDDEN, ''))
    .filter((each) => each !== '')
}

/** The text, or as much of it as fits, ended by an ellipsis. */
export function shorten(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text
  const characters = Array.from(text)
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width) {
    characters.pop()
  }
  return `${characters.join('').trimEnd()}…`
}

/** Where a line may break: after a space and around wide characters, never before closing marks. */
function pieces(text: string): readonly string[] {
  return (
    text.match(
      /(?:[“（《(]?[\u2e80-\u9fff][、，。；：）》”！？,;:)]*)|(?:[^\s\u2e80-\u9fff\u00ad\u200b]+[\u00ad\u200b]?[、。》]*\s*)|\s+/gu,
    ) ?? []
  )
}
