import type Database from 'better-sqlite3-multiple-ciphers'

/**
 * What must be true again before a transaction ends, such as counts kept ready. Answers true where
 * some of it is left for later.
 */
export type Settler = (handle: Database.Database) => unknown

/** The settlers of a case file, and whether one of them left something. */
export type Settling = { settle(): void; readonly left: boolean }

/** An upgrade, or an opening that was cut off, may have left something: so it is held at first. */
export function settlingOf(handle: Database.Database, settlers: readonly Settler[]): Settling {
  let left = true
  return {
    settle() {
      left = settlers.map((settle) => settle(handle)).includes(true)
    },
    get left() {
      return left
    },
  }
}
