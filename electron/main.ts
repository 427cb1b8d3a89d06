import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

import { app, dialog, powerMonitor } from 'electron'

import { registerScheme, servePages } from './app-protocol.ts'
import { REFUSED_START, refusedArguments } from './arguments.ts'
import { CHANNELS } from './channels.ts'
import { keepCase } from './current-case.ts'
import { codeOf, type Log, openLog } from './log.ts'
import { showMenu } from './menu.ts'
import { removeNetwork } from './no-network.ts'
import { hardenChromium, makeSession } from './session.ts'
import { openSettings } from './settings.ts'
import type { ShellEvent } from './shell/contract.ts'
import { serveWindow } from './shell/handlers.ts'
import { makePlaces } from './shell/places.ts'
import { currentLocale } from './shell/start.ts'
import { load, makeWindow } from './window.ts'

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

  function tell(event: ShellEvent) {
    if (!window.isDestroyed()) window.webContents.send(CHANNELS.event, event)
  }

  const current = keepCase({ deviceId: settings.read().deviceId }, tell, log)
  const desk = {
    window,
    current,
    settings,
    places: makePlaces(),
    log,
    dataFolder,
    showMenu: () => showMenu(window, currentLocale(settings.read().locale), tell),
  }
  desk.showMenu()
  serveWindow(desk, devUrl)

  app.on('second-instance', () => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  powerMonitor.on('suspend', () => void current.lock())
  powerMonitor.on('lock-screen', () => void current.lock())
  app.on('before-quit', (event) => {
    if (!current.open()) return
    // The case is closed in order first; then the app quits for good.
    event.preventDefault()
    void current.lock().then(() => app.quit())
  })
  return load(window, devUrl, log)
}

main()
