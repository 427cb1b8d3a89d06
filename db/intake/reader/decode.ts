import { refusal } from './limits.ts'

export type Decoded = {
  readonly text: string
  readonly encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'
  /** Whether the bytes end amid a character: the file was cut off. */
  readonly cutOff: boolean
}

/**
 * Decodes a text file. A byte order mark decides; otherwise strict UTF-8 is tried, then strict
 * GB18030, which nearly any bytes pass as. So damaged UTF-8 is told apart before.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, 0xff, 0xfe)) return required(bytes, 'utf-16le')
  if (startsWith(bytes, 0xfe, 0xff)) return required(bytes, 'utf-16be')
  if (bytes.includes(0)) throw refusal('not-a-ledger')
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return required(bytes, 'utf-8')
  const utf8 = decode(bytes, 'utf-8')
  if (utf8) return utf8
  if (isDamagedUtf8(bytes)) throw refusal('damaged-text')
  return required(bytes, 'gb18030')
}

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte)
}

function required(bytes: Uint8Array, encoding: Decoded['encoding']): Decoded {
  const decoded = decode(bytes, encoding)
  if (!decoded)
    throw beginsDestroyed(bytes) ? refusal('destroyed-text', '1') : refusal('damaged-text')
  if (decoded.text.includes('\0')) throw refusal('not-a-ledger')
  return decoded
}

function decode(bytes: Uint8Array, encoding: Decoded['encoding']): Decoded | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    const text = decoder.decode(bytes, { stream: true })
    return { text, encoding, cutOff: endsAmidCharacter(decoder) }
  } catch {
    return undefined
  }
}

function endsAmidCharacter(decoder: { decode(): string }): boolean {
  try {
    decoder.decode()
    return false
  } catch {
    return true
  }
}

/** A first line of question marks says more of what went wrong than the bad byte that follows. */
function beginsDestroyed(bytes: Uint8Array): boolean {
  const [line = ''] = new TextDecoder('utf-8').decode(bytes.subarray(0, 1000)).split(/[\r\n]/, 1)
  return /^["\s,;?]*\?{2}["\s,;?]*$/.test(line)
}

const SAMPLE = 4 * 1024 * 1024
const DAMAGED_SHARE = 0.1

/** Read as UTF-8, a text of another encoding is full of damage; one with a bad byte is not. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, SAMPLE))
  const beyondAscii = text.match(/[\u0080-\uFFFF]/g)?.length ?? 0
  const damaged = text.match(/\uFFFD/g)?.length ?? 0
  return damaged < beyondAscii * DAMAGED_SHARE
}
