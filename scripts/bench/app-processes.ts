import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { build } from 'vite'

import type { PackedLedger } from '#db/engine/packed-ledger.ts'
import type { Reply } from '#db/kernel/failure.ts'
import {
  CASE_FLAGS,
  type CaseRequest,
  type FromCase,
  type ToCase,
} from '#electron/case-messages.ts'
import type { FileToRead, FromParser, ToParser } from '#electron/parser-messages.ts'

import { PARTS } from '../build.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** Gives a process the line that Electron gives its own. */
const BOOT = join(ROOT, 'tests/stand-in/utility-boot.ts')
const REPORT = join(import.meta.dirname, 'report-peak.ts')

/** The processes of the app that hold a case and read a ledger, as they ship. */
export type AppProcesses = {
  readLedger(given: FileToRead): Promise<PackedLedger>
  startCase(): CaseProcess
}

export type CaseProcess = {
  /** Sends one request of the app; a refusal ends the bench. */
  ask(request: CaseRequest): Promise<unknown>
  /** Ends the process; answers the most memory that it took, in bytes. */
  end(): Promise<number>
}

/** Bundles the processes into a folder, which must lie within the project. */
export async function buildProcesses(folder: string): Promise<AppProcesses> {
  await build({
    configFile: PARTS.main.config,
    logLevel: 'silent',
    build: { outDir: folder, emptyOutDir: true },
  })
  return {
    readLedger: (given) => readLedger(join(folder, 'parser-process.js'), given),
    startCase: () => startCase(join(folder, 'case-process.js')),
  }
}

async function readLedger(file: string, given: FileToRead): Promise<PackedLedger> {
  const reader = start(file)
  const waiting = answerOf<FromParser>(reader)
  reader.once('message', ({ data }: { readonly data: FromParser }) => waiting.resolve(data))
  const asked: ToParser = { ...given, as: 'ledger' }
  reader.send({ data: asked })
  const answer = await waiting.promise
  reader.kill()
  if (!answer.ok || !('ledger' in answer))
    throw new Error(`the ledger was refused: ${JSON.stringify(answer)}`)
  return answer.ledger
}

function startCase(file: string): CaseProcess {
  const place = mkdtempSync(join(tmpdir(), 'xundu-bench-'))
  const peak = join(place, 'peak')
  const child = start(file, { XUNDU_BENCH_PEAK: peak }, CASE_FLAGS)
  let waiting: ReturnType<typeof answerOf<Reply>> | undefined
  child.on('message', ({ data }: { readonly data: FromCase }) => {
    if (data.kind === 'fault') waiting?.reject(new Error(`the case failed: ${data.code}`))
    if (data.kind === 'reply') waiting?.resolve(data.reply)
  })
  let seq = 0
  return {
    async ask(request) {
      seq += 1
      waiting = answerOf<Reply>(child)
      const message: ToCase = { ...request, seq }
      child.send({ data: message })
      const reply = await waiting.promise
      if (reply.ok) return reply.data
      throw new Error(`${request.kind} was refused: ${JSON.stringify(reply)}`)
    },
    async end() {
      child.disconnect()
      await once(child, 'exit')
      const bytes = Number(readFileSync(peak, 'utf8'))
      rmSync(place, { recursive: true })
      return bytes
    },
  }
}

/** An answer that is waited for; it fails when the process ends before. */
function answerOf<Answer>(child: ChildProcess) {
  const answer = Promise.withResolvers<Answer>()
  const ended = () => answer.reject(new Error('a process of the app ended by itself'))
  child.once('exit', ended)
  const settled = () => child.off('exit', ended)
  answer.promise.then(settled, settled)
  return answer
}

function start(
  file: string,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): ChildProcess {
  return fork(file, {
    execArgv: [...flags, '--import', BOOT, '--import', REPORT],
    env: { ...process.env, ...env },
    serialization: 'advanced',
  })
}
