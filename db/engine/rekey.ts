import { closeSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import type Database from 'better-sqlite3-multiple-ciphers'

import { Failure } from '#db/kernel/failure.ts'

import { recipientsOf } from './case-keys.ts'
import type { UnlockedFolder } from './case-folder.ts'
import { describeDiskError } from './disk-error.ts'
import { flushFolder } from './durable-file.ts'
import { type CaseKeys, forgetKeys, makeKeys, sealBundle } from './keys/bundle.ts'
import {
  bodyOf,
  databaseName,
  epochOf,
  type KeyMember,
  type KeysFile,
  readKeys,
  writeKeys,
} from './keys/keys-file.ts'
import { changeKey, closeDatabase, openDatabase } from './open-database.ts'
import { describeSqliteError } from './sqlite-error.ts'
import { verifyPages } from './verify/pages.ts'

/** The steps of a change of keys, in their order. From `switched` on the new keys are valid. */
export const rekeySteps = ['copied', 'keyed', 'checked', 'pages', 'flushed', 'switched'] as const
type RekeyStep = (typeof rekeySteps)[number]

/** Who follows a change of keys, and may stop it as long as it does not count. */
export type RekeyWatch = {
  /** Hears each step when it is done. */
  readonly onStep: (step: RekeyStep) => Promise<void>
  readonly signal?: AbortSignal | undefined
}

/** What a change of keys leaves: the database and its keys, and the keys file that names them. */
export type Rekeyed = {
  readonly databasePath: string
  readonly keys: CaseKeys
  readonly file: KeysFile
}

/**
 * Gives a case new keys that only these members and the recovery sheet can open. The live database
 * is never touched: a copy gets the new key, is compared with it, has every page checked, and
 * becomes valid when the keys file that names it is renamed over the old one (security design §2.3).
 * Before that moment a failure leaves the case as it was; the old database stays for
 * `removeOldDatabases`. Nothing may write to the case meanwhile.
 *
 * Fails with `keys.copy-differs`, `call.cancelled`, `disk.full`, `disk.failed` or
 * `case.read-only-place`.
 */
export async function rekeyCase(
  { folder, file, keys }: UnlockedFolder,
  handle: Database.Database,
  members: readonly KeyMember[],
  { onStep, signal }: RekeyWatch,
): Promise<Rekeyed> {
  const epoch = file.epoch + 1
  const db = databaseName(epoch)
  const path = join(folder, db)
  const fresh = makeKeys()
  const next = { ...bodyOf(file), members: [...members], epoch, db, gen: file.gen + 1 }
  async function done(step: RekeyStep): Promise<void> {
    await onStep(step)
    if (signal?.aborted === true) throw new Failure('cancelled', [{ code: 'call.cancelled' }])
  }
  try {
    // A copy that an earlier try left: no keys file ever named it.
    removeDatabase(path)
    handle.prepare('vacuum into ?').run(path)
    await done('copied')
    keyCopy(path, keys.db, fresh.db)
    await done('keyed')
    compareCopy(path, fresh.db, handle)
    await done('checked')
    await checkPages(path, fresh.db, signal)
    await done('pages')
    flushFile(path)
    flushFolder(folder)
    await done('flushed')
    const bundle = await sealBundle(fresh, recipientsOf(next))
    const written = writeKeys(folder, { ...next, bundle }, fresh.mac)
    await onStep('switched')
    return { databasePath: path, keys: fresh, file: written }
  } catch (error) {
    forgetKeys(fresh)
    if (!isValid(folder, epoch)) removeDatabase(path)
    throw describeSqliteError(error) ?? describeDiskError(error, 'case.read-only-place')
  }
}

/**
 * Removes the databases of earlier keys, which a member who was removed could still open. Only
 * once the database of these keys has been opened; what cannot be removed waits for the next time.
 */
export function removeOldDatabases(folder: string, { epoch }: KeysFile): void {
  try {
    const old = readdirSync(folder).filter((name) => epochOf(name) < epoch)
    for (const name of old) rmSync(join(folder, name), { force: true })
    if (old.length > 0) flushFolder(folder)
  } catch {
    // A virus scanner may hold the file; the case itself is open and whole.
  }
}

/** Whether the keys file names this epoch already: what failed after that leaves the copy alone. */
function isValid(folder: string, epoch: number): boolean {
  return readKeys(folder).file.epoch >= epoch
}

/** Removes a database and what SQLite keeps beside it. */
function removeDatabase(path: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${ending}`, { force: true })
}

function keyCopy(path: string, old: Buffer, fresh: Buffer): void {
  const copy = openDatabase(path, old)
  try {
    changeKey(copy, fresh)
  } finally {
    closeDatabase(copy)
  }
}

/** The copy opens with the new key, every page of it is whole, and it holds what the case holds. */
function compareCopy(path: string, key: Buffer, handle: Database.Database): void {
  const copy = openDatabase(path, key)
  try {
    const whole = copy.pragma('integrity_check', { simple: true }) === 'ok'
    if (!whole || contentsOf(copy) !== contentsOf(handle)) {
      throw new Failure('refused', [{ code: 'keys.copy-differs' }])
    }
  } finally {
    closeDatabase(copy)
  }
}

/** Every page of the copy, free ones too, is as the new key wrote it. Nobody has it open by now. */
async function checkPages(
  path: string,
  key: Buffer,
  signal: AbortSignal | undefined,
): Promise<void> {
  const found = await verifyPages(path, key, signal ? { signal } : {})
  const { bad, saltDamaged, missing, rest } = found
  if (bad.length > 0 || saltDamaged || missing > 0 || rest > 0) {
    throw new Failure('refused', [{ code: 'keys.copy-differs' }])
  }
}

/** How many rows each table has, and the hash that the chain of changes ends with. */
function contentsOf(handle: Database.Database): string {
  const tables = handle
    .prepare<[], { name: string }>(
      `select name from sqlite_schema where type = 'table' and sql not like 'create virtual%' order by name`,
    )
    .all()
  const counts = tables.map(({ name }) => [
    name,
    handle.prepare(`select count(*) from "${name}"`).pluck().get(),
  ])
  const head = tables.some(({ name }) => name === 'changeset')
    ? handle.prepare('select hash from changeset order by seq desc limit 1').pluck().get()
    : undefined
  return JSON.stringify([counts, head ?? null])
}

function flushFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
