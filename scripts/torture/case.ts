import { join } from 'node:path'

import type Database from 'better-sqlite3-multiple-ciphers'

import { type CaseFile, openCaseFile, type Writer } from '#db/engine/case-file.ts'
import { type Change, type ChangesetHead, FIRST, tally } from '#db/engine/changeset.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import { folderDisk, type LogDisk } from '#db/engine/oplog/disk.ts'
import { deriveLogKey } from '#db/engine/oplog/segment.ts'
import { replayEqualsTables } from '#db/engine/verify/replay-equals-tables.ts'
import { recountAll, settleExaminations } from '#db/prevalence/settle.ts'

const CASE_ID = 'torture'
const LOG_KEY = deriveLogKey(Buffer.alloc(32, 7), CASE_ID)
export const DATABASE = 'case-1.db'
const LARGE_EVERY = 40
const LARGE_ROWS = 60
const DRAFT_EVERY = 3

/** What a tried case is opened with. Keys are fixed: every process must know them. */
export type Trial = {
  readonly log: boolean
  /** How a case without a log flushes its commits; one with a log decides by itself. */
  readonly synchronous: 'full' | 'normal'
  /** Whether the log is flushed; without it the trial must fail. */
  readonly flushed: boolean
}

export const AS_SHIPPED: Trial = { log: true, synchronous: 'full', flushed: true }

export function databaseKey(): Buffer {
  return Buffer.alloc(48, 0x33)
}

export async function openTrial(folder: string, trial: Trial, create = false): Promise<CaseFile> {
  const handle = openDatabase(join(folder, DATABASE), databaseKey(), { create })
  try {
    // Moves the journal into the database often, so that cuts fall into that too.
    handle.pragma('wal_autocheckpoint = 64')
    handle.pragma(`synchronous = ${trial.synchronous}`)
    const disk = folderDisk(join(folder, 'ops'))
    const file = await openCaseFile(
      handle,
      [settleExaminations],
      trial.log ? joining(trial.flushed ? disk : unflushed(disk)) : undefined,
    )
    return file
  } catch (error) {
    handle.close()
    throw error
  }
}

function joining(disk: LogDisk) {
  return {
    disk,
    key: LOG_KEY,
    caseId: CASE_ID,
    deviceId: 'device',
    recount: recountAll,
    pastGaps: false,
    whole: false,
  }
}

function unflushed(disk: LogDisk): LogDisk {
  return { ...disk, open: (name) => ({ ...disk.open(name), flush: () => undefined }) }
}

/**
 * The commit of this number: now and then a draft before it, which no log holds; a unit of that name, texts of all lengths, now and then a change of
 * an earlier record, and now and then a changeset that takes several frames of the log.
 */
export async function commit(file: CaseFile, number: number): Promise<void> {
  const pen = { memberId: 'm', deviceId: 'device', command: 'torture', at: '2014-06-11T00:00:00Z' }
  const large = number % LARGE_EVERY === 0
  if (number % DRAFT_EVERY === 0) await file.write(pen, (writer) => keepDraft(writer, number))
  const work = async (writer: Writer) => {
    await writer
      .insertInto('unit')
      .values(unit(`T${number}`, (number * 977) % 4000))
      .execute()
    if (number % 5 === 0) {
      await writer
        .updateTable('unit')
        .set({ code: `c${number}` })
        .where('id', '=', `T${number - 3}`)
        .execute()
    }
    for (let more = 0; more < (large ? LARGE_ROWS : 0); more += 1) {
      await writer
        .insertInto('unit')
        .values(unit(`L${number}.${more}`, 3000))
        .execute()
    }
  }
  return file.write(pen, work, large ? 'large' : undefined)
}

async function keepDraft(writer: Writer, number: number): Promise<void> {
  const content = String(number)
  await writer
    .insertInto('draft')
    .values({ form: 'problem', subject: '', memberId: 'm', title: '', content, savedAt: '' })
    .onConflict((conflict) =>
      conflict.columns(['form', 'subject', 'memberId']).doUpdateSet({ content }),
    )
    .execute()
}

function unit(id: string, length: number) {
  return {
    id,
    name: id,
    level: '30' as const,
    kind: 'K01' as const,
    parentId: null,
    prefectureId: null,
    code: null,
    position: 0,
    pinyin: '字'.repeat(length / 3),
    initials: '',
    validFrom: null,
    validTo: null,
  }
}

/** The number of the last commit that is there with all before it; what is wrong otherwise. */
export type Found = { readonly commits: number } | { readonly wrong: string }

export function commitsIn(handle: Database.Database): Found {
  const ids = handle
    .prepare<[], { count: number; last: number }>(
      `select count(*) as count, coalesce(max(cast(substr(id, 2) as integer)), 0) as last
       from unit where id glob 'T*'`,
    )
    .get()
  if (!ids || ids.count !== ids.last) return { wrong: 'a commit is missing between others' }
  const many = handle
    .prepare<[], number>(`select count(*) from unit where id glob 'L*'`)
    .pluck()
    .get()
  if (many !== LARGE_ROWS * Math.floor(ids.last / LARGE_EVERY))
    return { wrong: 'a commit is there in part' }
  return { commits: ids.last }
}

/** Whether the draft is there that was kept before the last of these commits. */
export function hasDraft(handle: Database.Database, commits: number): boolean {
  const kept = handle.prepare<[], string>('select content from draft').pluck().get()
  return Number(kept ?? 0) >= commits - (commits % DRAFT_EVERY)
}

/** Everything that can be known of an opened case: pages, hashes, and tables against changes. */
export async function examine(handle: Database.Database): Promise<Found> {
  if (handle.pragma('integrity_check', { simple: true }) !== 'ok') return { wrong: 'integrity' }
  const chain = brokenChain(handle)
  if (chain !== undefined) return { wrong: `the chain breaks at ${chain}` }
  const { count } = await replayEqualsTables(handle)
  if (count > 0) return { wrong: 'tables are not what their changes make them' }
  return commitsIn(handle)
}

type Stored = ChangesetHead & {
  readonly hash: string
  readonly first: number
  readonly changes: number
}

function brokenChain(handle: Database.Database): number | undefined {
  const changes = handle.prepare<[number, number], Change>(
    'select tableName, rowId, operation, content from change where n >= ? and n < ? order by n',
  )
  let previous = FIRST
  for (const stored of handle.prepare<[], Stored>('select * from changeset order by seq').all()) {
    const { hash, first, changes: count, ...head } = stored
    const found = tally(head, changes.all(first, first + count)).hash
    if (head.previous !== previous || found !== hash) return head.seq
    previous = hash
  }
  return undefined
}
