/** Most cells hold none of these and are only trimmed. */
const UNUSUAL = /[０-９Ａ-Ｚａ-ｚ\u00A0\u2000-\u200D\u2060\u3000\uFEFF]/

/**
 * A cell as it is kept: full-width letters and digits made usual ones, blanks made plain, edges
 * trimmed. Chinese punctuation stays, since the words of a ledger are evidence.
 */
export function cleanCell(text: string): string {
  if (!UNUSUAL.test(text)) return text.trim()
  return text
    .replaceAll(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) => wide.normalize('NFKC'))
    .replaceAll(/[\u00A0\u2000-\u200A\u3000]/g, ' ')
    .replaceAll(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .trim()
}

/** A name as it is kept: the two characters of 北京, spread out to fill a cell, are one word. */
export function cleanName(text: string): string {
  return closeUp(cleanCell(text))
}

/** The same for a cell that is clean. */
export function closeUp(cell: string): string {
  if (!/\s/.test(cell)) return cell
  return cell.replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
}

/** What two spellings of one name have in common: no spaces inside, one width, one case. */
export function nameKey(name: string): string {
  return cleanCell(name).normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase()
}

/** A unit under the place that its row names: 平岫县 and 民政局 are 平岫县民政局. */
export function fullName(above: string, name: string): string {
  return name.startsWith(above) ? name : above + name
}
