import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

/** Locking the open case, and what the page answers before it is. */
export function lockHandlers({ page, current }: Desk): Pick<ShellHandlers, 'lock' | 'lockReady'> {
  return {
    async lock() {
      await current.lock()
      return {}
    },
    lockReady() {
      page.heardReady()
      return {}
    },
  }
}
