import Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'
import { migrations } from '#db/migrations/index.ts'

import { FIRST, keepCounts, tally } from '../changeset.ts'
import type { Base } from './op-log.ts'
import type { LoggedChangeset } from './read-changeset.ts'
import { rowWriter } from './row-writer.ts'
import type { LogEntry } from './survey.ts'

/** Changes that are written in one transaction; a rebuild takes as many as it needs. */
const BATCH_CHANGES = 50_000

export type NotApplied = { readonly seq: number; readonly hash: string; readonly code: string }

export type ReplayOptions = {
  /** Counts everything again that is kept ready; triggers do not tell here what is stale. */
  readonly recount: (handle: Database.Database) => void
  /** Goes on behind changesets that are lost, with all that still fits. */
  readonly pastGaps: boolean
  readonly report?: ((done: number, total: number) => void) | undefined
}

export type Replayed = {
  readonly changesets: number
  readonly changes: number
  readonly notApplied: readonly NotApplied[]
  /** Rows that point to a row that is lost; only behind gaps. */
  readonly orphans: number
}

type Open = <T>(entry: LogEntry, work: (changeset: LoggedChangeset) => T) => T

/** The last changeset of the database; sequence 0 before the first. */
export function headOf(handle: Database.Database): Base {
  const last = handle
    .prepare<[], Base>('select seq, hash from changeset order by seq desc limit 1')
    .get()
  return last ?? { seq: 0, hash: FIRST }
}

/**
 * Writes changesets of the log into the database, in their order, under their own number, hash,
 * time, member and device. Triggers and settlers are put aside meanwhile: nothing is captured
 * twice, and what was allowed then is not judged again. Each transaction holds whole changesets
 * only, so a replay that is interrupted goes on at the next opening. Codes of what could not be
 * applied: `log.altered`, `log.conflict`, `log.newer-schema`, `log.gap`.
 */
export function replay(
  handle: Database.Database,
  entries: readonly LogEntry[],
  open: Open,
  options: ReplayOptions,
): Replayed {
  const done = { changesets: 0, changes: 0 }
  const notApplied: NotApplied[] = []
  const total = entries.length
  // Behind a gap a row may point to one that is lost; it is kept, and told.
  if (options.pastGaps) handle.pragma('foreign_keys = off')
  try {
    for (const batch of batchesOf(entries)) {
      if (notApplied.length > 0 && !options.pastGaps) {
        notApplied.push(...batch.map((entry) => refused(entry, 'log.gap')))
        continue
      }
      for (const part of applicable(handle, batch, open, options)) {
        if (part.code === undefined) {
          done.changesets += 1
          done.changes += part.entry.changes
        } else notApplied.push(refused(part.entry, part.code))
      }
      options.report?.(done.changesets + notApplied.length, total)
    }
    return { ...done, notApplied, orphans: options.pastGaps ? countOrphans(handle) : 0 }
  } finally {
    handle.pragma('foreign_keys = on')
  }
}

type Outcome = { readonly entry: LogEntry; readonly code?: string }

/** Applies a batch at once, or, where something in it does not fit, one changeset after another. */
function applicable(
  handle: Database.Database,
  batch: readonly LogEntry[],
  open: Open,
  options: ReplayOptions,
): readonly Outcome[] {
  const code = tryApply(handle, batch, open, options)
  if (code === undefined) return batch.map((entry) => ({ entry }))
  if (batch.length === 1) return batch.map((entry) => ({ entry, code }))
  const outcomes: Outcome[] = []
  let blocked = false
  for (const entry of batch) {
    const found: string | undefined = blocked ? 'log.gap' : tryApply(handle, [entry], open, options)
    outcomes.push(found === undefined ? { entry } : { entry, code: found })
    blocked ||= found !== undefined && !options.pastGaps
  }
  return outcomes
}

function tryApply(
  handle: Database.Database,
  batch: readonly LogEntry[],
  open: Open,
  { recount, pastGaps }: ReplayOptions,
): string | undefined {
  const apply = handle.transaction(() => {
    // Rows of one statement may point to each other in any order.
    handle.pragma('defer_foreign_keys = on')
    withoutTriggers(handle, () => {
      const write = changesetWriter(handle, pastGaps)
      for (const entry of batch) open(entry, (changeset) => write(entry, changeset))
    })
    recount(handle)
  })
  try {
    apply.immediate()
    return undefined
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    return code
  }
}

/** Only what the log itself is to blame for; a full or failing disk is not. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof Failure) {
    return error.reasons.find((reason) => reason.code.startsWith('log.'))?.code
  }
  const refusal =
    error instanceof Database.SqliteError && /^SQLITE_(CONSTRAINT|ERROR)/.test(error.code)
  return refusal ? 'log.conflict' : undefined
}

function changesetWriter(
  handle: Database.Database,
  pastGaps: boolean,
): (entry: LogEntry, changeset: LoggedChangeset) => void {
  const writeRow = rowWriter(handle)
  const writeChange = handle.prepare(
    'insert into change (changeset, tableName, rowId, operation, content) values (?, ?, ?, ?, ?)',
  )
  const writeChangeset = handle.prepare(
    `insert into changeset
       (seq, hash, previous, memberId, deviceId, command, at, first, changes, signature)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const lastChange = handle.prepare<[], { n: number }>(
    'select coalesce(max(n), 0) as n from change',
  )
  return (entry, { head, changes }) => {
    if (!(head.schema in migrations)) throw new Failure('refused', [{ code: 'log.newer-schema' }])
    const first = (lastChange.get()?.n ?? 0) + 1
    const found = tally(head, changes, (change) => {
      const { tableName, rowId, operation, content } = change
      writeRow(change)
      writeChange.run(head.seq, tableName, rowId, operation, content)
    })
    if (found.hash !== entry.hash || found.changes !== entry.changes) {
      throw new Failure('refused', [{ code: 'log.altered' }])
    }
    if (!pastGaps && head.previous !== headOf(handle).hash) {
      throw new Failure('refused', [{ code: 'log.gap' }])
    }
    const { seq, previous, memberId, deviceId, command, at } = head
    writeChangeset.run(
      seq,
      found.hash,
      previous,
      memberId,
      deviceId,
      command,
      at,
      first,
      found.changes,
      entry.signature,
    )
    keepCounts(handle, found.growth)
  }
}

type Trigger = { readonly name: string; readonly sql: string }

function withoutTriggers(handle: Database.Database, work: () => void): void {
  const triggers = handle
    .prepare<[], Trigger>(
      `select name, sql from sqlite_schema where type = 'trigger' order by rowid`,
    )
    .all()
  for (const { name } of triggers) handle.exec(`drop trigger "${name}"`)
  work()
  for (const { sql } of triggers) handle.exec(sql)
}

function countOrphans(handle: Database.Database): number {
  return handle.prepare('select 1 from pragma_foreign_key_check').all().length
}

function* batchesOf(entries: readonly LogEntry[]): Generator<readonly LogEntry[]> {
  let batch: LogEntry[] = []
  let changes = 0
  for (const entry of entries) {
    batch.push(entry)
    changes += entry.changes
    if (changes < BATCH_CHANGES) continue
    yield batch
    batch = []
    changes = 0
  }
  if (batch.length > 0) yield batch
}

function refused({ seq, hash }: LogEntry, code: string): NotApplied {
  return { seq, hash, code }
}
