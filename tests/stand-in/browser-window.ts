import { EventEmitter } from 'node:events'
import { isAbsolute } from 'node:path'

import type {
  BrowserWindow as ElectronBrowserWindow,
  BrowserWindowConstructorOptions,
  WebPreferences,
} from 'electron'

import { app } from './app.ts'
import { browser } from './browser.ts'
import { cancelable } from './cancelable.ts'
import { openBareWindow } from './chromium.ts'
import { debug, isHeaded } from './program.ts'
import { strict } from './strict.ts'
import { awaitPage } from './targets.ts'
import { WebContents } from './web-contents.ts'

type Face = Pick<
  ElectronBrowserWindow,
  | 'close'
  | 'destroy'
  | 'focus'
  | 'isDestroyed'
  | 'isFocused'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'minimize'
  | 'restore'
  | 'show'
>
type WindowState = 'minimized' | 'normal'

const windows = new Set<BrowserWindow>()

export class BrowserWindow extends EventEmitter implements Face {
  readonly webContents: WebContents
  #destroyed = false
  #closing = false
  #visible = false
  #focused = false
  #minimized = false

  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...windows].find((window) => window.isFocused()) ?? null
  }

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const { webPreferences = {}, width = 800, height = 600, show = true } = options
    refuseUnsafe(webPreferences)
    this.webContents = new WebContents(webPreferences)
    this.webContents.once('destroyed', () => this.#gone())
    windows.add(this)
    app.windowOpened(this)
    app.emit('web-contents-created', {}, this.webContents)
    this.#open({ width, height }).catch((error: unknown) => debug('window', error))
    if (show) this.show()
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  show(): void {
    this.#visible = true
    this.focus()
  }

  focus(): void {
    for (const window of windows) window.#focused = window === this
    this.emit('focus', {})
    void this.webContents
      .line()
      .then((line) => line.send('Page.bringToFront'))
      .catch((error: unknown) => debug('focus', error))
  }

  isVisible(): boolean {
    return this.#visible && !this.#minimized
  }

  isFocused(): boolean {
    return this.#visible && this.#focused && !this.#minimized
  }

  minimize(): void {
    this.#minimized = true
    this.emit('minimize', {})
    void this.#setState('minimized')
  }

  restore(): void {
    this.#minimized = false
    void this.#setState('normal')
  }

  isMinimized(): boolean {
    return this.#minimized
  }

  close(): void {
    if (this.#destroyed || this.#closing) return
    const event = cancelable({})
    this.emit('close', event)
    if (event.defaultPrevented) {
      app.windowStayed()
      return
    }
    this.#closing = true
    this.webContents.close()
  }

  destroy(): void {
    const { targetId } = this.webContents
    this.webContents.detached()
    if (targetId === '') return
    browser()
      .send('Target.closeTarget', { targetId })
      .catch((error: unknown) => debug('destroy', error))
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  async #open(size: { readonly width: number; readonly height: number }): Promise<void> {
    const url = awaitPage(this.webContents)
    if (isHeaded()) openBareWindow(browser().profile, url, size)
    else await browser().send('Target.createTarget', { url, ...size, newWindow: true })
    await this.webContents.line()
    const { windowId } = await this.#window()
    await browser().send('Browser.setContentsSize', { windowId, ...size })
  }

  #window(): Promise<{ readonly windowId: number }> {
    const { targetId } = this.webContents
    return browser().send('Browser.getWindowForTarget', { targetId })
  }

  async #setState(windowState: WindowState): Promise<void> {
    try {
      await this.webContents.line()
      const { windowId } = await this.#window()
      await browser().send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
    } catch (error) {
      debug(windowState, error)
    }
  }

  #gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.delete(this)
    this.emit('closed', {})
    app.windowClosed(this)
  }
}

/** Pages with any of Node's powers are not what is tested here. */
function refuseUnsafe(preferences: WebPreferences): void {
  const { sandbox, contextIsolation, nodeIntegration, preload } = preferences
  if (sandbox === false || contextIsolation === false || nodeIntegration) {
    throw new Error('the stand-in for Electron runs isolated, sandboxed pages only')
  }
  if (preload !== undefined && !isAbsolute(preload)) {
    throw new Error(`preload script must have absolute path: ${preload}`)
  }
}

strict('BrowserWindow', BrowserWindow.prototype)
