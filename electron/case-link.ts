import { join } from 'node:path'

import { z } from 'zod'

import { Failure, type Reply } from '#db/kernel/failure.ts'

import { CASE_FLAGS, type CaseRequest, type FromCase, type ToCase } from './case-messages.ts'
import { startChild } from './child.ts'

const PATIENCE = 5000

type Progress = { readonly call: string; readonly done: number; readonly total: number }

export type CaseListeners = {
  onChange(tables: readonly string[]): void
  onProgress(progress: Progress): void
  onFault(code: string): void
  /** The process ended without having been asked to. */
  onLoss(): void
}

export type CaseLink = {
  /** Sends one request. It never rejects: a process that ended answers `case.process-ended`. */
  ask(request: CaseRequest): Promise<Reply>
  /** A public key of the process for the secrets of one request. */
  recipient(): Promise<string>
  cancel(): void
  /** Closes the case file, then ends the process and with it every key it held. */
  end(): Promise<void>
}

/** Starts the process of one case and keeps the line to it. */
export function startCaseLink(listeners: CaseListeners): CaseLink {
  const waiting = new Map<number, (reply: Reply) => void>()
  let last = 0
  let closing = false
  let over = false

  const file = join(import.meta.dirname, 'case-process.js')
  const child = startChild<ToCase, FromCase>(file, 'xundu case', CASE_FLAGS)
  child.onMessage(hear)
  void watchEnd()

  async function watchEnd() {
    await child.ended
    over = true
    for (const settle of waiting.values()) settle(PROCESS_ENDED)
    waiting.clear()
    if (!closing) listeners.onLoss()
  }

  function hear(message: FromCase) {
    if (message.kind === 'reply') {
      waiting.get(message.seq)?.(message.reply)
      waiting.delete(message.seq)
    } else if (message.kind === 'changed') listeners.onChange(message.tables)
    else if (message.kind === 'fault') listeners.onFault(message.code)
    else listeners.onProgress(message)
  }

  function ask(request: CaseRequest): Promise<Reply> {
    if (over) return Promise.resolve(PROCESS_ENDED)
    const seq = (last += 1)
    return new Promise((resolve) => {
      waiting.set(seq, resolve)
      child.send({ ...request, seq })
    })
  }

  return {
    ask,
    cancel: () => child.send({ kind: 'cancel' }),
    recipient: async () => {
      const reply = await ask({ kind: 'recipient' })
      if (!reply.ok) throw new Failure(reply.code, reply.reasons)
      return Offered.parse(reply.data).recipient
    },
    async end() {
      closing = true
      child.send({ kind: 'cancel' })
      await Promise.race([ask({ kind: 'close' }), after(PATIENCE)])
      await child.end()
    },
  }
}

const Offered = z.object({ recipient: z.string() })

const PROCESS_ENDED: Reply = {
  ok: false,
  code: 'locked',
  reasons: [{ code: 'case.process-ended' }],
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}
