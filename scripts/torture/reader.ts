import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

import { build } from 'vite'

import type { ToParser } from '#electron/parser-messages.ts'

const CONFIG = join(import.meta.dirname, '../../electron/vite.main.config.ts')
const WORKER = join(import.meta.dirname, 'reader-worker.ts')
/** The limit of the app's own reader; and no file may be written, whatever is read. */
const LIMITS = [
  '--max-old-space-size=512',
  '--max-semi-space-size=8',
  '--permission',
  '--allow-fs-read=*',
]
const PATIENCE = 60_000

/** What became of one file, how many milliseconds of work it was, and the most memory the process took until then. */
export type Outcome = {
  /** `read`, the code of a refusal, or what must not be: `uncaught …`, `ended`. */
  readonly code: string
  readonly milliseconds: number
  readonly megabytes: number
}

export type Reader = {
  /** Reads one file. Resolves whatever becomes of the process. */
  read(bytes: Uint8Array, fileName: string, as?: ToParser['as']): Promise<Outcome>
  end(): Promise<void>
}

type Answer = {
  readonly ok: boolean
  readonly code?: string
  readonly reasons?: readonly { readonly code: string }[]
  readonly fault?: string
  readonly work: number
  readonly peak: number
}

/** Builds the app's processes into a folder, as they are shipped; answers the file of the reader. */
export async function buildReader(folder: string): Promise<string> {
  await build({
    configFile: CONFIG,
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: false },
  })
  return join(folder, 'parser-process.js')
}

/** Starts the app's reader in a process of its own that may not write anywhere. */
export async function startReader(file: string): Promise<Reader> {
  const child = fork(WORKER, [file], {
    execArgv: LIMITS,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = new Promise<undefined>((settle) => {
    child.once('exit', () => settle(undefined))
  })
  const ready = await Promise.race([answerOf(child), ended])
  if (!ready) throw new Error('the reader did not start')
  let { peak } = ready
  return {
    async read(bytes, fileName, as = 'ledger') {
      const watchdog = setTimeout(() => child.kill('SIGKILL'), PATIENCE)
      const answering = answerOf(child)
      child.send({ as, bytes, fileName }, () => undefined)
      const answer = await Promise.race([answering, ended])
      clearTimeout(watchdog)
      peak = answer?.peak ?? peak
      return {
        code: codeOf(answer),
        milliseconds: answer?.work ?? PATIENCE,
        megabytes: peak,
      }
    },
    async end() {
      child.kill()
      await ended
    },
  }
}

function answerOf(child: ChildProcess): Promise<Answer> {
  return new Promise((settle) => {
    child.once('message', (answer: Answer) => settle(answer))
  })
}

function codeOf(answer: Answer | undefined): string {
  if (!answer) return 'ended'
  if (answer.ok) return 'read'
  if (answer.code !== 'refused') return `uncaught ${answer.fault ?? answer.code}`
  return answer.reasons?.[0]?.code ?? 'no code'
}
