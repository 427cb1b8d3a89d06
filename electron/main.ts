import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

import { app, type BrowserWindow, clipboard, dialog } from 'electron'

import { registerScheme, servePages } from './app-protocol.ts'
import { REFUSED_START, refusedArguments } from './arguments.ts'
import { keepBackups, type BackupKeeper } from './backup-keeper.ts'
import { keepBackupReader } from './backup-link.ts'
import type { OpenForBackup } from './backup-maker.ts'
import { CHANNELS } from './channels.ts'
import { type Copies, keepCopies } from './copies.ts'
import { type CurrentCase, keepCase } from './current-case.ts'
import { keepDialogs } from './dialogs.ts'
import { codeOf, type Log, openLog } from './log.ts'
import { showMenu } from './menu.ts'
import { removeNetwork } from './no-network.ts'
import { hideFromScreen } from './screen.ts'
import { hardenChromium, makeSession } from './session.ts'
import { keepPageLine, type PageLine, PATIENCE } from './page-line.ts'
import { openSettings, type SettingsFile } from './settings.ts'
import { readClipboard } from './shell/clipboard.ts'
import { serveWindow } from './shell/handlers.ts'
import { makePlaces } from './shell/places.ts'
import { currentLocale } from './shell/start.ts'
import { keepRebuilds } from './rebuilds.ts'
import { openTries } from './tries.ts'
import { keepVerifier } from './verify-link.ts'
import { lockWhenIdle, lockWithMachine } from './watch.ts'
import { load, loadInNewProcess, makeWindow } from './window.ts'

/** Starts the app: refuses what would weaken it, takes the network away, opens the one window. */
function main(): void {
  const refused = app.isPackaged ? refusedArguments(process.argv.slice(1)) : []
  if (refused.length > 0) {
    refuseStart(refused)
    return
  }
  removeNetwork()
  const ownData = process.env['XUNDU_DATA']
  if (ownData) app.setPath('userData', ownData)
  const devUrl = app.isPackaged ? undefined : process.env['XUNDU_DEV_URL']
  hardenChromium(devUrl)
  registerScheme()
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  const dataFolder = app.getPath('userData')
  const log = openLog(join(dataFolder, 'logs'), () => new Date())
  app.on('window-all-closed', () => app.quit())
  app.whenReady().then(
    () => openWindow(dataFolder, devUrl, log),
    (error: unknown) => {
      log('start-failed', { code: codeOf(error) })
      app.exit(1)
    },
  )
}

/** Says why before the language is known; then ends. */
function refuseStart(refused: readonly string[]): void {
  const given = refused.join(' ')
  dialog.showErrorBox(
    '巡督没有启动 Xundu has not started',
    `不能带这些参数启动，去掉后再打开：${given}\nIt does not start with these switches: ${given}`,
  )
  app.exit(REFUSED_START)
}

function openWindow(dataFolder: string, devUrl: string | undefined, log: Log): Promise<void> {
  log('started')
  const settings = openSettings(join(dataFolder, 'settings.json'), randomUUID)
  const session = makeSession(devUrl)
  servePages(session, join(import.meta.dirname, '../renderer'))
  const window = makeWindow(session, devUrl, log)

  const page = linkPage(window, devUrl, log)
  const copies = guardClipboard(page)
  const deviceFor = (folder?: string) => ({ deviceId: settings.deviceOf(folder) })
  const backups = backUpInto(dataFolder, settings, page, log)
  const reader = keepBackupReader(log, ({ step, done, total }) =>
    page.tell({ event: 'progress', call: `backup.${step}`, done, total }),
  )
  const verifier = keepVerifier(log)
  const hide = () => hideFromScreen(window, settings.read().lock, current.open())
  const ends = {
    ...backups,
    opened(open: OpenForBackup) {
      hide()
      backups.opened(open)
    },
    closed() {
      hide()
      backups.closed()
      return Promise.all([copies.clear(), verifier.stop()]).then(() => undefined)
    },
  }
  const current: CurrentCase = keepCase(deviceFor, page, ends, log)
  const watched = { window, page, current, settings, dialogs: keepDialogs(() => current.open()) }
  const desk = {
    ...watched,
    copies,
    verifier,
    backups,
    reader,
    hide,
    idle: lockWhenIdle(watched),
    places: makePlaces(),
    rebuilds: keepRebuilds(),
    tries: openTries(join(dataFolder, 'tries.json'), () => Date.now()),
    log,
    dataFolder,
    showMenu: () =>
      showMenu(window, currentLocale(settings.read().locale), (step) => {
        // A page that hangs must not keep the case open.
        if (step === 'lock') void current.lock()
        else page.tell({ event: 'menu', item: step })
      }),
  }
  desk.showMenu()
  hide()
  serveWindow(desk, devUrl)

  app.on('second-instance', () => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  lockWithMachine(desk)
  return load(window, devUrl, log)
}

/** The line to the page of the window. */
function linkPage(window: BrowserWindow, devUrl: string | undefined, log: Log): PageLine {
  return keepPageLine({
    send(event) {
      if (window.isDestroyed()) return false
      window.webContents.send(CHANNELS.event, event)
      return true
    },
    load: () => loadInNewProcess(window, devUrl, log).then(() => undefined),
    abandon: () => window.webContents.forcefullyCrashRenderer(),
    afterPatience: (call) => after(PATIENCE, call),
  })
}

/** Looks after the backups of the open case, in the app's own data and where the person says. */
function backUpInto(
  dataFolder: string,
  settings: SettingsFile,
  page: PageLine,
  log: Log,
): BackupKeeper {
  return keepBackups({
    folder: join(dataFolder, 'backups'),
    version: app.getVersion(),
    log,
    now: () => new Date(),
    read: () => settings.read().backups,
    write: (changed) => settings.setBackups(changed),
    after,
    tell: () => page.tell({ event: 'backed-up' }),
  })
}

/** Calls back once so many milliseconds have passed; the answer takes that back. */
function after(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds)
  return () => clearTimeout(timer)
}

/** The clipboard of the machine, from which what the app copied goes again. */
function guardClipboard(page: PageLine): Copies {
  return keepCopies({
    read: readClipboard,
    clear: () => clipboard.clear(),
    after,
    tell: (held) => page.tell({ event: 'copied', held }),
  })
}

main()
