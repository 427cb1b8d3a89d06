/** Numbers that look like chance and are the same for the same seed, everywhere and for ever. */
export type Random = {
  /** At least 0 and below 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  pick<T>(list: readonly T[]): T
  chance(probability: number): boolean
  /** The list in another order. */
  shuffle<T>(list: readonly T[]): T[]
}

/** A generator from a text: FNV-1a over its characters starts mulberry32 (both public domain). */
export function randomFrom(seed: string): Random {
  let state = 0x811c9dc5
  for (const character of seed) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  function whole(low: number, high: number): number {
    return low + Math.floor(next() * (high - low + 1))
  }
  return {
    next,
    whole,
    pick(list) {
      const picked = list[whole(0, list.length - 1)]
      if (picked === undefined) throw new RangeError('nothing to pick from')
      return picked
    },
    chance: (probability) => next() < probability,
    shuffle(list) {
      const order = [...list]
      for (let last = order.length - 1; last > 0; last -= 1) {
        const other = whole(0, last)
        const held = order[last]
        const moved = order[other]
        if (held === undefined || moved === undefined) continue
        order[last] = moved
        order[other] = held
      }
      return order
    },
  }
}
