import { join } from 'node:path'

import { app, BrowserWindow, type Session } from 'electron'

import type { Log } from './log.ts'
import { ORIGIN } from './origin.ts'

const RELOADS = 3
const TITLE = '巡督'

/** The address of the face: the app's own pages, or the development server. */
export function startUrl(devUrl: string | undefined): string {
  return devUrl ?? `${ORIGIN}/`
}

/**
 * Makes the one window: a sandboxed page that has nothing of Node, shown once it is loaded. A page
 * that crashes is loaded anew; the case lives in another process and loses nothing.
 */
export function makeWindow(session: Session, devUrl: string | undefined, log: Log): BrowserWindow {
  const window = new BrowserWindow({
    title: TITLE,
    width: 1440,
    height: 900,
    minWidth: 1100,
    minHeight: 700,
    show: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      session,
      preload: join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      v8CacheOptions: 'none',
    },
  })
  let crashes = 0
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log('page-gone', { code: reason, exitCode })
    crashes += 1
    if (crashes <= RELOADS) void loadAnew(window, devUrl, log)
  })
  return window
}

/** Loads the face and shows the window. */
export async function load(
  window: BrowserWindow,
  devUrl: string | undefined,
  log: Log,
): Promise<void> {
  if (!(await loadAnew(window, devUrl, log))) return
  window.show()
  log('page-shown')
}

/**
 * Loads the face anew without showing a window that is minimised. The history of addresses goes
 * too: they hold what was searched for. Tells whether it is there.
 */
async function loadAnew(
  window: BrowserWindow,
  devUrl: string | undefined,
  log: Log,
): Promise<boolean> {
  try {
    if (window.isDestroyed()) return false
    await window.loadURL(startUrl(devUrl))
    if (window.isDestroyed()) return false
    window.webContents.navigationHistory.clear()
    return true
  } catch {
    // A window that was closed in the meantime has failed nobody.
    if (!window.isDestroyed()) log('page-not-loaded')
    return false
  }
}

/** A page of another origin, and with it of another process. */
const BLANK = `data:text/html;charset=utf-8,<title>${encodeURIComponent(TITLE)}</title>`

/**
 * Loads the face anew in a process of its own: the one before it ends, and with it all that the
 * page held in memory, such as what was typed at the door.
 */
export async function loadInNewProcess(
  window: BrowserWindow,
  devUrl: string | undefined,
  log: Log,
): Promise<boolean> {
  try {
    if (!window.isDestroyed()) await window.loadURL(BLANK)
  } catch {
    // The face is loaded all the same.
    if (!window.isDestroyed()) log('page-not-loaded')
  }
  return loadAnew(window, devUrl, log)
}
