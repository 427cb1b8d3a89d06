import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'

import {
  CASE_ENDING,
  safeName,
  unlockCaseFolder,
  type UnlockedFolder,
  unlockWithSheet,
} from '#db/engine/case-folder.ts'
import { describeDiskError } from '#db/engine/disk-error.ts'
import { flushFolder, writeDurably } from '#db/engine/durable-file.ts'
import { forgetKeys } from '#db/engine/keys/bundle.ts'
import { verifyPages } from '#db/engine/verify/pages.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { RestoreStep } from './contract.ts'
import { sumOf } from './pack.ts'
import { type CheckedBackup, checkBackup } from './unpack.ts'

const BESIDE = '.restoring-'

/** What opens the keys in a backup: a member's passphrase, or the recovery sheet. */
export type BackupSecret =
  | { readonly passphrase: Uint8Array; readonly keyFile?: Uint8Array | null }
  | { readonly sheet: Uint8Array; readonly secondSheet?: Uint8Array | null }

export type BackupToOpen = {
  readonly path: string
  readonly memberId: string
  readonly secret: BackupSecret
}

export type RestoreWatch = {
  readonly report?: ((step: RestoreStep, done: number, total: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Makes the folder of a case from a backup, under a name that nothing has there, and answers its
 * path. Every byte of the backup is checked and its keys are opened before anything of it counts;
 * it gets its name when every page that was written is verified. Otherwise nothing is left. Fails as `checkBackup`, as
 * `unlockCaseFolder` and `unlockWithSheet`, and with `backup.altered`, `disk.full`,
 * `case.read-only-place`.
 */
export async function restoreBackup(
  given: BackupToOpen,
  parent: string,
  watch: RestoreWatch = {},
): Promise<string> {
  const folder = join(parent, `${BESIDE}${randomUUID()}`)
  try {
    const { unlocked } = await unpackInto(folder, given, watch)
    forgetKeys(unlocked.keys)
    const path = freeName(parent, unlocked.file.title)
    renameSync(folder, path)
    flushFolder(parent)
    return path
  } catch (error) {
    throw describeDiskError(error, 'case.read-only-place')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export type Unpacked = {
  readonly backup: CheckedBackup
  readonly unlocked: UnlockedFolder
  readonly pages: number
}

/**
 * Checks a backup, opens its keys and writes it into a folder that is not there yet, every page
 * verified. The caller wipes the keys, and removes the folder whatever happens.
 */
export async function unpackInto(
  folder: string,
  { path, memberId, secret }: BackupToOpen,
  { report, signal }: RestoreWatch,
): Promise<Unpacked> {
  const backup = await checkBackup(path, {
    signal,
    report: (done, total) => report?.('read', done, total),
  })
  report?.('unlock', 0, 1)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of ['keys.json', 'keys.bak.json']) {
    writeDurably(join(folder, name), backup.keysText)
  }
  const unlocked =
    'sheet' in secret
      ? await unlockWithSheet(folder, memberId, secret.sheet, secret.secondSheet)
      : await unlockCaseFolder(folder, memberId, secret.passphrase, secret.keyFile)
  try {
    backup.prove(unlocked.keys.mac)
    const { caseId, db } = unlocked.file
    const { manifest } = backup
    if (caseId !== manifest.caseId || db !== manifest.parts.database.name) {
      throw new Failure('refused', [{ code: 'backup.altered' }])
    }
    await writeDatabase(path, backup, unlocked.databasePath, (done, total) =>
      report?.('write', done, total),
    )
    flushFolder(folder)
    const { bad, saltDamaged, missing, rest, pages } = await verifyPages(
      unlocked.databasePath,
      unlocked.keys.db,
      {
        ...(signal && { signal }),
        report: (done, total) => report?.('pages', done, total),
      },
    )
    if (bad.length > 0 || saltDamaged || missing > 0 || rest > 0) throw damaged()
    return { backup, unlocked, pages }
  } catch (error) {
    forgetKeys(unlocked.keys)
    throw error
  }
}

/** Takes away what a restoring left in a folder that was cut off. */
export function removeUnfinished(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (name.startsWith(BESIDE)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

/** Taken from the file anew: it is compared with the manifest once more while it is written. */
async function writeDatabase(
  path: string,
  { manifest, databaseAt }: CheckedBackup,
  to: string,
  report: (done: number, total: number) => void,
): Promise<void> {
  const { bytes, sha256 } = manifest.parts.database
  const file = await open(path, 'r')
  const into = await open(to, 'wx', 0o600)
  try {
    let done = 0
    const sum = await sumOf(file, bytes, {
      start: databaseAt,
      async onBlock(block) {
        await into.writeFile(block)
        done += block.length
        report(done, bytes)
      },
    })
    if (sum !== sha256) throw damaged()
    await into.sync()
  } finally {
    await file.close()
    await into.close()
  }
}

function damaged(): Failure {
  return new Failure('refused', [{ code: 'backup.damaged' }])
}

/** The title as a folder, with a number behind it where something has that name already. */
function freeName(parent: string, title: string): string {
  const name = safeName(title)
  const first = join(parent, `${name}${CASE_ENDING}`)
  if (!existsSync(first)) return first
  let number = 2
  while (existsSync(join(parent, `${name} ${number}${CASE_ENDING}`))) number += 1
  return join(parent, `${name} ${number}${CASE_ENDING}`)
}
