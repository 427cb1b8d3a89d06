import { canHideFromScreen, hideFromScreen } from '../screen.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

type LockHandlers = Pick<
  ShellHandlers,
  'lock' | 'lockReady' | 'stir' | 'lockSettings' | 'setLock' | 'shield'
>

/** Locking the open case, what the page answers before it is, and when it is locked by itself. */
export function lockHandlers(desk: Desk): LockHandlers {
  const { page, current, idle, settings } = desk
  return {
    async lock() {
      await current.lock()
      return {}
    },
    lockReady() {
      page.heardReady()
      return {}
    },
    stir() {
      idle.stir()
      return {}
    },
    lockSettings: () => ({
      settings: settings.read().lock,
      canHide: canHideFromScreen(process.platform),
    }),
    setLock(lock) {
      settings.setLock(lock)
      desk.hide()
      return {}
    },
    shield({ on }) {
      const { lock } = settings.read()
      if (on) hideFromScreen(desk.window, { ...lock, hideFromScreen: true }, current.open())
      else desk.hide()
      return {}
    },
  }
}
