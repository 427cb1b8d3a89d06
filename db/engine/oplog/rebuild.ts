import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'

import { Failure } from '#db/kernel/failure.ts'

import { type LogToJoin, openCaseFile } from '../case-file.ts'
import type { Settler } from '../settling.ts'
import { describeDiskError } from '../disk-error.ts'
import { flushFolder } from '../durable-file.ts'
import { openDatabase } from '../open-database.ts'
import type { RecoveryReport } from './join-log.ts'
import { segmentsOf } from './segment.ts'

/** A journal that stayed behind would be taken for the new database's own. */
const BESIDE = ['', '-wal', '-journal'] as const

export type Rebuilt = {
  readonly report: RecoveryReport
  /** Paths under which what was there before is kept, byte for byte. */
  readonly kept: readonly string[]
}

/**
 * Makes the database of a case anew from its log alone, beside the old one, and changes places only
 * when it is done; the old one is kept under another name. Nobody may have the case open. Fails
 * with `log.nothing-to-rebuild` where there is no log, `disk.full` or `disk.failed`.
 */
export async function rebuildFromLog(
  databasePath: string,
  key: Buffer,
  settlers: readonly Settler[],
  log: LogToJoin,
): Promise<Rebuilt> {
  if (segmentsOf(log.disk).length === 0) {
    throw new Failure('refused', [{ code: 'log.nothing-to-rebuild' }])
  }
  const fresh = `${databasePath}.rebuilt`
  try {
    for (const ending of BESIDE) rmSync(fresh + ending, { force: true })
    const handle = openDatabase(fresh, key, { create: true })
    const file = await openCaseFile(handle, settlers, log)
    const { recovery } = file
    await file.close()
    if (!recovery) throw new Error('a case file opened with a log has a report')
    const kept = putAside(databasePath)
    renameSync(fresh, databasePath)
    flushFolder(dirname(databasePath))
    return { report: recovery, kept }
  } catch (error) {
    throw describeDiskError(error, 'disk.failed')
  }
}

function putAside(path: string): readonly string[] {
  const there = BESIDE.filter((ending) => existsSync(path + ending))
  if (there.length === 0) return []
  let number = 1
  while (BESIDE.some((ending) => existsSync(`${path}.kept-${number}${ending}`))) number += 1
  return there.map((ending) => {
    renameSync(path + ending, `${path}.kept-${number}${ending}`)
    return `${path}.kept-${number}${ending}`
  })
}
