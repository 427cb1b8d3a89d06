import { basename } from 'node:path'

import { Failure } from '#db/kernel/failure.ts'

import {
  type BackupEnds,
  type BackupMaker,
  backupMaker,
  type OpenForBackup,
  sizeOfCase,
} from './backup-maker.ts'
import { codeOf } from './log.ts'

const MINUTE = 60_000
/** A backup is made when nothing was written for a while, and not too often. */
const STILL = 2 * MINUTE
const APART = 15 * MINUTE
/** At a lock: what takes longer is made the next time the case is open and still. */
const MOST_AT_LOCK = 64 * 1_048_576
const PATIENCE_AT_LOCK = 5000
const PATIENCE_AT_END = 20_000

export type BackupKeeper = {
  /** The folder for backups in the app's own data. */
  readonly folder: string
  /** A case was opened: it is looked after from now on. */
  opened(open: OpenForBackup): void
  /** Something was written into the case. */
  changed(): void
  /** The case is about to be closed; what changed is backed up first, where that is quick. */
  closing(open: OpenForBackup): Promise<void>
  /** The case is closed, or its process ended by itself. */
  closed(): void
  /** Makes one now, asked by a person. */
  make(open: OpenForBackup): Promise<{
    readonly fileName: string
    readonly copy: Awaited<ReturnType<BackupMaker['copied']>>
  }>
  /** Why the last one by itself failed; empty where it did not. */
  lastFailure(): Failure['reasons']
  /** Done when no copy is under way any more; within a bound. */
  settled(): Promise<void>
}

/**
 * Makes the backups of the open case. The case process holds the keys, so it has to make them, and a
 * lock must end it. So most are made while the case is open, when nothing was written for two
 * minutes and not more often than every quarter of an hour; at a lock and at the end, with the
 * window blank already, one is made of a case of up to 64 MiB, for five seconds at most. A machine
 * that is suspended waits for none. What is missed is made when the case is next open and still.
 */
export function keepBackups(ends: BackupEnds): BackupKeeper {
  const maker = backupMaker(ends)
  let current: OpenForBackup | undefined
  let cancel: (() => void) | undefined
  let triedAt = 0
  let failure: Failure['reasons'] = []

  function arm(wait: number): void {
    cancel?.()
    cancel = ends.after(wait, () => {
      cancel = undefined
      if (current) void byItself(current)
    })
  }

  function forget(): void {
    cancel?.()
    cancel = undefined
    current = undefined
  }

  async function byItself(open: OpenForBackup): Promise<void> {
    try {
      await maker.make(open, false)
      failure = []
    } catch (error) {
      ends.log('backup-failed', { code: codeOf(error) })
      failure = error instanceof Failure ? error.reasons : [{ code: 'backup.process-ended' }]
      ends.tell()
    }
    triedAt = ends.now().getTime()
  }

  return {
    folder: ends.folder,
    opened(open) {
      forget()
      current = open
      failure = []
      if (open.practice) return
      maker.note(open, {})
      // What the last lock was too short for.
      arm(STILL)
    },
    changed() {
      if (!current || current.practice) return
      arm(Math.max(STILL, triedAt + APART - ends.now().getTime()))
    },
    async closing(open) {
      forget()
      if (open.practice || sizeOfCase(open.atWork.folder) > MOST_AT_LOCK) return
      await within(PATIENCE_AT_LOCK, byItself(open), ends)
    },
    closed: forget,
    async make(open) {
      const path = await maker.make(open, true)
      failure = []
      triedAt = ends.now().getTime()
      return { fileName: path === null ? '' : basename(path), copy: await maker.copied() }
    },
    lastFailure: () => failure,
    settled: () => within(PATIENCE_AT_END, maker.copied(), ends),
  }
}

function within(
  bound: number,
  work: Promise<unknown>,
  ends: Pick<BackupEnds, 'after'>,
): Promise<void> {
  return new Promise((resolve) => {
    const over = ends.after(bound, resolve)
    const end = () => {
      over()
      resolve()
    }
    work.then(end, end)
  })
}
