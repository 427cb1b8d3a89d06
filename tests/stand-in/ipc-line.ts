import type { Line } from './cdp.ts'
import type { FromPage, ToPage } from './page/isolated-world.ts'
import { BINDING, codec, RECEIVER, WORLD } from './page/scripts.ts'
import { debug } from './program.ts'

export type IpcLine = {
  /** Sends to the preload script of a frame; what has none hears nothing. */
  send(frameId: string, message: ToPage): void
}

type Hear = (message: FromPage, frameId: string, reply: (message: ToPage) => void) => void

/** Keeps the line between main and the preload scripts' worlds of one page. */
export function keepIpcLine(line: Line, hear: Hear): IpcLine {
  const contexts = new Map<number, string>()

  line.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== WORLD) return
    contexts.set(context.id, Reflect.get(context.auxData ?? {}, 'frameId'))
  })
  line.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    contexts.delete(executionContextId)
  })
  line.on('Runtime.executionContextsCleared', () => contexts.clear())
  line.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const frameId = contexts.get(executionContextId)
    if (name !== BINDING || frameId === undefined) return
    const message = codec.decode(payload)
    if (!isMessage(message)) return
    hear(message, frameId, (reply) => deliver(executionContextId, codec.encode(reply)))
  })

  function deliver(executionContextId: number, text: string) {
    line
      .send('Runtime.callFunctionOn', {
        executionContextId,
        functionDeclaration: `function (text) { globalThis.${RECEIVER}(text) }`,
        arguments: [{ value: text }],
      })
      .catch((error: unknown) => debug('to page', error))
  }

  return {
    send(frameId, message) {
      const text = codec.encode(message)
      for (const [context, frame] of contexts) if (frame === frameId) deliver(context, text)
    },
  }
}

/** Only the stand-in's own script has the binding, and it sends nothing else. */
function isMessage(value: unknown): value is FromPage {
  return typeof value === 'object' && value !== null && 'op' in value
}
