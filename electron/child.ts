import { type UtilityProcess, utilityProcess } from 'electron'

const PATIENCE = 5000

/** A process of the app's own. `Out` is what it is sent, `In` what it tells. */
export type Child<Out, In> = {
  /** Sends once the process runs; what is sent to one that ended is dropped. */
  send(message: Out): void
  onMessage(listener: (message: In) => void): void
  /** Settles when the process has ended, by itself or not; never rejects. */
  readonly ended: Promise<void>
  /** Ends the process, by force when it does not end within five seconds. */
  end(): Promise<void>
}

/** Starts a process without a window. Only the app's own code speaks on the line to it. */
export function startChild<Out, In>(
  file: string,
  serviceName: string,
  execArgv: readonly string[] = [],
): Child<Out, In> {
  const forked = utilityProcess.fork(file, [], {
    serviceName,
    execArgv: [...execArgv],
    stdio: 'inherit',
  })
  let over = false
  const spawned = new Promise<void>((resolve) => {
    forked.once('spawn', resolve)
  })
  const ended = new Promise<void>((resolve) => {
    forked.once('exit', () => {
      over = true
      resolve()
    })
  })

  async function send(message: Out) {
    await spawned
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, no window
    if (!over) forked.postMessage(message)
  }

  return {
    send: (message) => void send(message),
    onMessage: (listener) => void forked.on('message', listener),
    ended,
    async end() {
      if (over) return
      const pid = forked.pid
      forked.kill()
      const force = setTimeout(() => killByForce(forked, pid), PATIENCE)
      await ended
      clearTimeout(force)
    },
  }
}

function killByForce(child: UtilityProcess, pid: number | undefined): void {
  try {
    if (pid === undefined) child.kill()
    else process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in the meantime.
  }
}
