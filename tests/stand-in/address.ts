/**
 * Chromium as it is installed takes no scheme of the app's own. Pages of `app://xundu/…` are
 * loaded as `https://xundu.app.scheme.invalid/…`: a secure origin that exists on no network. Main
 * sees only the first form, pages and Playwright only the second.
 */
const SUFFIX = 'scheme.invalid'
const OUTER = /^([a-z][a-z\d+.-]*):\/\/([^/?#]*)(.*)$/is
const INNER = /^https:\/\/([^/?#]*)\.([a-z][a-z\d+-]*)\.scheme\.invalid(?::443)?(.*)$/s

/** The schemes that the app registered as its own. */
export const schemes = new Set<string>()

/** The address under which Chromium loads what main calls `url`. */
export function innerAddress(url: string): string {
  const [, scheme = '', host = '', rest = ''] = OUTER.exec(url) ?? []
  if (!schemes.has(scheme.toLowerCase())) return url
  return `https://${host}.${scheme.toLowerCase()}.${SUFFIX}${rest || '/'}`
}

/** The address that main knows for what Chromium calls `url`. */
export function outerAddress(url: string): string {
  const found = INNER.exec(url)
  return found ? `${found[2]}://${found[1]}${found[3]}` : url
}
