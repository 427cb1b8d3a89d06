import { createHash } from 'node:crypto'

import type { LedgerFile, LedgerRows, LedgerSheet } from './staging.ts'

/** Many rows as one text: the cells one after the other, and where each ends. */
export type PackedRows = {
  /** The index of their sheet. */
  readonly sheet: number
  readonly text: string
  /** The number of cells of each row, and the length of each cell. */
  readonly widths: Uint32Array
  readonly lengths: Uint32Array
}

/** What a ledger is without its rows. */
export type LedgerFrame = Omit<LedgerFile, 'sheets'> & {
  readonly sheets: readonly Omit<LedgerSheet, 'rows'>[]
}

/**
 * A ledger on its way from one process to another, and where it waits: a million cells, each a text
 * of its own, would take several times the time and the memory.
 */
export type PackedLedger = { readonly frame: LedgerFrame; readonly parts: readonly PackedRows[] }

const ROWS_OF_A_PART = 1000

/** Packs a ledger for the way. */
export function packLedger({ sheets, ...file }: LedgerFile): PackedLedger {
  const frame = { ...file, sheets: sheets.map(({ rows: _rows, ...sheet }) => sheet) }
  return { frame, parts: sheets.flatMap(({ rows }, sheet) => partsOf(rows, sheet)) }
}

/** The ledger as it was; each row is unpacked when it is asked for. Parts come in their order. */
export function unpackLedger(frame: LedgerFrame, parts: readonly PackedRows[]): LedgerFile {
  const sheets = frame.sheets.map((sheet, index) => ({
    ...sheet,
    rows: new PackedList(parts.filter((part) => part.sheet === index)),
  }))
  return { ...frame, sheets }
}

/** SHA-256 (hex) of what the sheets hold, whatever they and the file are called. */
export function hashOfLedger({ sheets }: LedgerFile): string {
  const digest = createHash('sha256')
  for (const [index, { firstRow, rows }] of sheets.entries()) {
    digest.update(`${firstRow}\n`)
    for (const { text, widths, lengths } of partsOf(rows, index)) {
      digest.update(new Uint32Array([widths.length, lengths.length, text.length]))
      digest.update(widths).update(lengths).update(text, 'utf16le')
    }
  }
  return digest.digest('hex')
}

function partsOf(rows: LedgerRows, sheet: number): readonly PackedRows[] {
  if (rows instanceof PackedList) return rows.parts
  const parts: PackedRows[] = []
  for (let from = 0; from < rows.length; from += ROWS_OF_A_PART) {
    parts.push(packRows(rows.slice(from, from + ROWS_OF_A_PART), sheet))
  }
  return parts
}

function packRows(rows: readonly (readonly string[])[], sheet: number): PackedRows {
  const widths = Uint32Array.from(rows, ({ length }) => length)
  const lengths = new Uint32Array(widths.reduce((sum, width) => sum + width, 0))
  let text = ''
  let cell = 0
  for (const cells of rows) {
    for (const each of cells) {
      text += each
      lengths[cell] = each.length
      cell += 1
    }
  }
  return { sheet, text, widths, lengths }
}

/** Rows of one sheet; those of the part that was asked for last are at hand. */
class PackedList implements LedgerRows {
  readonly parts: readonly PackedRows[]
  readonly length: number
  #unpacked: { readonly part: number; readonly rows: readonly (readonly string[])[] } | undefined

  constructor(parts: readonly PackedRows[]) {
    this.parts = parts
    this.length = parts.reduce((sum, { widths }) => sum + widths.length, 0)
  }

  at(index: number): readonly string[] | undefined {
    const part = Math.floor(index / ROWS_OF_A_PART)
    if (this.#unpacked?.part !== part) {
      const packed = this.parts[part]
      this.#unpacked = { part, rows: packed ? unpackRows(packed) : [] }
    }
    return this.#unpacked.rows[index - part * ROWS_OF_A_PART]
  }

  slice(from: number, to: number): readonly (readonly string[])[] {
    const end = Math.min(to, this.length)
    return Array.from({ length: Math.max(0, end - from) }, (_row, at) => this.at(from + at) ?? [])
  }
}

function unpackRows({ text, widths, lengths }: PackedRows): readonly (readonly string[])[] {
  const rows: string[][] = []
  let cell = 0
  let from = 0
  for (const width of widths) {
    const cells: string[] = []
    for (const end = cell + width; cell < end; cell += 1) {
      const to = from + (lengths[cell] ?? 0)
      cells.push(text.slice(from, to))
      from = to
    }
    rows.push(cells)
  }
  return rows
}
