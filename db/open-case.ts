import { join } from 'node:path'

import type Database from 'better-sqlite3-multiple-ciphers'

import { type CaseFile, openCaseFile } from './engine/case-file.ts'
import {
  createCaseFolder,
  type NewCase,
  refuseGuessable,
  removeCaseFolder,
  unlockCaseFolder,
  type UnlockedFolder,
  unlockWithSheet,
} from './engine/case-folder.ts'
import { replaceSlot } from './engine/case-keys.ts'
import type { Host } from './engine/handlers.ts'
import { type CaseKeys, forgetKeys } from './engine/keys/bundle.ts'
import type { KeyCost } from './engine/keys/derivation.ts'
import type { KeysFile } from './engine/keys/keys-file.ts'
import { closeDatabase, openDatabase } from './engine/open-database.ts'
import { folderDisk } from './engine/oplog/disk.ts'
import { removeForeign } from './engine/oplog/join-log.ts'
import { deriveLogKey } from './engine/oplog/segment.ts'
import { removeOldDatabases } from './engine/rekey.ts'
import type { RootKind } from './casefile/contract.ts'
import { Failure } from './kernel/failure.ts'
import { recountAll, settleExaminations } from './prevalence/settle.ts'
import { type CaseService, createCaseService } from './service.ts'

export type OpenedCase = {
  readonly folder: string
  readonly memberId: string
  /** The keys file as it was proved true, or written, last. */
  readonly keysFile: KeysFile
  readonly service: CaseService
  readonly handle: Database.Database
  /** The keys of a case just made, for its first recovery sheet; wiped once there is one. */
  readonly keys: CaseKeys | null
}

export type CaseToMake = Omit<NewCase, 'caseId' | 'member' | 'since'> & {
  readonly parent: string
  readonly rootKind: RootKind
  readonly groupName: string
  readonly member: Omit<NewCase['member'], 'id'>
}

/**
 * Makes a case file, encrypted from its first byte, writes what it is about and who made it, and
 * opens it. When anything fails, nothing of it stays on the disk.
 */
export async function createCase(given: CaseToMake, host: Host): Promise<OpenedCase> {
  const caseId = host.newId()
  const member = { id: host.newId(), ...given.member }
  const made = await createCaseFolder(given.parent, {
    ...given,
    caseId,
    member,
    since: host.today(),
  })
  try {
    const { service, handle } = await serve(made, true, host)
    const reply = await service.call('casefile.found', {
      caseId,
      title: given.title,
      rootKind: given.rootKind,
      groupName: given.groupName,
      practice: given.practice,
      member,
    })
    if (!reply.ok) {
      await service.close()
      throw new Failure(reply.code, reply.reasons)
    }
    const keys = given.practice ? null : made.keys
    if (keys === null) forgetKeys(made.keys)
    return { folder: made.folder, memberId: member.id, keysFile: made.file, service, handle, keys }
  } catch (error) {
    forgetKeys(made.keys)
    removeCaseFolder(made.folder)
    throw error
  }
}

/** Opens the case file in a folder for one member. The passphrase is checked before all else. */
export async function openCase(
  given: { readonly folder: string; readonly memberId: string; readonly passphrase: Uint8Array },
  host: Host,
): Promise<OpenedCase> {
  const unlocked = await unlockCaseFolder(given.folder, given.memberId, given.passphrase)
  try {
    return await openUnlocked(unlocked, host)
  } finally {
    forgetKeys(unlocked.keys)
  }
}

/**
 * Opens the case file with the recovery sheet for one member, whose slot gets the new passphrase.
 * The database is opened first: a case that is open elsewhere is not changed.
 */
export async function openCaseWithSheet(
  given: {
    readonly folder: string
    readonly memberId: string
    readonly sheet: Uint8Array
    readonly passphrase: Uint8Array
    readonly cost?: KeyCost
  },
  host: Host,
): Promise<OpenedCase> {
  refuseGuessable(given.passphrase)
  const unlocked = await unlockWithSheet(given.folder, given.memberId, given.sheet)
  const kept = { ...unlocked.keys, db: Buffer.from(unlocked.keys.db) }
  const opened = await openUnlocked(unlocked, host)
  try {
    const since = host.today()
    const keysFile = await replaceSlot({ ...unlocked, keys: kept }, { ...given, since })
    return { ...opened, keysFile }
  } catch (error) {
    await opened.service.close()
    throw error
  } finally {
    forgetKeys(kept)
  }
}

/** Opens the database and the log of unlocked keys, which stay for the caller to wipe. */
export async function openUnlocked(unlocked: UnlockedKeys, host: Host): Promise<OpenedCase> {
  const { folder, memberId, file } = unlocked
  const { service, handle } = await serve(unlocked, false, host)
  removeOldDatabases(folder, file)
  return { folder, memberId, keysFile: file, service, handle, keys: null }
}

type UnlockedKeys = Pick<UnlockedFolder, 'folder' | 'databasePath' | 'memberId' | 'keys' | 'file'>

async function serve(
  unlocked: UnlockedKeys,
  create: boolean,
  host: Host,
): Promise<{ readonly service: CaseService; readonly handle: Database.Database }> {
  const handle = openWith(unlocked.databasePath, Buffer.from(unlocked.keys.db), create)
  try {
    const file = await joined(handle, unlocked, host)
    return { service: createCaseService(file, unlocked.memberId, host), handle }
  } catch (error) {
    closeDatabase(handle)
    throw error
  }
}

async function joined(
  handle: Database.Database,
  { folder, keys, file: { caseId, epoch } }: UnlockedKeys,
  { deviceId }: Host,
): Promise<CaseFile> {
  const disk = folderDisk(join(folder, 'ops'))
  const file = await openCaseFile(handle, [settleExaminations], {
    disk,
    key: deriveLogKey(keys.log, caseId),
    caseId,
    deviceId,
    recount: recountAll,
    pastGaps: false,
    whole: false,
  })
  // The first opening after a change of keys has the whole log under the new one.
  if (file.recovery && epoch > 1) removeForeign(disk, file.recovery)
  return file
}

/** The key is wiped from here on, whether the database opens or not. */
function openWith(databasePath: string, key: Buffer, create: boolean): Database.Database {
  try {
    return openDatabase(databasePath, key, { create })
  } finally {
    key.fill(0)
  }
}
