/** Something that the person should know of a ledger that was read nevertheless. */
export type Warning = { readonly code: string; readonly about: readonly string[] }

/** Counts what was met in cells, and remembers where first. */
export class Warnings {
  readonly #met = new Map<string, { readonly first: string; count: number }>()
  readonly #others: Warning[] = []

  /** Counts one cell, named such as `台账!C7`. */
  cell(code: string, place: string): void {
    const met = this.#met.get(code)
    if (met) met.count += 1
    else this.#met.set(code, { first: place, count: 1 })
  }

  add(code: string, ...about: readonly string[]): void {
    this.#others.push({ code: `intake.${code}`, about })
  }

  /** All warnings; those of cells say where first and how many. */
  list(): readonly Warning[] {
    const ofCells = [...this.#met].map(([code, { first, count }]) => ({
      code: `intake.${code}`,
      about: [first, String(count)],
    }))
    return [...this.#others, ...ofCells]
  }
}

/** The letters of a column counted from 0: A, B, … Z, AA. */
export function columnLetters(column: number): string {
  const above = Math.floor(column / 26)
  return (above === 0 ? '' : columnLetters(above - 1)) + String.fromCodePoint(65 + (column % 26))
}
