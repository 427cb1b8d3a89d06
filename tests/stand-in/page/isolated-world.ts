import type { WorldBridge } from './bridge.ts'
import type { Codec } from './codec.ts'

/** What the preload script's world tells main. */
export type FromPage =
  | { readonly op: 'send'; readonly channel: string; readonly given: readonly unknown[] }
  | {
      readonly op: 'invoke'
      readonly id: number
      readonly channel: string
      readonly given: readonly unknown[]
    }
  | { readonly op: 'preload-error'; readonly error: Error }

/** What main tells it. */
export type ToPage =
  | { readonly op: 'reply'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly op: 'message'; readonly channel: string; readonly given: readonly unknown[] }

type Hear = (event: object, ...given: unknown[]) => void
type Preload = (
  require: (name: string) => unknown,
  process: object,
  module: { exports: object },
  exports: object,
) => void

type World = {
  readonly codec: Codec
  readonly bridge: WorldBridge
  readonly send: (text: string) => void
  /** Where main's messages are to arrive. */
  readonly receiver: string
  readonly facts: object
  readonly preload: Preload
}

/**
 * The world of a sandboxed preload script: ipcRenderer, contextBridge and a `require` that knows
 * little else. Its source is put into pages, so it uses nothing from outside itself.
 */
export function startIsolatedWorld(world: World): void {
  const { codec, bridge, send, receiver, facts, preload } = world
  const hearers = new Map<string, Hear[]>()
  const waiting = new Map<number, (reply: ToPage & { op: 'reply' }) => void>()
  let last = 0

  function tell(message: FromPage) {
    send(codec.encode(message))
  }

  const ipcRenderer = {
    send(channel: string, ...given: unknown[]) {
      tell({ op: 'send', channel, given })
    },
    async invoke(channel: string, ...given: unknown[]): Promise<unknown> {
      const id = (last += 1)
      tell({ op: 'invoke', id, channel, given })
      const reply = await new Promise<ToPage & { op: 'reply' }>((resolve) => {
        waiting.set(id, resolve)
      })
      if (reply.error === undefined) return reply.value
      throw new Error(`Error invoking remote method '${channel}': ${reply.error}`)
    },
    on(channel: string, listener: Hear) {
      hearers.set(channel, [...(hearers.get(channel) ?? []), listener])
      return ipcRenderer
    },
    removeListener(channel: string, listener: Hear) {
      const others = (hearers.get(channel) ?? []).filter((known) => known !== listener)
      hearers.set(channel, others)
      return ipcRenderer
    },
  }

  function isMessage(value: unknown): value is ToPage {
    return typeof value === 'object' && value !== null && 'op' in value
  }

  function receive(text: string) {
    const message = codec.decode(text)
    if (!isMessage(message)) return
    if (message.op === 'reply') {
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
      return
    }
    const event = { sender: ipcRenderer, ports: [] }
    for (const listener of hearers.get(message.channel) ?? []) listener(event, ...message.given)
  }

  /** A member that is missing fails by name, as on main's side. */
  function fenced(name: string, members: object): object {
    return new Proxy(members, {
      get(target, key) {
        if (key in target || typeof key === 'symbol' || key === 'then') {
          return Reflect.get(target, key)
        }
        throw new Error(`the stand-in for Electron has no ${name}.${key}`)
      },
    })
  }

  const electron = fenced('electron', {
    ipcRenderer: fenced('ipcRenderer', ipcRenderer),
    contextBridge: fenced('contextBridge', { exposeInMainWorld: bridge.expose }),
  })

  function require(name: string): unknown {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }

  Object.defineProperty(globalThis, receiver, { value: receive })
  const module = { exports: {} }
  const process = { type: 'renderer', sandboxed: true, contextIsolated: true, ...facts }
  try {
    Reflect.apply(preload, globalThis, [require, process, module, module.exports])
  } catch (error) {
    console.error('Unable to load preload script', error)
    tell({
      op: 'preload-error',
      error: error instanceof Error ? error : new Error(String(error)),
    })
  }
}
