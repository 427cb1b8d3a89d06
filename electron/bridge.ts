import type { Reply } from '#db/kernel/failure.ts'

import type { ShellEvent } from './shell/contract.ts'

/** All that the preload script shows to the page as `window.xundu`. */
export type Bridge = {
  /** A question or change of the open case file. */
  readonly call: (name: string, input: unknown) => Promise<Reply>
  /** A question or change of the machine: files, lock, print, clipboard. */
  readonly shell: (name: string, input: unknown) => Promise<Reply>
  /** Hears what main tells; the answer ends the hearing. */
  readonly onEvent: (listener: (event: ShellEvent) => void) => () => void
}
