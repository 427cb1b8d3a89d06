/** How long a process waits for what is sealed to it, in milliseconds. */
const PATIENCE = 60_000

/** A process of its own that can make a key for what is to be sealed to it. */
type Sealable = { recipient(): Promise<string>; end(): Promise<void> }

export type Ready<P extends Sealable> = {
  /** Starts a process for the next piece of work. Answers its public key. */
  prepare(): Promise<string>
  /** The process that waits, or another one where none does. */
  take(): P
  /** Ends what waits. */
  drop(): Promise<void>
}

/** Keeps one process waiting for its one piece of work, so that secrets can be sealed to it. */
export function keepReady<P extends Sealable>(start: () => P): Ready<P> {
  let waiting: { readonly ready: P; readonly timer: NodeJS.Timeout } | undefined

  function take(): P | undefined {
    clearTimeout(waiting?.timer)
    const taken = waiting?.ready
    waiting = undefined
    return taken
  }

  async function drop(): Promise<void> {
    await take()?.end()
  }

  return {
    async prepare() {
      const before = take()
      const ready = start()
      waiting = { ready, timer: setTimeout(() => void drop(), PATIENCE).unref() }
      await before?.end()
      return ready.recipient()
    },
    take: () => take() ?? start(),
    drop,
  }
}
