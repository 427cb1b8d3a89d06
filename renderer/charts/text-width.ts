const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60“”…—]/u
const NARROW = /[iljtfr.,:;'|!()[\] ·]/u
const BROAD = /[mwMW%@]/u

/** About how many pixels a line of text is wide at this font size, for drawings that cannot wrap. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + widthOf(character), 0) * size
}

function widthOf(character: string): number {
  if (WIDE.test(character)) return 1
  if (NARROW.test(character)) return 0.32
  return BROAD.test(character) ? 0.88 : 0.57
}

/** Breaks a text into lines of at most `width` pixels: at spaces, or between wide characters. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text)) {
    if (line !== '' && textWidth((line + piece).trimEnd(), size) > width) {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    } else {
      line += piece
    }
  }
  return [...lines, line.trimEnd()].filter((each) => each !== '')
}

/** The text, or as much of it as fits, ended by an ellipsis. */
export function shorten(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text
  const characters = [...text]
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width) {
    characters.pop()
  }
  return `${characters.join('').trimEnd()}…`
}

/** Where a line may break: after a space and around wide characters, never before closing marks. */
function pieces(text: string): readonly string[] {
  return (
    text.match(/(?:[“(《]?[\u2e80-\u9fff][、,。;:)》”]*)|(?:[^\s\u2e80-\u9fff]+\s*)|\s+/gu) ?? []
  )
}
