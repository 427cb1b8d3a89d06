import { closeSync, fdatasyncSync, openSync } from 'node:fs'

import type Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

import { onlyInDatabase } from '../capture.ts'
import { describeDiskError } from '../disk-error.ts'
import { noteFootprint, withFootprint } from '../footprint.ts'
import type { OpLog } from './op-log.ts'
import { diskFailure } from './saving.ts'

/**
 * Lets the database follow its log: a commit is no longer flushed, for the log was, and a power cut
 * that takes the end of the journal is mended from it at the next opening. SQLite still flushes the
 * journal before it is moved into the database and the database before the journal starts anew, so
 * what a power cut leaves is always a state that the database was in.
 */
export function followLog(handle: Database.Database): void {
  handle.pragma('synchronous = normal')
}

/**
 * Runs a change of a database that follows its log. Where it wrote what no log could give back, such
 * as a draft, the journal is flushed before it is told as saved. When that fails the change stands
 * and may still be lost: `disk.full` or `disk.failed`, and `disk.uncertain`.
 */
export async function lasting<T>(
  handle: Database.Database,
  log: OpLog,
  change: () => Promise<T>,
): Promise<T> {
  const [result, footprint] = await withFootprint(change)
  noteFootprint(footprint)
  if (onlyInDatabase.some((table) => footprint.writes.has(table))) flushJournal(handle, log)
  return result
}

function flushJournal({ name }: Database.Database, log: OpLog): void {
  try {
    const journal = openSync(`${name}-wal`, 'r+')
    try {
      fdatasyncSync(journal)
    } finally {
      closeSync(journal)
    }
  } catch (error) {
    log.stop()
    const failure = diskFailure(log, describeDiskError(error, 'disk.failed'))
    if (!(failure instanceof Failure)) throw failure
    const reasons = [...failure.reasons, { code: 'disk.uncertain' }]
    throw new Failure('refused', reasons, { cause: error })
  }
}
