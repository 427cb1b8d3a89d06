import { Failure } from '#db/kernel/failure.ts'

import { sealedIn } from './secrets.ts'

/** How long a process waits for what is sealed to it, in milliseconds. */
const PATIENCE = 60_000

/** A process of its own that can make a key for what is to be sealed to it. */
type Sealable = { recipient(): Promise<string>; end(): Promise<void> }

export type Ready<P extends Sealable> = {
  /** Starts a process for the next piece of work. Answers its public key; fails as `cancelled`. */
  prepare(): Promise<string>
  /**
   * The process that waits, or another one where none does. Fails with `cancelled` where the work's
   * secrets are sealed to a process that was stopped before the work came.
   */
  take(work: object): Promise<P>
  /** Ends what waits, because its work is not wanted any more. */
  stop(): Promise<void>
}

/** Keeps one process waiting for its one piece of work, so that secrets can be sealed to it. */
export function keepReady<P extends Sealable>(start: () => P): Ready<P> {
  let waiting: Waiting<P> | undefined
  let stopped: Waiting<P> | undefined

  function take(): Waiting<P> | undefined {
    clearTimeout(waiting?.timer)
    const taken = waiting
    waiting = undefined
    return taken
  }

  return {
    async prepare() {
      const before = take()
      const ready = start()
      const recipient = ready.recipient()
      const timer = setTimeout(() => void take()?.ready.end(), PATIENCE).unref()
      const own = { ready, recipient, timer }
      waiting = own
      await before?.ready.end()
      try {
        return await recipient
      } catch (error) {
        throw own === stopped ? cancelled() : error
      }
    },
    async take(work) {
      const sealedTo = sealedIn(work)[0]?.[1].to
      if (stopped && sealedTo === (await stopped.recipient.catch(() => ''))) throw cancelled()
      return take()?.ready ?? start()
    },
    async stop() {
      const own = take()
      stopped = own ?? stopped
      await own?.ready.end()
    },
  }
}

type Waiting<P> = {
  readonly ready: P
  readonly recipient: Promise<string>
  readonly timer: NodeJS.Timeout
}

function cancelled(): Failure {
  return new Failure('cancelled', [{ code: 'call.cancelled' }])
}
