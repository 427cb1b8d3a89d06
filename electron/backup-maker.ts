import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { thinOut } from '#db/backup/kept.ts'
import { copyBackup } from '#db/backup/make.ts'
import { Failure, type Reply } from '#db/kernel/failure.ts'

import type { BackupRecord, BackupSettings } from './backup-settings.ts'
import type { CaseRequest } from './case-messages.ts'
import type { AtWork } from './current-case.ts'
import { codeOf, type Log } from './log.ts'

/** What became of the copy in the second place. `sameDisk`: it is there, and no other medium. */
type CopyOutcome = 'none' | 'copied' | 'sameDisk' | 'missing' | 'failed'

/** What backups need of the case that is open. */
export type OpenForBackup = {
  readonly atWork: AtWork & { readonly folder: string }
  readonly title: string
  readonly practice: boolean
  readonly ask: (request: CaseRequest) => Promise<Reply>
}

export type BackupEnds = {
  /** Where backups are kept in the app's own data. */
  readonly folder: string
  readonly version: string
  readonly log: Log
  readonly now: () => Date
  readonly read: () => BackupSettings
  readonly write: (settings: BackupSettings) => void
  /** Calls back once so many milliseconds have passed; the answer takes that back. */
  readonly after: (milliseconds: number, call: () => void) => () => void
  /** Something that the pages show is other than it was. */
  readonly tell: () => void
}

export type BackupMaker = {
  /** Makes one, and answers its path; null where nothing changed since, unless a person asks. */
  make(open: OpenForBackup, asked: boolean): Promise<string | null>
  /** What became of the copy of the last one; settles when it is made. */
  copied(): Promise<CopyOutcome>
  /** Writes down what is new of a case. */
  note(open: OpenForBackup, news: Partial<BackupRecord>): void
}

const Made = z.object({ path: z.string(), seq: z.number(), gen: z.number() }).nullable()

/** Has the case process make backups, and copies them to the second place, which needs no key. */
export function backupMaker(ends: BackupEnds): BackupMaker {
  const { folder, log } = ends
  let copying: Promise<CopyOutcome> = Promise.resolve('none')

  function note({ atWork: { caseId }, title }: OpenForBackup, news: Partial<BackupRecord>): void {
    const before = ends.read()
    const since = ends.now().toISOString()
    const fresh = { caseId, title, seq: 0, gen: 0, at: null, otherAt: null, since }
    const record = { ...(recordOf(before, caseId) ?? fresh), title, ...news }
    const others = before.cases.filter((each) => each.caseId !== caseId)
    ends.write({ ...before, cases: [...others, record] })
  }

  async function copyOver(open: OpenForBackup, path: string): Promise<CopyOutcome> {
    const { other } = ends.read()
    if (other === null) return 'none'
    if (!existsSync(other)) return 'missing'
    try {
      await copyBackup(path, other)
      thinOut(other, open.atWork.caseId)
      if (onSameDisk(other, open.atWork.folder)) return 'sameDisk'
      note(open, { otherAt: ends.now().toISOString() })
      return 'copied'
    } catch (error) {
      log('backup-copy-failed', { code: codeOf(error) })
      return 'failed'
    } finally {
      ends.tell()
    }
  }

  return {
    note,
    copied: () => copying,
    async make(open, asked) {
      const { caseId } = open.atWork
      const record = recordOf(ends.read(), caseId)
      const known = record && record.at !== null ? { seq: record.seq, gen: record.gen } : null
      const at = ends.now().toISOString()
      const since = asked ? null : known
      const reply = await open.ask({ kind: 'backup', folder, app: ends.version, at, since })
      if (!reply.ok) throw new Failure(reply.code, reply.reasons)
      const made = Made.parse(reply.data)
      if (!made) return null
      note(open, { seq: made.seq, gen: made.gen, at })
      thinOut(folder, caseId)
      log('backup-made')
      const before = copying
      copying = before.then(() => copyOver(open, made.path))
      ends.tell()
      return made.path
    },
  }
}

/** What is known of one case. */
export function recordOf({ cases }: BackupSettings, caseId: string): BackupRecord | undefined {
  return cases.find((each) => each.caseId === caseId)
}

/** Whether a folder lies on the disk that the case lies on; then it is no second medium. */
export function onSameDisk(folder: string, caseFolder: string): boolean {
  try {
    return statSync(folder).dev === statSync(caseFolder).dev
  } catch {
    return false
  }
}

/** Bytes of the databases in the folder of a case; 0 where it cannot be read. */
export function sizeOfCase(folder: string): number {
  try {
    const databases = readdirSync(folder).filter((name) => name.endsWith('.db'))
    return databases.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
  } catch {
    return 0
  }
}
