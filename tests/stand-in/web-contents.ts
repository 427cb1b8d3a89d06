import { EventEmitter } from 'node:events'

import type { WebContents as ElectronWebContents, WebPreferences } from 'electron'

import { innerAddress, outerAddress } from './address.ts'
import { browser } from './browser.ts'
import { cancelable } from './cancelable.ts'
import type { Line } from './cdp.ts'
import { type Frame, type Frames, followFrames } from './frames.ts'
import { type IpcLine, keepIpcLine } from './ipc-line.ts'
import { ipcMain } from './ipc-main.ts'
import type { FromPage, ToPage } from './page/isolated-world.ts'
import { BINDING, codec, pageScripts, WORLD } from './page/scripts.ts'
import { decidePermissions } from './permissions.ts'
import { type PdfOptions, toPdf } from './pdf.ts'
import { debug } from './program.ts'
import { answerRequests } from './requests.ts'
import { Session } from './session.ts'
import { strict } from './strict.ts'

type Face = Pick<
  ElectronWebContents,
  | 'close'
  | 'executeJavaScript'
  | 'forcefullyCrashRenderer'
  | 'getURL'
  | 'id'
  | 'isDestroyed'
  | 'loadURL'
  | 'print'
  | 'reload'
  | 'send'
  | 'setWebRTCIPHandlingPolicy'
>

type Printed = Parameters<ElectronWebContents['print']>[1]
type Opening = { readonly url: string }

/** After so many milliseconds a close is taken to be lost. */
const LOST_AFTER = 3000

let last = 0
const all = new Map<string, WebContents>()

export class WebContents extends EventEmitter implements Face {
  readonly id = (last += 1)
  readonly session: Session
  readonly #preload: string | undefined
  readonly #attached = Promise.withResolvers<Line>()
  #frames: Frames | undefined
  #ipc: IpcLine | undefined
  #target = ''
  #own = ''
  readonly #openings: string[] = []
  #destroyed = false
  #open: (opening: Opening) => { readonly action: string } = () => ({ action: 'allow' })

  constructor(preferences: WebPreferences) {
    super()
    const { session, preload } = preferences
    this.session = session instanceof Session ? session : new Session()
    this.#preload = preload
  }

  /** Takes the page that Chromium made for this: its scripts, its requests, then it may run. */
  async attach(line: Line, target: string): Promise<void> {
    this.#target = target
    all.set(target, this)
    const frames = followFrames(line)
    this.#frames = frames
    this.#ipc = keepIpcLine(line, (message, frameId, reply) => {
      void this.#hear(message, frames.get(frameId) ?? null, reply)
    })
    line.on('Page.windowOpen', ({ url }) => this.#openings.push(url))
    line.on('Page.loadEventFired', () => this.emit('did-finish-load', {}))
    line.on('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
    })
    line.on('Target.attachedToTarget', ({ sessionId }) => this.#watchChild(sessionId))
    const { main, isolated } = pageScripts(this.#preload)
    const script = 'Page.addScriptToEvaluateOnNewDocument'
    await Promise.all([
      line.send('Page.enable'),
      line.send('Runtime.enable'),
      line.send('Inspector.enable'),
      frames.known,
      this.#answer(line),
      line.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      line.send(script, { source: main }),
      line.send(script, { source: isolated, worldName: WORLD }),
      line.send('Target.setAutoAttach', AUTO_ATTACH),
      line.send('Runtime.runIfWaitingForDebugger'),
    ])
    this.#attached.resolve(line)
  }

  /** The line to the page, once it is there. */
  line(): Promise<Line> {
    return this.#attached.promise
  }

  detached(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    all.delete(this.#target)
    this.emit('destroyed')
  }

  get targetId(): string {
    return this.#target
  }

  get mainFrame(): Frame | undefined {
    return this.#frames?.main()
  }

  getURL(): string {
    return this.mainFrame?.url ?? ''
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  async loadURL(url: string): Promise<void> {
    const line = await this.line()
    const inner = new URL(innerAddress(url)).href
    this.#own = inner
    const loaded = new Promise((resolve) => {
      this.once('did-finish-load', resolve)
    })
    const { errorText } = await line.send('Page.navigate', { url: inner })
    if (errorText !== undefined)
      throw new Error(`${errorText.replace('net::', '')} loading '${url}'`)
    await loaded
  }

  reload(): void {
    this.#own = innerAddress(this.getURL())
    void this.line().then((line) => line.send('Page.reload'))
  }

  send(channel: string, ...given: unknown[]): void {
    const message: ToPage = { op: 'message', channel, given }
    // What cannot be cloned fails the sender.
    codec.encode(message)
    this.#ipc?.send(this.#frames?.mainId() ?? '', message)
  }

  /** What the page went through before is forgotten. */
  readonly navigationHistory = strict('navigationHistory', {
    clear: () => {
      void this.line()
        .then((line) => line.send('Page.resetNavigationHistory'))
        .catch((error: unknown) => debug('history', error))
    },
  })

  setWindowOpenHandler(handler: (opening: never) => { readonly action: string }): void {
    this.#open = (opening) => Reflect.apply(handler, undefined, [opening])
  }

  /** Whether the page may open a window; asked before the window runs anything. */
  mayOpen(): boolean {
    return this.#open({ url: outerAddress(this.#openings.shift() ?? '') }).action === 'allow'
  }

  /** Chromium is given the policy as a switch. */
  setWebRTCIPHandlingPolicy(): void {}

  async executeJavaScript(code: string): Promise<unknown> {
    const line = await this.line()
    const { result, exceptionDetails } = await line.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description)
    return result.value
  }

  async printToPDF(options: PdfOptions): Promise<Buffer> {
    return toPdf(await this.line(), options)
  }

  /** There is no print dialog here: it answers as if the person had closed it. */
  print(_options?: object, done?: Printed): void {
    setImmediate(() => done?.(false, 'Print job canceled'))
  }

  /** Runs the page's `beforeunload`, then ends it. */
  close(): void {
    void this.line()
      .then((line) => line.send('Page.close'))
      .catch((error: unknown) => debug('close', error))
    setTimeout(() => this.#closeTarget(), LOST_AFTER).unref()
  }

  /** Chromium loses a close that comes while a page is just beginning. */
  #closeTarget(): void {
    if (this.#destroyed) return
    browser()
      .send('Target.closeTarget', { targetId: this.targetId })
      .catch((error: unknown) => debug('close', error))
  }

  forcefullyCrashRenderer(): void {
    void this.line()
      .then((line) => line.send('Page.crash'))
      .catch((error: unknown) => debug('crash', error))
  }

  async #hear(
    message: FromPage,
    frame: Frame | null,
    reply: (message: ToPage) => void,
  ): Promise<void> {
    const event = { sender: this, senderFrame: frame }
    if (message.op === 'preload-error') {
      this.emit('preload-error', event, this.#preload, message.error)
    } else if (message.op === 'send') ipcMain.emit(message.channel, event, ...message.given)
    else {
      const { id, channel, given } = message
      try {
        reply({ op: 'reply', id, value: await ipcMain.answer(channel, event, given) })
      } catch (error) {
        console.error(`Error occurred in handler for '${channel}':`, error)
        reply({ op: 'reply', id, error: String(error) })
      }
    }
  }

  #answer(line: Line): Promise<unknown> {
    return answerRequests(line, {
      session: this.session,
      isMainFrame: (frameId) => frameId === this.#frames?.mainId(),
      mayLoad: (url, frameId, redirected) => this.#mayLoad(url, frameId, redirected),
      beforeDocument: (address) => decidePermissions(this.session, this, address),
    })
  }

  #mayLoad(url: string, frameId: string, redirected: boolean): boolean {
    const isMainFrame = frameId === this.#frames?.mainId()
    if (isMainFrame && this.#own !== '' && outerAddress(this.#own).split('#', 1)[0] === url) {
      this.#own = ''
      return true
    }
    const event = cancelable({ url, isMainFrame, frame: this.#frames?.get(frameId) ?? null })
    this.emit(redirected ? 'will-redirect' : 'will-frame-navigate', event)
    if (isMainFrame && !redirected) this.emit('will-navigate', event)
    return !event.defaultPrevented
  }

  /** Workers and frames of other sites have lines, and requests, of their own. */
  async #watchChild(sessionId: string): Promise<void> {
    const child = browser().session(sessionId)
    // What has no network of its own refuses, and is let run.
    await this.#answer(child).catch((error: unknown) => debug('child', error))
    await child.send('Runtime.runIfWaitingForDebugger')
  }
}

strict('webContents', WebContents.prototype)

/** Chromium holds every new target until it was looked at. */
export const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }

export const webContents = strict('webContents', {
  getAllWebContents: () => [...all.values()],
  fromDevToolsTargetId: (target: string) => all.get(target),
})
