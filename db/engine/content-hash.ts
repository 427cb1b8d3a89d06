import { createHash } from 'node:crypto'

/** SHA-256 (hexadecimal) of a content that is added chunk by chunk. */
export function startContentHash(): { add(bytes: Uint8Array): void; end(): string } {
  const hash = createHash('sha256')
  return { add: (bytes) => void hash.update(bytes), end: () => hash.digest('hex') }
}
