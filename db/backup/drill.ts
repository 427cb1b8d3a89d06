import { rmSync } from 'node:fs'

import Database from 'better-sqlite3-multiple-ciphers'

import { openCaseFile } from '#db/engine/case-file.ts'
import { describeDiskError } from '#db/engine/disk-error.ts'
import { forgetKeys } from '#db/engine/keys/bundle.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import { verifyChain } from '#db/engine/verify/chain.ts'
import { replayEqualsTables } from '#db/engine/verify/replay-equals-tables.ts'
import { Failure } from '#db/kernel/failure.ts'
import { judgeCheckpoint } from '#db/verify/checkpoint.ts'
import type { Checkpoint } from '#db/verify/contract.ts'

import type { DrillReport, RestoreStep } from './contract.ts'
import { type BackupToOpen, type RestoreWatch, unpackInto, type Unpacked } from './restore.ts'

const MOST_TOLD = 50
/** Told as they are found: the backup cannot be trusted, and that is what a drill is for. */
const FOUND = /^(backup\.(damaged|altered|not-a-backup)|case\.(damaged|truncated|keys-altered))$/

type Finding = DrillReport['findings'][number]
type Checked = Pick<DrillReport, 'changesets' | 'changes' | 'records'> & {
  readonly findings: readonly Finding[]
  readonly count: number
}

/**
 * Restores a backup into a folder that it removes again, opens it as the app opens a case, and
 * checks all of it: every byte, every page, the structure, the chain with its signatures, and that
 * every record is what its changes make it. What is wrong with the backup is in the report; a wrong
 * passphrase, a full disk and `cancelled` are failures.
 */
export async function drillBackup(
  given: BackupToOpen,
  { folder, title, at }: { readonly folder: string; readonly title: string; readonly at: string },
  watch: RestoreWatch = {},
): Promise<DrillReport> {
  const nothing = { madeAt: at, seq: 0, pages: 0, changesets: 0, changes: 0, records: 0 }
  try {
    rmSync(folder, { recursive: true, force: true })
    const unpacked = await unpackInto(folder, given, watch)
    const { manifest } = unpacked.backup
    const checked = await checkWhole(unpacked, watch).finally(() =>
      forgetKeys(unpacked.unlocked.keys),
    )
    const { findings, ...counts } = checked
    const told = findings.slice(0, MOST_TOLD)
    const facts = { title: manifest.title, madeAt: manifest.at, seq: manifest.head.seq, at }
    return { ...facts, pages: unpacked.pages, ...counts, findings: [...told] }
  } catch (error) {
    const known = describeDiskError(error, 'case.read-only-place')
    if (!(known instanceof Failure) || !known.reasons.some(({ code }) => FOUND.test(code))) {
      throw known
    }
    const findings = known.reasons.map(({ code, about = [] }) => ({ code, about: [...about] }))
    return { ...nothing, title, at, findings, count: findings.length }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function checkWhole(
  { backup, unlocked }: Unpacked,
  { report, signal }: RestoreWatch,
): Promise<Checked> {
  const { databasePath, keys, caseId } = unlocked
  const onward = (step: RestoreStep) => ({
    report: (done: number, total: number) => report?.(step, done, total),
    ...(signal && { signal }),
  })
  // A copy: its first opening may bring it to a newer schema, as it will when it is needed.
  const file = await openCaseFile(openDatabase(databasePath, Buffer.from(keys.db)), [])
  const { handle } = file
  try {
    report?.('structure', 0, 1)
    const structure = structureOf(handle)
    const chain = await verifyChain(handle, caseId, onward('chain'))
    const { head, checkpoint } = backup.manifest
    const { seq, hash } = head
    const ended = chain.head.seq === seq && chain.head.hash === hash
    const replayed = await file.read(() => replayEqualsTables(handle, onward('replay')))
    const findings = [
      ...structure,
      ...(ended ? [] : [{ code: 'backup.other-head', about: [] }]),
      ...stated(handle, checkpoint),
      ...chain.findings.map(({ code, seq: at }) => ({ code, about: [String(at)] })),
      ...replayed.differences.map(({ table }) => ({ code: 'backup.record-other', about: [table] })),
    ]
    const count = findings.length - chain.findings.length - replayed.differences.length
    return {
      changesets: chain.changesets,
      changes: chain.changes,
      records: replayed.rows,
      findings,
      count: count + chain.count + replayed.count,
    }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    throw new Failure('refused', [{ code: 'case.damaged' }], { cause: error })
  } finally {
    await file.close()
  }
}

/** What is wrong with the signed statement; one that nobody signed states nothing. */
function stated(handle: Database.Database, checkpoint: Checkpoint): readonly Finding[] {
  if (checkpoint.signature === null) return []
  return judgeCheckpoint(handle, checkpoint).map(({ code }) => ({ code, about: [] }))
}

function structureOf(handle: Database.Database): readonly Finding[] {
  const lines = handle
    .prepare<[], string>('select integrity_check from pragma_integrity_check')
    .pluck()
    .all()
  const loose = handle.prepare('select 1 from pragma_foreign_key_check').all()
  return [
    ...lines
      .filter((line) => line !== 'ok')
      .map((line) => ({ code: 'backup.structure', about: [line] })),
    ...loose.map(() => ({ code: 'verify.reference', about: [] })),
  ]
}
