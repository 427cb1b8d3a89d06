/** A cell as it is compared and kept: full-width digits and letters made equal, edges trimmed. */
export function cleanCell(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\u200B-\u200D\uFEFF]/g, '').trim()
}

/** What two spellings of one name have in common: no spaces inside, one width, one case. */
export function nameKey(name: string): string {
  return cleanCell(name).replaceAll(/\s+/g, '').toLowerCase()
}
