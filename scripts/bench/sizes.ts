/** How much the bench builds and how often it measures. */
export type Sizes = {
  readonly units: number
  /** Problems of the three cases, smallest first; visits are a tenth of them. */
  readonly problems: readonly [small: number, middle: number, large: number]
  /** Rows of the ledger that is imported. */
  readonly ledgerRows: number
  readonly rounds: {
    readonly query: number
    readonly ledger: number
    readonly open: number
    readonly edit: number
  }
}

/** The sizes that the bars are set for. */
export const FULL: Sizes = {
  units: 20_000,
  problems: [10_000, 100_000, 1_000_000],
  ledgerRows: 100_000,
  rounds: { query: 101, ledger: 5, open: 9, edit: 101 },
}

/** Sizes that take seconds: they show that everything runs, and say nothing of speed. */
export const SMALL: Sizes = {
  units: 400,
  problems: [200, 400, 800],
  ledgerRows: 600,
  rounds: { query: 3, ledger: 1, open: 2, edit: 3 },
}
