import { hash } from 'node:crypto'

/**
 * An id made of a record's content, so that the same record gets the same id on every device and
 * at every import: `i` and 25 hexadecimal digits of SHA-256.
 */
export function contentId(...parts: readonly (string | number | null)[]): string {
  return `i${hash('sha256', JSON.stringify(parts), 'hex').slice(0, 25)}`
}
