import { allow, refuse, type Verdict } from '#db/kernel/verdict.ts'

import { CHUNK_BYTES } from '../contract.ts'

/** Chunks of a content of so many bytes. */
export function chunksOf(bytes: number): number {
  return Math.ceil(bytes / CHUNK_BYTES)
}

/** A file whose bytes come in, and the chunk that came. */
export type ComingChunk = {
  readonly name: string
  /** Bytes that were said at the beginning. */
  readonly bytes: number
  /** Chunks that are here. */
  readonly here: number
  readonly n: number
  readonly length: number
}

/**
 * Whether a chunk is the next one and as long as it has to be. A file that grows or shrinks while
 * it is read is refused, so that what is attached is what was there when it was chosen. Level H.
 */
export function takeChunk({ name, bytes, here, n, length }: ComingChunk): Verdict<true> {
  if (n !== here) return refuse({ code: 'attachment.out-of-order', about: [name] })
  const expected = Math.min(CHUNK_BYTES, bytes - n * CHUNK_BYTES)
  return length === expected
    ? allow(true)
    : refuse({ code: 'attachment.changed-meanwhile', about: [name] })
}
