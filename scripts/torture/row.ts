/** One line of the table: what was tried, what it must show, and what it showed. */
export type Row = {
  readonly name: string
  readonly needed: string
  readonly measured: Readonly<Record<string, number>>
  readonly held: boolean
  /** Why the row could not be tried on this machine; it then counts neither way. */
  readonly skipped?: string
  /** The first few things that went wrong, for whoever looks into it. */
  readonly examples?: readonly string[]
}

/** How much is tried: everything the figures ask for, or enough to see that it still works. */
export type Size = 'full' | 'short'

/** Counts outcomes by name and keeps the first few bad ones. */
export type Tally = {
  add(outcome: string, example?: string): void
  of(outcome: string): number
  readonly counts: Readonly<Record<string, number>>
  readonly examples: readonly string[]
}

const MOST_EXAMPLES = 5
const BAD = new Set(['lost', 'silent', 'wrong'])

export function tallied(): Tally {
  const counts: Record<string, number> = {}
  const examples: string[] = []
  return {
    counts,
    examples,
    add(outcome, example) {
      counts[outcome] = (counts[outcome] ?? 0) + 1
      const bad = BAD.has(outcome) && example !== undefined
      if (bad && examples.length < MOST_EXAMPLES) examples.push(example)
    },
    of: (outcome) => counts[outcome] ?? 0,
  }
}
