import { refusal } from './limits.ts'
import { refuseBrokenTexts } from './shared-texts.ts'

const BOF = 0x0809
const EOF = 0x000a
const CONTINUE = 0x003c
const FILE_PASS = 0x002f
const BOUND_SHEET = 0x0085
const FORMULA = 0x0006
const STRING = 0x0207
const NUMBER = 0x0203
const LABEL = 0x0204
const BOOLEAN_OR_ERROR = 0x0205
const SHARED_TEXTS = 0x00fc
/** A record that the library passes over, whatever it holds: Selection. */
const PASSED_OVER = 0x001d

/**
 * Records that hold what a ledger needs ([MS-XLS] 2.3): sheets, texts, numbers and their formats,
 * merged cells, hidden rows. All others, formulas before all, are never given to the library.
 */
const KEPT = new Set([
  BOF,
  EOF,
  BOUND_SHEET,
  NUMBER,
  LABEL,
  BOOLEAN_OR_ERROR,
  0x0022, // Date1904
  0x0031, // Font
  0x0042, // CodePage
  0x00bd, // MulRk
  0x00d6, // RString
  0x00e0, // XF
  0x00e5, // MergeCells
  SHARED_TEXTS,
  0x00fd, // LabelSst
  0x0208, // Row
  0x027e, // RK
  0x041e, // Format
])

/** Records with a text, and how long each is at least: of a shorter one the library reads on. */
const SHORTEST = new Map([
  [0x0031, 15],
  [BOUND_SHEET, 7],
  [0x00d6, 8],
  [LABEL, 8],
  [0x041e, 4],
])

/** A cell whose value a formula gave: the sheet in file order, row and column counted from 0. */
export type FormulaCell = {
  readonly sheet: number
  readonly row: number
  readonly column: number
}
export type PlainStream = { readonly bytes: Uint8Array; readonly formulas: readonly FormulaCell[] }

/**
 * The stream of an old workbook with the values of its formulas in the place of the formulas, and
 * nothing but what a ledger needs. All places stay where they were, since records name them.
 */
export function plainStream(stream: Uint8Array): PlainStream {
  return new Records(stream).plain()
}

class Records {
  readonly #bytes: Buffer
  readonly #sheets: number[] = []
  readonly #formulas: { readonly at: number; readonly row: number; readonly column: number }[] = []
  /** A formula whose text follows it. */
  #waiting: number | undefined
  #isKept = false
  /** The shared texts and what continues them so far. */
  #texts: Uint8Array[] = []
  #depth = 0
  #sheet = 0

  constructor(stream: Uint8Array) {
    this.#bytes = Buffer.from(stream)
  }

  plain(): PlainStream {
    let last = 0
    let at = 0
    while (at + 4 <= this.#bytes.length) {
      const type = this.#bytes.readUInt16LE(at)
      const next = at + 4 + this.#bytes.readUInt16LE(at + 2)
      if (type === 0 && last === EOF) break
      if (next > this.#bytes.length) throw refusal('damaged-workbook')
      this.#takeTexts(type, at, next)
      this.#take(type, at, next)
      last = type
      at = next
    }
    this.#takeTexts(EOF, at, at)
    const order = this.#sheets.toSorted((a, b) => a - b)
    return {
      bytes: this.#bytes.subarray(0, at),
      formulas: this.#formulas.map(({ at: begun, row, column }) => {
        return { sheet: order.indexOf(begun), row, column }
      }),
    }
  }

  #takeTexts(type: number, at: number, next: number): void {
    const content = this.#bytes.subarray(at + 4, next)
    if (type === CONTINUE && this.#texts.length > 0) this.#texts.push(content)
    else {
      if (this.#texts.length > 0) refuseBrokenTexts(this.#texts)
      this.#texts = type === SHARED_TEXTS ? [content] : []
    }
  }

  #take(type: number, at: number, next: number): void {
    if (type === FILE_PASS) throw refusal('password-protected')
    if (next - at - 4 < (SHORTEST.get(type) ?? 0)) throw refusal('damaged-workbook')
    if (type === BOF && (this.#depth += 1) === 1) this.#sheet = at
    if (type === EOF) this.#depth -= 1
    if (type === BOUND_SHEET && next - at >= 8) this.#sheets.push(this.#bytes.readUInt32LE(at + 4))
    if (type === FORMULA) this.#takeFormula(at, next)
    else if (type === STRING && this.#waiting !== undefined) this.#takeText(this.#waiting, at, next)
    else if (!KEPT.has(type) && !(type === CONTINUE && this.#isKept)) this.#passOver(at, next)
    else {
      this.#isKept = true
      this.#waiting = undefined
    }
  }

  /** Puts the value that was stored with a formula in its place ([MS-XLS] 2.5.133). */
  #takeFormula(at: number, next: number): void {
    if (next - at < 22) throw refusal('damaged-workbook')
    const bytes = this.#bytes
    const [row, column] = [bytes.readUInt16LE(at + 4), bytes.readUInt16LE(at + 6)]
    if (this.#depth === 1) this.#formulas.push({ at: this.#sheet, row, column })
    this.#waiting = undefined
    const isNumber = bytes.readUInt16LE(at + 16) !== 0xffff
    const kind = isNumber ? 'number' : bytes[at + 10]
    if (kind === 'number') {
      this.#write(at, NUMBER, 14)
      this.#passOver(at + 18, next)
    } else if (kind === 1 || kind === 2) {
      bytes[at + 10] = bytes[at + 12] ?? 0
      bytes[at + 11] = kind - 1
      this.#write(at, BOOLEAN_OR_ERROR, 8)
      this.#passOver(at + 12, next)
    } else {
      if (kind === 0) this.#waiting = at
      // Row, column and format stay legible until the text comes.
      this.#isKept = false
    }
  }

  /** The text of a formula becomes the text of its cell, its place written right before it. */
  #takeText(formula: number, at: number, next: number): void {
    const place = Buffer.from(this.#bytes.subarray(formula + 4, formula + 10))
    const label = at - 6
    this.#passOver(formula, label)
    this.#write(label, LABEL, next - label - 4)
    place.copy(this.#bytes, label + 4)
    this.#waiting = undefined
    this.#isKept = true
  }

  #write(at: number, type: number, length: number): void {
    this.#bytes.writeUInt16LE(type, at)
    this.#bytes.writeUInt16LE(length, at + 2)
  }

  #passOver(from: number, to: number): void {
    this.#isKept = false
    let at = from
    while (to - at > LONGEST) {
      this.#write(at, PASSED_OVER, LONGEST - 8)
      at += LONGEST - 4
    }
    this.#write(at, PASSED_OVER, to - at - 4)
  }
}

const LONGEST = 8000
