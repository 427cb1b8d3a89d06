import type { LedgerSheet, ReadRows } from '#db/engine/staging.ts'

import { limits, refusal } from './limits.ts'

/** Cells that were merged, both corners counted from 0 and included. */
export type Merge = {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** How much all sheets of one file take together. */
export type Usage = { places: number; characters: number }

const NO_CELLS: readonly string[] = []

/** The filled cells of one sheet under the limits of a ledger. Empty cells take no place. */
export class Grid {
  readonly #rows: string[][] = []
  readonly #usage: Usage

  constructor(usage: Usage) {
    this.#usage = usage
  }

  /** Puts a text at a row and column, both counted from 0. */
  put(row: number, column: number, text: string): void {
    if (text === '') return
    if (row >= limits.rows) throw refusal('too-many-rows', String(row + 1), String(limits.rows))
    if (column >= limits.columns) {
      throw refusal('too-many-columns', String(column + 1), String(limits.columns))
    }
    if (text.length > limits.cellCharacters) {
      throw refusal('cell-too-long', String(row + 1), String(limits.cellCharacters))
    }
    const cells = (this.#rows[row] ??= [])
    this.#take(Math.max(0, column + 1 - cells.length), text.length)
    while (cells.length < column) cells.push('')
    cells[column] = text
  }

  /** Repeats the text of merged cells in each of them, as far as the sheet is filled. */
  spread(merges: readonly Merge[]): void {
    const height = this.#rows.length
    const width = this.#rows.reduce((most, cells) => Math.max(most, cells?.length ?? 0), 0)
    for (const { top, left, bottom, right } of merges) {
      const text = this.#rows[top]?.[left] ?? ''
      const lowest = Math.min(bottom, height - 1)
      const rightmost = Math.min(right, width - 1)
      // Merges may lie over one another, so each place counts as often as it is visited.
      this.#take(Math.max(0, lowest - top + 1) * Math.max(0, rightmost - left + 1), 0)
      if (text === '') continue
      for (let row = top; row <= lowest; row += 1) {
        for (let column = left; column <= rightmost; column += 1) {
          if ((this.#rows[row]?.[column] ?? '') === '') this.put(row, column, text)
        }
      }
    }
  }

  /** The sheet without its empty first and last rows. Null when nothing is filled. */
  sheet(name: string): LedgerSheet<ReadRows> | null {
    const rows = Array.from(this.#rows, (cells) => cells ?? NO_CELLS)
    return trimmed(name, rows)
  }

  #take(places: number, characters: number): void {
    this.#usage.places += places
    this.#usage.characters += characters
    if (this.#usage.places > limits.places) {
      throw refusal('too-many-cells', String(limits.places))
    }
    if (this.#usage.characters > limits.characters) {
      throw refusal('too-much-text', String(limits.characters))
    }
  }
}

/** A sheet without its empty first and last rows; null when all are empty. */
export function trimmed(
  name: string,
  rows: readonly (readonly string[])[],
): LedgerSheet<ReadRows> | null {
  const first = rows.findIndex(isFilled)
  if (first < 0) return null
  const last = rows.findLastIndex(isFilled)
  return { name, rows: rows.slice(first, last + 1), firstRow: first + 1 }
}

function isFilled(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '')
}
