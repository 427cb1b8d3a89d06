import type { BrowserWindow } from 'electron'

import type { CurrentCase } from '../current-case.ts'
import type { Log } from '../log.ts'
import type { SettingsFile } from '../settings.ts'
import type { Tries } from '../tries.ts'
import type { Places } from './places.ts'

/** All that the handlers of the machine work with. */
export type Desk = {
  readonly window: BrowserWindow
  readonly current: CurrentCase
  readonly settings: SettingsFile
  readonly places: Places
  readonly tries: Tries
  readonly log: Log
  /** Where settings, the practice case and cases without a chosen place are kept. */
  readonly dataFolder: string
  /** Writes the menu anew after the language changed. */
  showMenu(): void
}
