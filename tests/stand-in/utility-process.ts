import { type ChildProcess, fork as forkChild } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'

import type { ForkOptions, UtilityProcess as ElectronUtilityProcess } from 'electron'

import { strict } from './strict.ts'

type Face = Pick<ElectronUtilityProcess, 'kill' | 'pid' | 'postMessage'>
type Options = Pick<ForkOptions, 'env' | 'execArgv' | 'serviceName' | 'stdio'>

/** A child of this process with a line of structured clones. */
class UtilityProcess extends EventEmitter implements Face {
  readonly #child: ChildProcess
  #ended = false

  constructor(child: ChildProcess) {
    super()
    this.#child = child
    child.on('spawn', () => this.emit('spawn'))
    child.on('message', (message: { readonly data: unknown }) => this.emit('message', message.data))
    child.on('exit', (code) => {
      this.#ended = true
      this.emit('exit', code ?? 15)
    })
  }

  get pid(): number | undefined {
    return this.#ended ? undefined : this.#child.pid
  }

  postMessage(data: unknown): void {
    // A process that has ended hears nothing, and nobody is told.
    if (!this.#ended) this.#child.send({ data }, () => undefined)
  }

  kill(): boolean {
    return this.#child.kill()
  }
}

strict('UtilityProcess.prototype', UtilityProcess.prototype)

function fork(file: string, given: string[] = [], options: Options = {}): UtilityProcess {
  const { env = process.env, execArgv = [], stdio = 'inherit' } = options
  if (stdio !== 'inherit' && stdio !== 'ignore') {
    throw new Error('the stand-in for Electron gives its utility processes no pipes')
  }
  const start = ['--import', join(import.meta.dirname, 'utility-boot.ts')]
  return new UtilityProcess(
    forkChild(file, given, {
      execArgv: [...start, ...execArgv],
      env: Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'NODE_OPTIONS')),
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
    }),
  )
}

export const utilityProcess = strict('utilityProcess', { fork })
