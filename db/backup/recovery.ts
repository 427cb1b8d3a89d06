import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import Database from 'better-sqlite3-multiple-ciphers'
import { z } from 'zod'

import { CHUNK_BYTES } from '#db/attachment/contract.ts'
import { writeDurably } from '#db/engine/durable-file.ts'
import { folderDisk, type LogFile } from '#db/engine/oplog/disk.ts'
import { isQuiet, type RecoveryReport } from '#db/engine/oplog/join-log.ts'
import type { Rebuilt } from '#db/engine/oplog/rebuild.ts'
import { headState, type LogKey, segmentsOf } from '#db/engine/oplog/segment.ts'
import { describeSqliteError } from '#db/engine/sqlite-error.ts'
import { Failure } from '#db/kernel/failure.ts'

import { Recovery } from './contract.ts'

const FILE = 'recoveries.json'
const MOST_KEPT = 30
const MOST_LEFT = 20
/** What stands in the way of an opening although the keys are right, and the log may help with. */
const UNREADABLE = /^case\.(database-missing|truncated|damaged|not-encrypted)$/

/** Names are not kept beside the case: who is no member any more stays unnamed outside of it. */
const Kept = z.strictObject({
  ...Recovery.omit({ attachments: true }).shape,
  whose: z.array(z.strictObject({ memberId: z.string(), changesets: z.number().int() })),
  /** What was told of damage, so that the next opening does not tell it again. */
  told: z.array(z.string()),
})
type Kept = z.infer<typeof Kept>
const File = z.strictObject({ fmt: z.literal('xundu-recoveries/1'), kept: z.array(Kept) })

/**
 * An opening that failed because the database cannot be read, with the further reason
 * `recovery.from-log` where the case has a log to make it anew from. Other errors as they are.
 */
export function offerRebuild(error: unknown, folder: string, key: LogKey): unknown {
  const failure = error instanceof Failure ? error : describeUnreadable(error)
  const unreadable = failure?.reasons.some(({ code }) => UNREADABLE.test(code)) === true
  if (!failure || !unreadable || !hasLog(folder, key)) return error
  const reasons = [...failure.reasons, { code: 'recovery.from-log' }]
  return new Failure('refused', reasons, { cause: error })
}

function describeUnreadable(error: unknown): Failure | undefined {
  const notOne = error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB'
  return notOne ? new Failure('refused', [{ code: 'case.damaged' }]) : describeSqliteError(error)
}

/** Whether the case has a log under this key, which its database could be made anew from. */
function hasLog(folder: string, key: LogKey): boolean {
  const disk = folderDisk(join(folder, 'ops'))
  try {
    return segmentsOf(disk).some(({ name }) => isUnder(disk.open(name), key))
  } catch {
    return false
  }
}

function isUnder(file: LogFile, key: LogKey): boolean {
  try {
    return headState(file, key) === 'whole'
  } finally {
    file.close()
  }
}

type Opened = {
  readonly folder: string
  readonly handle: Database.Database
  /** The last changeset that the database held before the opening. */
  readonly before: number
  readonly report: RecoveryReport | undefined
  /** What was made anew from the log before it was opened. */
  readonly rebuilt: Rebuilt | undefined
  readonly at: string
}

/**
 * What an opening has to tell, kept in the folder of the case so that it can be read again; null
 * where there is nothing to tell, or nothing that was not told before.
 */
export function keepRecovery(opened: Opened): Recovery | null {
  const { folder, handle, rebuilt } = opened
  const report = rebuilt?.report ?? opened.report
  if (!report || (!rebuilt && isQuiet(report))) return null
  const before = readKept(folder)
  const told = marksOf(report)
  const known = new Set(before.flatMap((each) => each.told))
  const moved = report.changesets + report.copied + report.orphans > 0
  if (!rebuilt && !moved && told.every((mark) => known.has(mark))) return null
  const kept = { ...factsOf(opened, report), told }
  try {
    const file = { fmt: 'xundu-recoveries/1', kept: [kept, ...before].slice(0, MOST_KEPT) }
    writeDurably(join(folder, FILE), `${JSON.stringify(file, undefined, 1)}\n`)
  } catch {
    // The case is open and whole; it is told now all the same.
  }
  return named(handle, kept)
}

/** What was recovered at openings of this case, the last one first. */
export function recoveriesOf(folder: string, handle: Database.Database): readonly Recovery[] {
  return readKept(folder).map((kept) => named(handle, kept))
}

function factsOf(opened: Opened, report: RecoveryReport): Omit<Kept, 'told'> {
  const { changesets, changes, copied, orphans, damages, notApplied, altered, foreign } = report
  const { rebuilt, handle, at } = opened
  const since = rebuilt ? 0 : opened.before
  const span = spanOf(handle, changesets > 0 ? since : Number.MAX_SAFE_INTEGER)
  return {
    at,
    rebuilt: rebuilt !== undefined,
    kept: rebuilt?.kept.map((path) => basename(path)) ?? [],
    changesets,
    changes,
    ...span,
    copied,
    damages: damages.length,
    left: notApplied.slice(0, MOST_LEFT).map(({ seq, code }) => ({ seq, code })),
    leftCount: notApplied.length,
    altered: altered.length,
    orphans,
    foreign: foreign.length,
  }
}

type Whose = { readonly memberId: string; readonly changesets: number }

function spanOf(handle: Database.Database, since: number): Pick<Kept, 'from' | 'to' | 'whose'> {
  const span = handle
    .prepare<[number], Pick<Kept, 'from' | 'to'>>(
      'select min(at) as "from", max(at) as "to" from changeset where seq > ?',
    )
    .get(since)
  const whose = handle
    .prepare<[number], Whose>(
      `select memberId, count(*) as changesets from changeset where seq > ?
       group by memberId order by changesets desc`,
    )
    .all(since)
  return { from: span?.from ?? null, to: span?.to ?? null, whose }
}

function named(handle: Database.Database, { told: _told, whose, ...kept }: Kept): Recovery {
  const find = handle.prepare<[string], string>('select name from member where id = ?').pluck()
  return {
    ...kept,
    attachments: kept.rebuilt ? withoutContent(handle) : [],
    whose: whose.map((each) => ({ ...each, name: find.get(each.memberId) ?? '' })),
  }
}

/** Attachments whose row came back from the log, and whose content is only in a backup. */
function withoutContent(handle: Database.Database): string[] {
  return handle
    .prepare<[number, number, number], string>(
      `select name from attachment where removedAt is null and (
         select count(*) from attachmentChunk where attachmentId = attachment.id
       ) < (bytes + ? - 1) / ? order by addedAt limit ?`,
    )
    .pluck()
    .all(CHUNK_BYTES, CHUNK_BYTES, MOST_LEFT)
}

/** One mark for each thing that stays as it is, and would be found at every opening. */
function marksOf({ damages, notApplied, altered, foreign }: RecoveryReport): string[] {
  const all = [
    ...damages.map(({ segment, at, end }) => `damage ${segment} ${at} ${end}`),
    ...notApplied.map(({ hash }) => `left ${hash}`),
    ...altered.map((seq) => `altered ${seq}`),
    ...foreign.map((name) => `foreign ${name}`),
  ]
  return all.length <= MOST_LEFT ? all : [createHash('sha256').update(all.join('\n')).digest('hex')]
}

function readKept(folder: string): readonly Kept[] {
  try {
    return File.parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8'))).kept
  } catch {
    // None yet, or a damaged one: it only tells what was, and nothing depends on it.
    return []
  }
}
