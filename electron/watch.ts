import { performance } from 'node:perf_hooks'

import { app, type BrowserWindow, powerMonitor } from 'electron'

import type { BackupKeeper } from './backup-keeper.ts'
import type { CurrentCase } from './current-case.ts'
import type { Dialogs } from './dialogs.ts'
import { type IdleWatch, watchIdle } from './idle.ts'
import type { PageLine } from './page-line.ts'
import type { SettingsFile } from './settings.ts'

type Watched = {
  readonly window: BrowserWindow
  readonly page: PageLine
  readonly current: CurrentCase
  readonly dialogs: Dialogs
  readonly settings: SettingsFile
}

/** Locks with the machine; a window or an app that ends closes the case in order first. */
export function lockWithMachine({
  window,
  current,
  settings,
  backups,
}: Watched & { readonly backups: BackupKeeper }): void {
  powerMonitor.on('suspend', () => void current.lock('at once'))
  powerMonitor.on('lock-screen', () => void current.lock('at once'))
  powerMonitor.on('shutdown', () => void current.close())
  window.on('minimize', () => {
    if (settings.read().lock.onMinimise) void current.lock()
  })
  app.on('before-quit', (event) => {
    if (!current.open()) return
    event.preventDefault()
    void current
      .close()
      .then(() => backups.settled())
      .then(() => app.quit())
  })
  window.on('close', (event) => {
    if (!current.open()) return
    event.preventDefault()
    void current
      .close()
      .then(() => backups.settled())
      .then(() => window.close())
  })
}

const SECOND = 1000

/** Locks when nobody works with the case. */
export function lockWhenIdle({ page, current, dialogs, settings }: Watched): IdleWatch {
  const watch = watchIdle({
    now: () => performance.now(),
    sitting: () => current.open(),
    limit: () => settings.read().lock.idleMinutes * 60,
    // A dialog of the system takes its input past the page.
    sinceUnseen: () => (dialogs.isOpen() ? powerMonitor.getSystemIdleTime() : Infinity),
    // Linux tells no `lock-screen`.
    screenIsLocked: () =>
      process.platform === 'linux' && powerMonitor.getSystemIdleState(1) === 'locked',
    tell: (seconds) => page.tell({ event: 'lock-in', seconds }),
    lock: () => void current.lock(),
  })
  setInterval(() => watch.tick(), SECOND).unref()
  return watch
}
