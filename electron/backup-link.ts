import { rmSync } from 'node:fs'
import { join } from 'node:path'

import type { DrillReport } from '#db/backup/contract.ts'
import { removeUnfinished } from '#db/backup/restore.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { BackupDone, BackupWork, FromBackup, LookedAt, ToBackup } from './backup-messages.ts'
import { type Child, startChild } from './child.ts'
import type { Log } from './log.ts'
import { keepReady } from './ready-process.ts'

/** Reading a backup takes a mebibyte at a time, whatever its size. */
const FLAGS = ['--max-old-space-size=256'] as const

type Work<W> = Omit<Extract<BackupWork, { work: W }>, 'work'>
type Progress = Extract<FromBackup, { kind: 'progress' }>

/** Looks at backups, restores and tries them in a process of its own, one piece of work at a time. */
export type BackupReader = {
  /** A public key to seal the secrets of the next piece of work to. */
  recipient(): Promise<string>
  look(work: Work<'look'>): Promise<LookedAt>
  /** Answers the folder. */
  restore(work: Work<'restore'>): Promise<string>
  drill(work: Work<'drill'>): Promise<DrillReport>
  /** Ends the one that runs: it fails with `cancelled`, and nothing is left of it. */
  stop(): Promise<void>
}

/** Keeps the line to the process that reads backups. */
export function keepBackupReader(log: Log, onProgress: (progress: Progress) => void): BackupReader {
  let running: Running | undefined
  const next = keepReady(startReader)

  async function run(work: BackupWork): Promise<BackupDone> {
    await running?.stop()
    const own = start((await next.take(work)).child, work, log, onProgress)
    running = own
    try {
      return await own.done
    } finally {
      await own.stop()
      if (running === own) running = undefined
    }
  }

  return {
    recipient: () => next.prepare(),
    async look(work) {
      const done = await run({ work: 'look', ...work })
      if (done.kind !== 'looked') throw otherAnswer()
      return done.found
    },
    async restore(work) {
      const done = await run({ work: 'restore', ...work })
      if (done.kind !== 'restored') throw otherAnswer()
      return done.folder
    },
    async drill(work) {
      const done = await run({ work: 'drill', ...work })
      if (done.kind !== 'tried') throw otherAnswer()
      return done.report
    },
    async stop() {
      await Promise.all([next.stop(), running?.stop()])
    },
  }
}

type Process = Child<ToBackup, FromBackup>

function startReader() {
  const file = join(import.meta.dirname, 'backup-process.js')
  const child: Process = startChild(file, 'xundu backup', FLAGS)
  return {
    child,
    end: () => child.end(),
    recipient: () =>
      new Promise<string>((resolve, reject) => {
        child.onMessage((message) => {
          if (message.kind === 'recipient') resolve(message.recipient)
        })
        void child.ended.then(() => reject(new Failure('unexpected', [ENDED])))
        child.send({ work: 'recipient' })
      }),
  }
}

const ENDED = { code: 'backup.process-ended' }

type Running = { readonly done: Promise<BackupDone>; stop(): Promise<void> }

function start(
  child: Process,
  work: BackupWork,
  log: Log,
  onProgress: (progress: Progress) => void,
): Running {
  const { promise: done, resolve, reject } = Promise.withResolvers<BackupDone>()
  done.catch(() => {})
  child.onMessage((message) => {
    if (message.kind === 'progress') onProgress(message)
    else if (message.kind === 'failed') {
      if (message.fault !== undefined) log('backup-fault', { code: message.fault })
      reject(new Failure(message.code, message.reasons))
    } else if (message.kind !== 'recipient') resolve(message)
  })
  const cleaned = cleanUp()
  child.send(work)

  async function cleanUp(): Promise<void> {
    await child.ended
    reject(new Failure('unexpected', [ENDED]))
    leaveNothing(work)
  }

  return {
    done,
    async stop() {
      reject(new Failure('cancelled', [{ code: 'call.cancelled' }]))
      await child.end()
      await cleaned
    },
  }
}

/** What a process that was ended could not take away itself. */
function leaveNothing(work: BackupWork): void {
  if (work.work === 'restore') removeUnfinished(work.parent)
  if (work.work === 'drill') rmSync(work.folder, { recursive: true, force: true })
}

function otherAnswer(): Error {
  return new Error('the process answered another question')
}
