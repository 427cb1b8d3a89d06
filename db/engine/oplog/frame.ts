import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const AUTHENTICATED_BYTES = 32

/** First bytes of every frame, by which the next one is found again behind damage. */
export const SYNC = Buffer.from('XDFR')
export const TAG_BYTES = 16
/** Sync, length, number, kind (4 bytes each, little end first), tag of the previous frame, nonce. */
export const HEAD_BYTES = AUTHENTICATED_BYTES + NONCE_BYTES
/** The most that one frame holds; longer changesets take several frames. */
export const MOST_BODY = 1_048_576
/** The tag before the first frame of a log. */
export const NO_TAG = Buffer.alloc(TAG_BYTES)

/** What a frame is, as bits: it opens a changeset, it closes one, it names its segment. */
export const OPENS = 1
export const CLOSES = 2
export const NAMES_SEGMENT = 4

export type FramePlace = {
  /** Counts the frames of one segment from 0. */
  readonly number: number
  readonly kind: number
  /** Tag of the frame before it, also across segments: the frames are a chain. */
  readonly previous: Buffer
}

export type Frame = FramePlace & {
  readonly body: Buffer
  readonly tag: Buffer
  /** Bytes that the frame takes in the file. */
  readonly length: number
}

/** Encrypts one frame. Every byte of it is either encrypted or authenticated. */
export function sealFrame(
  key: Buffer,
  { number, kind, previous }: FramePlace,
  body: Buffer,
): Frame & {
  readonly sealed: Buffer
} {
  const head = Buffer.alloc(HEAD_BYTES)
  SYNC.copy(head)
  head.writeUInt32LE(body.length, 4)
  head.writeUInt32LE(number, 8)
  head.writeUInt32LE(kind, 12)
  previous.copy(head, 16)
  randomBytes(NONCE_BYTES).copy(head, AUTHENTICATED_BYTES)
  const cipher = createCipheriv(CIPHER, key, head.subarray(AUTHENTICATED_BYTES))
  cipher.setAAD(head.subarray(0, AUTHENTICATED_BYTES))
  const text = cipher.update(body)
  cipher.final()
  const tag = cipher.getAuthTag()
  const sealed = Buffer.concat([head, text, tag])
  return { number, kind, previous, body, tag, length: sealed.length, sealed }
}

/** How many bytes a frame takes that begins with this head; undefined when none begins so. */
export function frameLength(head: Buffer): number | undefined {
  if (head.length < HEAD_BYTES || !head.subarray(0, SYNC.length).equals(SYNC)) return undefined
  const length = head.readUInt32LE(4)
  return length > MOST_BODY ? undefined : HEAD_BYTES + length + TAG_BYTES
}

/** Decrypts one frame, whole and alone; undefined when any bit of it is not as it was written. */
export function openFrame(key: Buffer, sealed: Buffer): Frame | undefined {
  const textEnd = sealed.length - TAG_BYTES
  const tag = sealed.subarray(textEnd)
  const nonce = sealed.subarray(AUTHENTICATED_BYTES, HEAD_BYTES)
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(sealed.subarray(0, AUTHENTICATED_BYTES)).setAuthTag(tag)
    const body = decipher.update(sealed.subarray(HEAD_BYTES, textEnd))
    decipher.final()
    return {
      number: sealed.readUInt32LE(8),
      kind: sealed.readUInt32LE(12),
      previous: Buffer.from(sealed.subarray(16, AUTHENTICATED_BYTES)),
      body,
      tag: Buffer.from(tag),
      length: sealed.length,
    }
  } catch {
    return undefined
  }
}
