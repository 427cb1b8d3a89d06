import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'
import { debug } from './program.ts'

export type { Protocol }

type Method = keyof Protocol.CommandParameters
type EventName = keyof Protocol.Events

/** One line of the DevTools protocol: to the browser, or to one of its targets. */
export type Line = {
  send<M extends Method>(
    method: M,
    params?: Protocol.CommandParameters[M],
  ): Promise<Protocol.CommandReturnValues[M]>
  on<E extends EventName>(event: E, listener: (told: Protocol.Events[E]) => unknown): void
}

export type Connection = Line & {
  /** The line to a target that was attached. */
  session(sessionId: string): Line
  forget(sessionId: string): void
  /** Settles when the browser has ended. */
  readonly gone: Promise<void>
}

/** What comes back is what the protocol's types promise for the method, so it is left open here. */
type Answer = {
  readonly id: number
  readonly result: never
  readonly error?: { readonly message: string }
}
type Told = { readonly method: string; readonly params: unknown; readonly sessionId?: string }
type Waiting = PromiseWithResolvers<never> & { readonly method: string }

/** Speaks with Chromium over its pipes 3 and 4, so that it ends when this process does. */
export function connect(chromium: ChildProcess): Connection {
  const { input, output } = pipesOf(chromium)
  const waiting = new Map<number, Waiting>()
  const hearers = new Map<string, EventEmitter>([['', makeHearer()]])
  let last = 0
  let over = false

  function hear(message: Answer | Told) {
    if (!('id' in message)) {
      hearers.get(message.sessionId ?? '')?.emit(message.method, message.params)
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) asked?.reject(new Error(`${asked.method}: ${message.error.message}`))
    else asked?.resolve(message.result)
  }

  function ask(method: string, params: unknown, sessionId: string): Promise<never> {
    if (over) return Promise.reject(new Error('Chromium has ended'))
    const id = (last += 1)
    const asked = { ...Promise.withResolvers<never>(), method }
    waiting.set(id, asked)
    const address = sessionId === '' ? {} : { sessionId }
    input.write(`${JSON.stringify({ id, method, params, ...address })}\0`)
    return asked.promise
  }

  function lineTo(sessionId: string): Line {
    return {
      send: (method, params) => ask(method, params ?? {}, sessionId),
      on: (event, listener) => {
        const hearer = hearers.get(sessionId) ?? makeHearer()
        hearers.set(sessionId, hearer)
        hearer.on(event, (told) => {
          Promise.resolve(listener(told)).catch((error: unknown) => debug(event, error))
        })
      },
    }
  }

  input.on('error', (error) => debug('pipe', error))
  readMessages(output, hear)
  const gone = new Promise<void>((resolve) => {
    chromium.once('exit', () => {
      over = true
      for (const { reject } of waiting.values()) reject(new Error('Chromium has ended'))
      waiting.clear()
      resolve()
    })
  })
  return {
    ...lineTo(''),
    session: lineTo,
    forget: (sessionId) => void hearers.delete(sessionId),
    gone,
  }
}

function makeHearer(): EventEmitter {
  return new EventEmitter().setMaxListeners(0)
}

/** Messages are JSON texts that end with a zero byte. */
function readMessages(output: Readable, hear: (message: Answer | Told) => void): void {
  let parts: Buffer[] = []
  output.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      parts.push(chunk.subarray(start, end))
      hear(JSON.parse(Buffer.concat(parts).toString('utf8')))
      parts = []
      start = end + 1
    }
    if (start < chunk.length) parts.push(chunk.subarray(start))
  })
}

function pipesOf({ stdio }: ChildProcess): { input: Writable; output: Readable } {
  const [, , , input, output] = stdio
  if (input && 'write' in input && output && 'read' in output) return { input, output }
  throw new Error('Chromium has no pipes')
}
