import type { BrowserWindow } from 'electron'

import type { BackupKeeper } from '../backup-keeper.ts'
import type { BackupReader } from '../backup-link.ts'
import type { Copies } from '../copies.ts'
import type { CurrentCase } from '../current-case.ts'
import type { Dialogs } from '../dialogs.ts'
import type { IdleWatch } from '../idle.ts'
import type { Log } from '../log.ts'
import type { PageLine } from '../page-line.ts'
import type { Rebuilds } from '../rebuilds.ts'
import type { SettingsFile } from '../settings.ts'
import type { Tries } from '../tries.ts'
import type { Verifier } from '../verify-link.ts'
import type { Places } from './places.ts'

/** All that the handlers of the machine work with. */
export type Desk = {
  readonly window: BrowserWindow
  readonly page: PageLine
  readonly current: CurrentCase
  readonly dialogs: Dialogs
  readonly copies: Copies
  readonly idle: IdleWatch
  readonly settings: SettingsFile
  readonly places: Places
  readonly tries: Tries
  readonly verifier: Verifier
  readonly rebuilds: Rebuilds
  readonly backups: BackupKeeper
  readonly reader: BackupReader
  readonly log: Log
  /** Where settings, the practice case and cases without a chosen place are kept. */
  readonly dataFolder: string
  /** Hides the window from pictures of the screen, or shows it, as the settings now say. */
  hide(): void
  /** Writes the menu anew after the language changed. */
  showMenu(): void
}
