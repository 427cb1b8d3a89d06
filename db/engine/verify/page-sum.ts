import { hash } from 'node:crypto'

const ALGORITHM = 'sha512'
const BLOCK = 128
const DIGEST = 64
const NUMBER = 4
const INNER_PAD = 0x36
const OUTER_PAD = 0x5c

/** HMAC-SHA-512 (RFC 2104) over pages and their numbers, under one key of at most 128 bytes. */
export type PageSum = {
  readonly of: (covered: Uint8Array, number: number) => Buffer
  /** Wipes what holds the key. */
  readonly end: () => void
}

/**
 * The same sum as `createHmac` gives. An object of the library for each page costs more than the
 * hashing of the page itself, so the two hashes of the sum are made by hand over two kept buffers.
 */
export function pageSum(key: Uint8Array, mostCovered: number): PageSum {
  const inner = Buffer.alloc(BLOCK + mostCovered + NUMBER)
  const outer = Buffer.alloc(BLOCK + DIGEST)
  for (let at = 0; at < BLOCK; at += 1) {
    inner[at] = INNER_PAD ^ (key[at] ?? 0)
    outer[at] = OUTER_PAD ^ (key[at] ?? 0)
  }
  return {
    of(covered, number) {
      inner.set(covered, BLOCK)
      const end = inner.writeUInt32LE(number, BLOCK + covered.length)
      outer.set(hash(ALGORITHM, inner.subarray(0, end), 'buffer'), BLOCK)
      return hash(ALGORITHM, outer, 'buffer')
    },
    end() {
      inner.fill(0)
      outer.fill(0)
    },
  }
}
