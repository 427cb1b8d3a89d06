import { EventEmitter } from 'node:events'
import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'

import type { App as ElectronApp, CommandLine } from 'electron'

import { endBrowser } from './browser.ts'
import { cancelable } from './cancelable.ts'
import { InstanceLock } from './instance-lock.ts'
import { program, switches } from './program.ts'
import { strict } from './strict.ts'

type Face = Pick<
  ElectronApp,
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'isReady'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setPath'
  | 'whenReady'
> & { readonly commandLine: Pick<CommandLine, 'appendSwitch' | 'getSwitchValue' | 'hasSwitch'> }

/** What the app must know of a window to end it. */
export type OpenWindow = { close(): void; destroy(): void }

const PATIENCE = 3000

class App extends EventEmitter implements Face {
  readonly commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value = '') => void switches.set(name, value),
    hasSwitch: (name: string) => switches.has(name),
    getSwitchValue: (name: string) => switches.get(name) ?? '',
  })
  readonly #ready = Promise.withResolvers<void>()
  readonly #paths = new Map<string, string>()
  readonly #windows = new Set<OpenWindow>()
  #lock: InstanceLock | undefined
  #started = false
  #quitting = false
  #ending = false

  get isPackaged(): boolean {
    return program.packaged
  }

  isReady(): boolean {
    return this.#started
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  getName(): string {
    return program.name
  }

  getVersion(): string {
    return program.version
  }

  getAppPath(): string {
    return program.folder
  }

  getPath(name: string): string {
    return this.#paths.get(name) ?? defaultPath(name, () => this.getPath('userData'))
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute')
    this.#paths.set(name, path)
  }

  /** Every page of the stand-in is sandboxed. */
  enableSandbox(): void {}

  requestSingleInstanceLock(): boolean {
    if (this.#lock) return true
    const lock = InstanceLock.take(join(this.getPath('userData'), 'stand-in'), (given) => {
      this.emit('second-instance', cancelable({}), given.argv, given.folder, null)
    })
    this.#lock = lock
    return lock !== undefined
  }

  /** Asks, closes the windows, and ends once the last is gone; any of them may refuse. */
  quit(): void {
    if (this.#quitting || this.#ending) return
    if (!this.#agrees('before-quit')) return
    this.#quitting = true
    for (const window of this.#windows) window.close()
    if (this.#windows.size === 0) this.#endIfAgreed()
  }

  /** Ends without asking anyone. */
  exit(code = 0): void {
    if (this.#ending) return
    this.#ending = true
    for (const window of this.#windows) window.destroy()
    this.emit('quit', cancelable({}), code)
    this.#lock?.release()
    // As Electron does before it is ready; Playwright's own hold on `ready` is no matter here.
    if (!this.#started) process.exit(code)
    const force = setTimeout(() => process.exit(code), PATIENCE)
    void endBrowser().finally(() => {
      clearTimeout(force)
      process.exit(code)
    })
  }

  /** Called once Chromium runs. */
  start(): void {
    this.#started = true
    this.#ready.resolve()
    this.emit('ready', {}, {})
  }

  windowOpened(window: OpenWindow): void {
    this.#windows.add(window)
  }

  /** A window that refused to close ends the quitting. */
  windowStayed(): void {
    this.#quitting = false
  }

  windowClosed(window: OpenWindow): void {
    this.#windows.delete(window)
    if (this.#windows.size > 0 || this.#ending) return
    if (this.#quitting) this.#endIfAgreed()
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  #endIfAgreed(): void {
    if (this.#agrees('will-quit')) this.exit(0)
    else this.#quitting = false
  }

  #agrees(name: string): boolean {
    const event = cancelable({})
    this.emit(name, event)
    return !event.defaultPrevented
  }
}

function defaultPath(name: string, userData: () => string): string {
  const home = homedir()
  if (name === 'home') return home
  if (name === 'temp') return tmpdir()
  if (name === 'appData') return process.env['XDG_CONFIG_HOME'] ?? join(home, '.config')
  if (name === 'userData') return join(defaultPath('appData', userData), program.name)
  if (name === 'sessionData') return userData()
  if (name === 'exe') return program.executable
  if (['desktop', 'documents', 'downloads'].includes(name)) {
    return join(home, `${name.charAt(0).toUpperCase()}${name.slice(1)}`)
  }
  throw new Error(`the stand-in for Electron has no path '${name}'`)
}

strict('app', App.prototype)

export const app = new App()
