/** One thing to be measured: it answers the milliseconds that it took. */
export type Contender = () => Promise<number> | number

/** The middle one of the figures, or the mean of the two middle ones. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = Number.NaN, high = Number.NaN] = sorted.slice(Math.max(0, middle - 1), middle + 1)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? Number.NaN) : (low + high) / 2
}

/**
 * Runs all contenders once in every round, each round beginning with another one, so that whatever
 * else the machine does meets all of them alike. What comes back tells the median of each.
 */
export async function interleave<Name extends string>(
  rounds: number,
  contenders: Readonly<Record<Name, Contender>>,
  tell: (round: number) => void = () => {},
): Promise<(name: Name) => number> {
  const taken = new Map<string, number[]>()
  const turns = Object.entries<Contender>(contenders)
  for (let round = 0; round < rounds; round += 1) {
    const first = round % turns.length
    for (const [name, run] of [...turns.slice(first), ...turns.slice(0, first)]) {
      const milliseconds = await run()
      taken.set(name, [...(taken.get(name) ?? []), milliseconds])
    }
    tell(round + 1)
  }
  return (name) => median(taken.get(name) ?? [])
}

/** The milliseconds that a piece of work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
