import type { ShellEvent } from './shell/contract.ts'

/** How long a page may take to keep what is being written, in milliseconds. */
export const PATIENCE = 4000

/** The line from main to the one page. */
export type PageLine = {
  tell(event: ShellEvent): void
  /**
   * Has the page go blank and keep what is being written. Done when the page says so or its time is
   * over: a page that hangs never holds a lock up.
   */
  putAway(given: { readonly keepPlace: boolean }): Promise<void>
  /** The page says that everything is put away. */
  heardReady(): void
  /** Loads the page anew, so that nothing that it held is left in it, nor in its history. */
  renew(): Promise<void>
}

/** What the line needs of the window, so that it can be tried without one. */
export type PageEnds = {
  /** Sends to the page; false where there is no page any more. */
  send(event: ShellEvent): boolean
  load(): Promise<void>
  /** Ends the process of a page that does not answer; it is loaded anew by itself. */
  abandon(): void
  /** Calls back once the page's time is over; the answer takes that back. */
  afterPatience(call: () => void): () => void
}

/** Keeps the line to the page. */
export function keepPageLine(ends: PageEnds): PageLine {
  let ready: (() => void) | undefined
  let hanging = false

  return {
    tell: (event) => void ends.send(event),
    async putAway({ keepPlace }) {
      if (!ends.send({ event: 'lock-soon', keepPlace })) return
      hanging = await new Promise<boolean>((resolve) => {
        const cancel = ends.afterPatience(() => resolve(true))
        ready = () => {
          cancel()
          resolve(false)
        }
      })
      ready = undefined
    },
    heardReady: () => ready?.(),
    async renew() {
      if (!hanging) return ends.load()
      hanging = false
      ends.abandon()
    },
  }
}
