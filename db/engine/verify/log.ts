import type Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

import { type ChangesetDigest, startDigest } from '../changeset.ts'
import { lineCounter, readHead } from '../oplog/changeset-text.ts'
import { CLOSES, type Frame, OPENS } from '../oplog/frame.ts'
import type { LogPlace } from '../oplog/op-log.ts'
import { segmentsOf } from '../oplog/segment.ts'
import { type Damage, type LogEntry, type SegmentSurvey, surveySegment } from '../oplog/survey.ts'

export type LogReport = {
  readonly segments: number
  readonly changesets: number
  /** Places that are not as they were written, and segments that do not follow the one before. */
  readonly damages: readonly Damage[]
  readonly foreign: readonly string[]
  /** Changesets of the log whose changes do not make up their hash. */
  readonly altered: readonly string[]
  /** Changesets that carry another signature in the log than in the database. */
  readonly otherSignature: readonly string[]
  /** Changesets that only one of the two holds, by hash. */
  readonly onlyInDatabase: readonly string[]
  readonly onlyInLog: readonly { readonly seq: number; readonly hash: string }[]
}

export type LogCheckOptions = {
  /** Segments read so far, and how many there are. */
  readonly report?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/**
 * Reads the whole log, recomputes the hash of every changeset in it, and compares it with the
 * database. Writes nothing. Throws Failure `cancelled` when told to stop.
 */
export async function verifyLog(
  handle: Database.Database,
  { disk, key }: Pick<LogPlace, 'disk' | 'key'>,
  { report, signal }: LogCheckOptions = {},
): Promise<LogReport> {
  const segments = segmentsOf(disk)
  const damages: Damage[] = []
  const foreign: string[] = []
  const altered: string[] = []
  const inLog = new Map<string, LogEntry>()
  let before: SegmentSurvey | undefined
  for (const [index, segment] of segments.entries()) {
    if (signal?.aborted === true) throw new Failure('cancelled', [{ code: 'call.cancelled' }])
    const made = sums()
    const survey = surveySegment(disk, key, segment, (frame, at) => made.see(frame, at))
    if (survey.foreign) foreign.push(survey.name)
    damages.push(...survey.damages, ...tornIn(survey, index === segments.length - 1))
    const follows = !before || !survey.previous || survey.previous.equals(before.tag)
    if (!follows) damages.push({ segment: survey.name, at: 0, end: 0 })
    for (const entry of survey.entries) {
      inLog.set(entry.hash, entry)
      const found = made.of(entry.at)
      if (found?.hash !== entry.hash || found.changes !== entry.changes) altered.push(entry.hash)
    }
    if (!survey.foreign) before = survey
    report?.(index + 1, segments.length)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
  const inDatabase = new Map(
    handle
      .prepare<[], Signed>('select hash, signature from changeset order by seq')
      .all()
      .map(({ hash, signature }) => [hash, signature]),
  )
  return {
    segments: segments.length,
    changesets: inLog.size,
    damages,
    foreign,
    altered,
    otherSignature: [...inLog.values()].flatMap(({ hash, signature }) =>
      inDatabase.has(hash) && inDatabase.get(hash) !== signature ? [hash] : [],
    ),
    onlyInDatabase: [...inDatabase.keys()].filter((hash) => !inLog.has(hash)),
    onlyInLog: [...inLog.values()]
      .filter(({ hash }) => !inDatabase.has(hash))
      .map(({ seq, hash }) => ({ seq, hash })),
  }
}

type Sum = { readonly hash: string; readonly changes: number }

/** Sums up each changeset of a segment from its frames while they go by, by where it begins. */
function sums() {
  const all = new Map<number, Sum>()
  let open: (ReturnType<typeof lineCounter> & { digest: ChangesetDigest; at: number }) | undefined
  return {
    see({ kind, body }: Frame, at: number): void {
      if ((kind & OPENS) !== 0) {
        const head = readHead(body)
        const digest = head && startDigest(head)
        open = digest && { ...lineCounter((lines) => digest.update(lines)), digest, at }
      }
      open?.add(body)
      if ((kind & CLOSES) === 0 || !open) return
      all.set(open.at, { hash: open.digest.end(), changes: open.count() })
      open = undefined
    },
    of: (at: number) => all.get(at),
  }
}

type Signed = { readonly hash: string; readonly signature: string | null }

/** Only the segment that is being written may end in the middle of something. */
function tornIn({ name, end, torn }: SegmentSurvey, last: boolean): readonly Damage[] {
  return torn > 0 && !last ? [{ segment: name, at: end, end: end + torn }] : []
}
