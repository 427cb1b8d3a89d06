/** A text, or fields of a ledger that are listed by their names. */
type About = string | readonly string[]

/** A place in a ledger that must be put right. */
export type Fault = {
  readonly sheet: string
  readonly row: number
  /** The head of the column; empty where the ledger has none for the field. */
  readonly column: string
  readonly field: string
  readonly value: string
  readonly code: string
  readonly about: readonly string[]
}

/** Ends the demo with one sentence for the person: a word of the demo's own. */
export class DemoRefusal extends Error {
  override name = 'DemoRefusal'
  readonly fault: string
  readonly about: readonly About[]
  readonly faults: readonly Fault[]

  constructor(
    fault: string,
    about: readonly About[] = [],
    more: { readonly faults?: readonly Fault[]; readonly cause?: unknown } = {},
  ) {
    super(fault, { cause: more.cause })
    this.fault = fault
    this.about = about
    this.faults = more.faults ?? []
  }
}
