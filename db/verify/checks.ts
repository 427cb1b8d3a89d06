import { join } from 'node:path'

import Database from 'better-sqlite3-multiple-ciphers'

import type { UnlockedFolder } from '#db/engine/case-folder.ts'
import { folderDisk } from '#db/engine/oplog/disk.ts'
import { deriveLogKey } from '#db/engine/oplog/segment.ts'
import { type ChainReport, verifyChain } from '#db/engine/verify/chain.ts'
import { verifyLog } from '#db/engine/verify/log.ts'
import {
  type Difference,
  type ReplayCheck,
  startReplayCheck,
} from '#db/engine/verify/replay-equals-tables.ts'

import { checkAttachments } from './attachments.ts'
import type { CheckResult, VerifyCheck } from './contract.ts'
import type { Namer } from './names.ts'
import { changesetTold, type Found, made } from './results.ts'

/** The most records that are looked up by name. SQLite itself tells as many lines. */
const MOST_LINES = 100
/** Findings of the signatures; the others of the chain are about what was hashed. */
const OF_SIGNATURES = /^verify\.(signature|signed|signer|key)-/

const DIFFERENCES: Readonly<Record<Difference['kind'], string>> = {
  other: 'verify.record-other',
  extra: 'verify.record-extra',
  missing: 'verify.record-missing',
  unreplayable: 'verify.record-unreplayable',
  uncaptured: 'verify.record-uncaptured',
}

export type CheckStep = {
  readonly report: (check: VerifyCheck, done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** All checks that read the database through SQLite, one after the other. */
export async function checksOfCopy(
  handle: Database.Database,
  unlocked: UnlockedFolder,
  names: Namer,
  step: CheckStep,
): Promise<{ readonly checks: readonly CheckResult[]; readonly chain: ChainReport | undefined }> {
  let chain: ChainReport | undefined
  // Goes along with the chain, so that the changes are read once for both.
  const replay = startReplayCheck(handle)
  const checks: CheckResult[] = [
    ...(await trying('structure', step, () => [checkStructure(handle)])),
    ...(await trying('references', step, () => [checkReferences(handle, names)])),
    ...(await trying('chain', step, async () => {
      const along = (n: number) => replay.upTo(n)
      chain = await verifyChain(handle, unlocked.caseId, { ...onward(step, 'chain'), along })
      return chainTold(handle, names, chain)
    })),
    ...(await trying('log', step, async () => [
      await checkLog(handle, unlocked, names, step, chain?.head.seq ?? 0),
    ])),
    ...(await trying('replay', step, async () => [await checkReplay(replay, names, step)])),
    ...(await trying('attachments', step, async () => [
      await checkAttachments(handle, onward(step, 'attachments')),
    ])),
  ]
  return { checks, chain }
}

/** A part of the database that SQLite itself cannot read is a finding, not the end. */
async function trying(
  check: VerifyCheck,
  { report }: CheckStep,
  work: () => readonly CheckResult[] | Promise<readonly CheckResult[]>,
): Promise<readonly CheckResult[]> {
  report(check, 0, 1)
  // Lets the notice out: SQLite holds the thread.
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  try {
    return await work()
  } catch (error) {
    const unreadable =
      error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(error.code)
    if (!unreadable) throw error
    return [made(check, {}, [{ code: 'verify.unreadable' }])]
  }
}

function onward({ report, signal }: CheckStep, check: VerifyCheck) {
  const tell = (done: number, total: number) => report(check, done, total)
  return signal ? { report: tell, signal } : { report: tell }
}

function checkStructure(handle: Database.Database): CheckResult {
  const lines = handle
    .prepare<[], string>('select integrity_check from pragma_integrity_check')
    .pluck()
    .all()
  const tables = handle
    .prepare<[], number>(`select count(*) from sqlite_schema where type = 'table'`)
    .pluck()
    .get()
  const wrong = lines.filter((line) => line !== 'ok')
  return made(
    'structure',
    { tables: tables ?? 0 },
    wrong.map((line) => ({ code: 'verify.structure', about: [line] })),
  )
}

type Dangling = { readonly table: string; readonly rowid: number; readonly parent: string }

function checkReferences(handle: Database.Database, names: Namer): CheckResult {
  const found = handle
    .prepare<[], Dangling>(`select "table", rowid, parent from pragma_foreign_key_check`)
    .all()
  const references = handle
    .prepare<[], number>(
      `select count(*) from sqlite_schema as t, pragma_foreign_key_list(t.name) where t.type = 'table'`,
    )
    .pluck()
    .get()
  const told = found.slice(0, MOST_LINES).map(({ table, rowid }): Found => {
    const id = handle.prepare<[number], string>(`select id from "${table}" where rowid = ?`).pluck()
    const record = { table, name: names.record(table, id.get(rowid) ?? '') }
    return { code: 'verify.reference', record }
  })
  return made('references', { references: references ?? 0 }, told, found.length)
}

function chainTold(
  handle: Database.Database,
  names: Namer,
  { changesets, changes, signed, unsigned, keys, findings, count }: ChainReport,
): readonly CheckResult[] {
  const told = findings.map(({ code, seq, memberId }) => ({
    code,
    about: [String(seq), ...(memberId === undefined ? [] : [names.member(memberId)])],
    changeset: changesetTold(handle, names, { seq }),
    ofSignatures: OF_SIGNATURES.test(code),
  }))
  const part = (ofSignatures: boolean) =>
    told
      .filter((each) => each.ofSignatures === ofSignatures)
      .map(({ ofSignatures: _part, ...each }): Found => each)
  const [chain, signatures] = [part(false), part(true)]
  // Beyond what is told, the rest is counted where most of it lies.
  const beyond = count - told.length
  const [more, less] = chain.length > signatures.length ? [beyond, 0] : [0, beyond]
  return [
    made('chain', { changesets, changes }, chain, chain.length + more),
    made(
      'signatures',
      { signed, unsigned, keys: keys.length },
      signatures,
      signatures.length + less,
    ),
  ]
}

async function checkLog(
  handle: Database.Database,
  { folder, caseId, keys }: UnlockedFolder,
  names: Namer,
  step: CheckStep,
  last: number,
): Promise<CheckResult> {
  const place = { disk: folderDisk(join(folder, 'ops')), key: deriveLogKey(keys.log, caseId) }
  const found = await verifyLog(handle, place, onward(step, 'log'))
  const changeset = (code: string, hash: string): Found => {
    const told = changesetTold(handle, names, { hash })
    return { code, about: [told ? String(told.seq) : ''], changeset: told }
  }
  const findings: readonly Found[] = [
    ...found.damages.map(({ segment }) => ({ code: 'verify.log-damaged', about: [segment] })),
    ...found.altered.map((hash) => changeset('verify.log-altered', hash)),
    ...found.otherSignature.map((hash) => changeset('verify.log-signature', hash)),
    ...found.onlyInDatabase.map((hash) => changeset('verify.log-missing', hash)),
    // The case is in use: what came after the copy was made is in the log alone.
    ...found.onlyInLog
      .filter(({ seq }) => seq <= last)
      .map(({ seq }) => ({ code: 'verify.log-alone', about: [String(seq)] })),
  ]
  const { segments, changesets } = found
  return made('log', { segments, changesets }, findings)
}

async function checkReplay(
  replay: ReplayCheck,
  names: Namer,
  step: CheckStep,
): Promise<CheckResult> {
  const found = await replay.finish(onward(step, 'replay'))
  const { tables, rows, changes, differences, count } = found
  const told = differences.map(({ table, id, kind }): Found => ({
    code: DIFFERENCES[kind],
    record: { table, name: names.record(table, id) },
  }))
  return made('replay', { tables, rows, changes }, told, count)
}
