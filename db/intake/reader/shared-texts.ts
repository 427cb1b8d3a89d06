import { refusal } from './limits.ts'

const WIDE = 1
const READINGS = 4
const RUNS = 8

/**
 * Refuses the shared texts of an old workbook ([MS-XLS] 2.4.265) when one of them reaches past
 * their end: the library would read on there for ever. `pieces` are the record and those that
 * continue it.
 */
export function refuseBrokenTexts(pieces: readonly Uint8Array[]): void {
  const bytes = Buffer.concat(pieces)
  if (bytes.length < 8) throw refusal('damaged-workbook')
  const reader = new Texts(bytes, startsOf(pieces))
  const texts = bytes.readUInt32LE(4)
  for (let text = 0; text < texts && reader.hasMore(); text += 1) reader.pass()
}

/** Where each continuing piece starts: there a text that goes on says anew how wide it is. */
function startsOf(pieces: readonly Uint8Array[]): readonly number[] {
  const starts: number[] = []
  let at = 0
  for (const piece of pieces.slice(0, -1)) {
    at += piece.length
    starts.push(at)
  }
  return starts
}

class Texts {
  readonly #bytes: Buffer
  readonly #starts: readonly number[]
  #piece = 0
  #at = 8

  constructor(bytes: Buffer, starts: readonly number[]) {
    this.#bytes = bytes
    this.#starts = starts
  }

  hasMore(): boolean {
    return this.#at < this.#bytes.length
  }

  /** Goes past one text. */
  pass(): void {
    const characters = this.#take(2)
    const flags = this.#take(1)
    const runs = flags & RUNS ? this.#take(2) : 0
    const readings = flags & READINGS ? this.#take(4) : 0
    this.#passCharacters(characters, flags & WIDE ? 2 : 1)
    this.#at += 4 * runs + readings
  }

  #passCharacters(characters: number, first: 1 | 2): void {
    let width = first
    let left = characters
    while (left > 0) {
      const border = this.#border()
      if (border === this.#at) width = this.#take(1) === 0 ? 1 : 2
      const room = Math.ceil((this.#border() - this.#at) / width)
      const taken = Math.min(left, Math.max(1, room))
      left -= taken
      this.#at += taken * width
      if (this.#at > this.#bytes.length) throw refusal('damaged-workbook')
    }
  }

  /** The next start of a piece, at this place or after it; the end after the last. */
  #border(): number {
    while ((this.#starts[this.#piece] ?? Infinity) < this.#at) this.#piece += 1
    return this.#starts[this.#piece] ?? this.#bytes.length
  }

  #take(size: 1 | 2 | 4): number {
    if (this.#at + size > this.#bytes.length) throw refusal('damaged-workbook')
    const value = this.#bytes.readUIntLE(this.#at, size)
    this.#at += size
    return value
  }
}
