import { EventEmitter } from 'node:events'

import type { IpcMain as ElectronIpcMain } from 'electron'

import { strict } from './strict.ts'

type Face = Pick<ElectronIpcMain, 'handle' | 'removeHandler'>

/** Who calls: the page and its frame. */
export type Caller = {
  readonly sender: object
  readonly senderFrame: { readonly url: string } | null
}
type Handler = Parameters<ElectronIpcMain['handle']>[1]

class IpcMain extends EventEmitter implements Face {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    }
    this.#handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  /** Answers one call of a page; rejects as the handler does. */
  async answer(channel: string, caller: Caller, given: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return await Reflect.apply(handler, undefined, [caller, ...given])
  }
}

strict('ipcMain', IpcMain.prototype)

export const ipcMain = new IpcMain()
