import type Database from 'better-sqlite3-multiple-ciphers'

import { type Change, type ChangesetHead, FIRST, tally } from '../changeset.ts'
import { describeDiskError } from '../disk-error.ts'
import { planReplay } from './chain.ts'
import type { LogDisk } from './disk.ts'
import { NO_TAG } from './frame.ts'
import { type Base, type LogEnd, type LogPlace, openOpLog, type OpLog } from './op-log.ts'
import { withChangeset } from './read-changeset.ts'
import { headOf, type NotApplied, replay, type ReplayOptions } from './replay.ts'
import { headState, type LogKey, segmentName, segmentsOf } from './segment.ts'
import { type Damage, type SegmentSurvey, surveyLog, surveySegment } from './survey.ts'

/** What an opening found out about the database and its log, and what it did about it. */
export type RecoveryReport = {
  /** Changesets that the database had lost, and their changes. */
  readonly changesets: number
  readonly changes: number
  readonly notApplied: readonly NotApplied[]
  /** Rows that point to a row that is lost; only after a rebuild behind gaps. */
  readonly orphans: number
  /** Changesets that the log had lost, copied from the database. */
  readonly copied: number
  /** Changesets of the database whose changes do not make up their hash; never copied. */
  readonly altered: readonly number[]
  /** Places of the log that are not as they were written. Those files are kept as they are. */
  readonly damages: readonly Damage[]
  /** Bytes of a changeset that was being written when the machine stopped. It was not saved. */
  readonly torn: number
  /** Segments under another key. */
  readonly foreign: readonly string[]
}

export type JoinOptions = ReplayOptions & {
  /** Reads every segment, also those behind which database and log agree. */
  readonly whole: boolean
}

/** Whether there is nothing to tell: database and log agreed, and the log was whole. */
export function isQuiet(report: RecoveryReport): boolean {
  const { changesets, notApplied, orphans, copied, altered, damages, foreign } = report
  const lists = [notApplied, altered, damages, foreign]
  return changesets + orphans + copied === 0 && lists.every((list) => list.length === 0)
}

/**
 * Takes away the segments under other keys, after a change of keys: who was removed could read
 * them still. Only once the log under the present key holds all that the database holds; answers
 * false, and takes nothing away, where the opening left something out. Looks at every segment: where
 * an earlier opening was cut off, this one may have read the last of them only.
 */
export function removeForeign(
  { disk, key }: Pick<LogPlace, 'disk' | 'key'>,
  report: RecoveryReport,
): boolean {
  if (report.altered.length > 0 || report.notApplied.length > 0) return false
  for (const segment of segmentsOf(disk)) {
    if (hasOtherKey(disk, key, segment.name) && surveySegment(disk, key, segment).foreign) {
      disk.remove(segment.name)
    }
  }
  return true
}

/** What the head of a segment says. It may be damaged; then the frames behind it tell. */
function hasOtherKey(disk: LogDisk, key: LogKey, name: string): boolean {
  const file = disk.open(name)
  try {
    return headState(file, key) === 'other-key'
  } finally {
    file.close()
  }
}

/**
 * Brings database and log to the same state and opens the log for writing. Whatever one of them
 * has lost it gets from the other, by hash. A torn tail is cut off; a damaged segment stays as it
 * is and a new one follows it. Fails with `case.newer-format`, `disk.full` or `disk.failed`.
 */
export function joinLog(
  handle: Database.Database,
  place: LogPlace,
  options: JoinOptions,
): { readonly log: OpLog; readonly report: RecoveryReport } {
  try {
    return join(handle, place, options)
  } catch (error) {
    throw describeDiskError(error, 'disk.failed')
  }
}

function join(
  handle: Database.Database,
  place: LogPlace,
  options: JoinOptions,
): { readonly log: OpLog; readonly report: RecoveryReport } {
  const { disk, key } = place
  const knows = knower(handle)
  const surveys = surveyLog(disk, key, options.whole ? () => false : knows)
  const unknown = surveys.flatMap(({ entries }) => entries).filter(({ hash }) => !knows(hash))
  const plan = planReplay(unknown, headOf(handle), options.pastGaps)
  const replayed = replay(
    handle,
    plan.chain,
    (entry, work) => withChangeset(disk, key, entry, work),
    options,
  )
  const { lost, toCopy, base } = lostByLog(handle, surveys, options.whole)
  const end = endOfLog(place, surveys, { lost: lost > 0, replayed: replayed.changesets > 0 })
  const log = openOpLog(place, end.usable, {
    number: (segmentsOf(disk).at(-1)?.number ?? 0) + 1,
    base,
    previous: surveys.findLast(({ foreign }) => !foreign)?.tag ?? NO_TAG,
  })
  const altered = copyAll(handle, log, toCopy)
  const report = {
    changesets: replayed.changesets,
    changes: replayed.changes,
    notApplied: [...replayed.notApplied, ...plan.left],
    orphans: replayed.orphans,
    copied: lost - altered.length,
    altered,
    damages: [...surveys.flatMap(({ damages }) => damages), ...end.damages],
    torn: end.torn,
    foreign: surveys.filter(({ foreign }) => foreign).map(({ name }) => name),
  }
  return { log, report }
}

function knower(handle: Database.Database): (hash: string) => boolean {
  const find = handle.prepare<[string]>('select 1 from changeset where hash = ?')
  return (hash) => hash === FIRST || find.get(hash) !== undefined
}

type Stored = ChangesetHead & {
  readonly hash: string
  readonly first: number
  readonly changes: number
  readonly signature: string | null
}

type Lost = {
  readonly lost: number
  readonly toCopy: readonly Stored[]
  /** What a new segment for them begins behind. */
  readonly base: Base
}

/**
 * Changesets of the database since the first surveyed segment that no segment holds. All behind
 * the first of them are copied with it, so that the next opening finds what follows the base of the
 * new segment in it, and nothing is missed when the copying is interrupted. A reading of the whole
 * log copies only what is lost: it is asked for again.
 */
function lostByLog(
  handle: Database.Database,
  surveys: readonly SegmentSurvey[],
  whole: boolean,
): Lost {
  const held = new Set(surveys.flatMap(({ entries }) => entries.map(({ hash }) => hash)))
  const since = surveys[0]?.opening?.base.hash ?? FIRST
  const stored = handle
    .prepare<[string], Stored>(
      `select seq, hash, previous, memberId, deviceId, command, at, first, changes, signature
       from changeset
       where seq > coalesce((select seq from changeset where hash = ?), 0) order by seq`,
    )
    .all(since)
  const lost = stored.filter(({ hash }) => !held.has(hash))
  const [first] = lost
  if (whole || !first) return { lost: lost.length, toCopy: lost, base: headOf(handle) }
  const base = { seq: first.seq - 1, hash: first.previous }
  return { lost: lost.length, toCopy: stored.filter(({ seq }) => seq >= first.seq), base }
}

type End = {
  readonly usable: LogEnd | undefined
  readonly torn: number
  readonly damages: readonly Damage[]
}

/**
 * Where writing may go on. Torn bytes are cut off only where database and log agree on all before
 * them. Where the database knows more than the log they are damage; where it knew less they may be
 * all that is left of a saved changeset, and stay.
 */
function endOfLog(
  { disk, deviceId }: LogPlace,
  surveys: readonly SegmentSurvey[],
  { lost, replayed }: { readonly lost: boolean; readonly replayed: boolean },
): End {
  const last = surveys.at(-1)
  if (!last) return { usable: undefined, torn: 0, damages: [] }
  const { name, end, tag, frames, torn } = last
  if (torn > 0 && lost) {
    return { usable: undefined, torn: 0, damages: [{ segment: name, at: end, end: end + torn }] }
  }
  if (torn > 0 && replayed) return { usable: undefined, torn, damages: [] }
  if (torn > 0) cutTail(disk, name, end)
  const ours = name === segmentName(deviceId, last.number)
  const whole = last.damages.length === 0 && last.opening !== undefined
  const usable = ours && whole ? { name, position: end, tag, frames } : undefined
  return { usable, torn, damages: [] }
}

function cutTail(disk: LogDisk, name: string, end: number): void {
  const file = disk.open(name)
  try {
    file.cut(end)
    file.flush()
  } finally {
    file.close()
  }
}

/** Copies changesets into the log; answers those that are no longer what was hashed. */
function copyAll(handle: Database.Database, log: OpLog, lost: readonly Stored[]): number[] {
  try {
    return lost.filter((changeset) => !copy(handle, log, changeset)).map(({ seq }) => seq)
  } catch (error) {
    log.close()
    throw error
  }
}

function copy(handle: Database.Database, log: OpLog, changeset: Stored): boolean {
  const { hash, first, changes, signature, ...head } = changeset
  const stored = handle.prepare<[number, number], Change>(
    'select tableName, rowId, operation, content from change where n >= ? and n < ? order by n',
  )
  const read = () => stored.iterate(first, first + changes)
  const found = tally(head, read())
  if (found.hash !== hash || found.changes !== changes) return false
  const logged = log.begin(head)
  for (const change of read()) logged.add(change)
  logged.seal({ hash, changes, signature })
  log.keep()
  return true
}
