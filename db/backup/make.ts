import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'

import type Database from 'better-sqlite3-multiple-ciphers'

import type { CaseFile } from '#db/engine/case-file.ts'
import { safeName } from '#db/engine/case-folder.ts'
import { describeDiskError } from '#db/engine/disk-error.ts'
import { flushFolder } from '#db/engine/durable-file.ts'
import type { CaseKeys } from '#db/engine/keys/bundle.ts'
import type { KeysFile } from '#db/engine/keys/keys-file.ts'
import type { Hand } from '#db/engine/signing.ts'
import { describeSqliteError } from '#db/engine/sqlite-error.ts'
import { verifyPages } from '#db/engine/verify/pages.ts'
import { Failure } from '#db/kernel/failure.ts'
import { checkpointOf } from '#db/verify/checkpoint.ts'

import type { Manifest } from './contract.ts'
import { packBackup, sumOf } from './pack.ts'
import { backupName } from './rules.ts'
import { checkBackup } from './unpack.ts'

/**
 * Makes backups of an open case. What they need of the keys is kept as long as it is open: SQLite
 * and the log hold the like in this process, and it ends with the case.
 */
export function backerOf(file: CaseFile, hand: Hand, { db, mac }: Pick<CaseKeys, 'db' | 'mac'>) {
  const keys = { db: Buffer.from(db), mac: Buffer.from(mac) }
  const alone: BackupSource['alone'] = (work) => file.read(work)
  return {
    backUp: (given: BackupToMake) => makeBackup({ handle: file.handle, hand, keys, alone }, given),
    forget: () => {
      keys.db.fill(0)
      keys.mac.fill(0)
    },
  }
}

/** Where a backup comes from: the open case, and its keys. */
type BackupSource = {
  readonly handle: Database.Database
  /** Signs the checkpoint. */
  readonly hand: Hand
  /** Copies of the keys, which the caller wipes. */
  readonly keys: Pick<CaseKeys, 'db' | 'mac'>
  /** Runs while nobody writes. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

export type BackupToMake = {
  readonly keysFile: KeysFile
  /** Where it goes; made where there is none. */
  readonly folder: string
  /** Version of the app. */
  readonly app: string
  /** Now, UTC. */
  readonly at: string
  /** What the last backup holds: where nothing changed since, none is made. */
  readonly since: BackedUp | null
  readonly signal?: AbortSignal | undefined
}

/** What tells whether something changed: the last changeset, and the generation of the keys. */
export type BackedUp = { readonly seq: number; readonly gen: number }

export type MadeBackup = BackedUp & { readonly path: string; readonly bytes: number }

/**
 * Makes a backup of an open case: `vacuum into` under the same key, every page of that copy
 * verified, packed, flushed, read back and compared, and only then given its name. The case stays
 * in use but for the copying. Answers null where nothing changed since the last one. Fails with
 * `backup.not-whole` (what was written is not what was read), `disk.full`, `disk.failed`,
 * `backup.no-place` or `cancelled`; nothing is left then.
 */
async function makeBackup(source: BackupSource, given: BackupToMake): Promise<MadeBackup | null> {
  const { keysFile, folder, since, at } = given
  if (since && !hasChanged(source.handle, keysFile, since)) return null
  const beside = join(folder, `.making-${keysFile.caseId}`)
  const [copy, packed] = [`${beside}.db`, `${beside}.zip`]
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    sweep(copy, packed)
    const checkpoint = await source.alone(() => {
      // Not while the copy is made: the state is that of the copy.
      source.handle.prepare('vacuum into ?').run(copy)
      return Promise.resolve(checkpointOf(source, at))
    })
    stopIf(given.signal)
    await checkPages(copy, source.keys.db, given.signal)
    const keysText = Buffer.from(`${JSON.stringify(keysFile, null, 1)}\n`)
    const manifest = await manifestOf(source, given, { checkpoint, keysText, copy })
    const { mac } = source.keys
    await packBackup(packed, { manifest, mac, keysText, databasePath: copy })
    stopIf(given.signal)
    const bytes = await readBack(packed, manifest, mac)
    const title = safeName(keysFile.title)
    const path = join(folder, backupName({ title, caseId: keysFile.caseId, at }))
    renameSync(packed, path)
    flushFolder(folder)
    return { path, seq: checkpoint.seq, gen: keysFile.gen, bytes }
  } catch (error) {
    throw describeSqliteError(error) ?? describeDiskError(error, 'backup.no-place')
  } finally {
    sweep(copy, packed)
  }
}

/** Who opened the case is no reason for a backup; what is written in it and its keys are. */
function hasChanged(handle: Database.Database, { gen }: KeysFile, since: BackedUp): boolean {
  if (gen !== since.gen) return true
  const found = handle
    .prepare(
      `select 1 from changeset where seq > ? and command not in ('access.note', 'keys.note') limit 1`,
    )
    .get(since.seq)
  return found !== undefined
}

async function checkPages(copy: string, key: Buffer, signal?: AbortSignal): Promise<void> {
  const found = await verifyPages(copy, key, signal ? { signal } : {})
  const { bad, saltDamaged, missing, rest } = found
  if (bad.length > 0 || saltDamaged || missing > 0 || rest > 0) throw notWhole()
}

type Made = {
  readonly checkpoint: Manifest['checkpoint']
  readonly keysText: Buffer
  readonly copy: string
}

async function manifestOf(
  { handle }: BackupSource,
  { keysFile: { caseId, title, practice, db }, app, at }: BackupToMake,
  { checkpoint, keysText, copy }: Made,
): Promise<Manifest> {
  const { size } = await stat(copy)
  const file = await open(copy, 'r')
  try {
    const keys = {
      name: 'keys.json',
      bytes: keysText.length,
      sha256: createHash('sha256').update(keysText).digest('hex'),
    }
    const database = { name: db, bytes: size, sha256: await sumOf(file, size) }
    const parts = { keys, database }
    const head = { seq: checkpoint.seq, hash: checkpoint.hash }
    const schema = newestMigration(handle)
    const said = { app, caseId, title, practice, at, schema, head, checkpoint, parts }
    return { fmt: 'xundu-backup/1', ...said }
  } finally {
    await file.close()
  }
}

function newestMigration(handle: Database.Database): string {
  const newest = handle.prepare<[], string>('select max(name) from kysely_migration').pluck()
  return newest.get() ?? ''
}

/** What stands on the disk now, read anew, is what was verified: byte for byte, by its sums. */
async function readBack(path: string, manifest: Manifest, mac: Buffer): Promise<number> {
  try {
    const read = await checkBackup(path)
    read.prove(mac)
    if (JSON.stringify(read.manifest) === JSON.stringify(manifest)) return read.bytes
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
  throw notWhole()
}

/**
 * Copies a backup to another place under its own name: beside it first, flushed, read back and
 * checked, then renamed. Needs no key. Fails as `makeBackup`.
 */
export async function copyBackup(path: string, folder: string): Promise<void> {
  const beside = join(folder, `.copying-${basename(path)}`)
  try {
    sweep(beside)
    const sum = await copyBytes(path, beside)
    const { bytes } = await checkBackup(beside)
    const file = await open(beside, 'r')
    try {
      if ((await sumOf(file, bytes)) !== sum) throw notWhole()
    } finally {
      await file.close()
    }
    renameSync(beside, join(folder, basename(path)))
    flushFolder(folder)
  } catch (error) {
    throw describeDiskError(error, 'backup.no-place')
  } finally {
    sweep(beside)
  }
}

async function copyBytes(from: string, to: string): Promise<string> {
  const file = await open(from, 'r')
  const into = await open(to, 'wx', 0o600)
  try {
    const { size } = await file.stat()
    const sum = await sumOf(file, size, { onBlock: (block) => into.writeFile(block) })
    await into.sync()
    return sum
  } finally {
    await file.close()
    await into.close()
  }
}

/** Takes away what is only there while a backup is made, also what an earlier one left. */
function sweep(...paths: readonly string[]): void {
  for (const path of paths) {
    for (const ending of ['', '-wal', '-shm', '-journal']) removeFile(path + ending)
  }
}

function removeFile(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The medium is gone, or was never there.
  }
}

function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new Failure('cancelled', [{ code: 'call.cancelled' }])
}

function notWhole(): Failure {
  return new Failure('refused', [{ code: 'backup.not-whole' }])
}
