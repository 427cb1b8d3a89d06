/** The rows of a sheet, counted from 0; a list of lists of texts is one. */
export type LedgerRows = {
  readonly length: number
  at(index: number): readonly string[] | undefined
  slice(from: number, to: number): readonly (readonly string[])[]
}

/** Rows as they come out of a reader. */
export type ReadRows = readonly (readonly string[])[]

/** A sheet of a ledger as it was read: cells as text, in file order. */
export type LedgerSheet<Rows extends LedgerRows = LedgerRows> = {
  readonly name: string
  readonly rows: Rows
  /** The row number in the file of `rows[0]`, counted from 1. */
  readonly firstRow: number
}

/** A ledger that was read in the parser process. */
export type LedgerFile<Rows extends LedgerRows = LedgerRows> = {
  readonly format: 'xlsx' | 'xls' | 'csv'
  readonly encoding?: string | undefined
  readonly date1904: boolean
  readonly sheets: readonly LedgerSheet<Rows>[]
  readonly warnings: readonly { readonly code: string; readonly about?: readonly string[] }[]
}

export type Staged = {
  readonly stageId: string
  readonly fileName: string
  readonly fileHash: string
  readonly file: LedgerFile
}

/** Ledgers that wait between reading and import. They live in memory and end with the lock. */
export type Staging = {
  put(staged: Staged): void
  get(stageId: string): Staged | undefined
}

const KEPT = 2

/** Keeps the last ledgers that were read; older ones must be chosen again. */
export function createStaging(): Staging {
  const kept = new Map<string, Staged>()
  return {
    put(staged) {
      kept.set(staged.stageId, staged)
      for (const stageId of kept.keys()) {
        if (kept.size <= KEPT) break
        kept.delete(stageId)
      }
    },
    get: (stageId) => kept.get(stageId),
  }
}
