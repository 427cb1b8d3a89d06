const LONGEST = 100

/**
 * A file name that every system takes, from words that came from a page: no folders, no signs
 * that Windows reserves, none that turn the reading direction, no trailing dots. `ending` has no dot.
 */
export function safeFileName(suggested: string, ending: string): string {
  const suffix = `.${ending}`
  const bare = suggested.toLowerCase().endsWith(suffix)
    ? suggested.slice(0, -suffix.length)
    : suggested
  const plain = bare
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const name = Array.from(plain)
    .slice(0, LONGEST)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '')
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)
  return `${name === '' || reserved ? `巡督 ${name}`.trim() : name}${suffix}`
}
