/** How long before a lock it is told, in seconds. */
export const NOTICE = 30

export type Idleness =
  | { readonly phase: 'at work' }
  | { readonly phase: 'counting'; readonly seconds: number }
  | { readonly phase: 'over' }

/** How far idling has gone: `idle` of `limit` seconds without input; the last ones are counted. */
export function idlenessOf(idle: number, limit: number): Idleness {
  const left = limit - idle
  if (left <= 0) return { phase: 'over' }
  return left <= NOTICE ? { phase: 'counting', seconds: Math.ceil(left) } : { phase: 'at work' }
}

/** What the watch needs of the machine. */
export type IdleEnds = {
  /** A clock that is never put back, in milliseconds. */
  now(): number
  /** The case that is open: the same object for one sitting. */
  sitting(): object | null
  /** Seconds without input after which it is locked. */
  limit(): number
  /** Seconds since there was input that the page cannot see; infinite where it sees all. */
  sinceUnseen(): number
  /** Whether the machine's screen is locked, where only asking tells. */
  screenIsLocked(): boolean
  /** Seconds until the lock; null when it is called off. */
  tell(seconds: number | null): void
  lock(): void
}

export type IdleWatch = {
  /** The person did something in the window. */
  stir(): void
  /** To be called every second. */
  tick(): void
}

/** Locks a case that nobody works with. */
export function watchIdle(ends: IdleEnds): IdleWatch {
  let sitting: object | null = null
  let stirred = 0
  let told: number | null = null

  function tell(seconds: number | null) {
    if (seconds === told) return
    told = seconds
    ends.tell(seconds)
  }

  return {
    stir() {
      stirred = ends.now()
      tell(null)
    },
    tick() {
      const open = ends.sitting()
      if (open !== sitting) {
        // A case that was just opened is a beginning of its own.
        sitting = open
        stirred = ends.now()
        told = null
      }
      if (!open) return
      const unstirred = (ends.now() - stirred) / 1000
      const idleness = idlenessOf(Math.min(unstirred, ends.sinceUnseen()), ends.limit())
      if (idleness.phase === 'over' || ends.screenIsLocked()) ends.lock()
      else tell(idleness.phase === 'counting' ? idleness.seconds : null)
    },
  }
}
