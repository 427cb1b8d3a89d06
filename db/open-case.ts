import type Database from 'better-sqlite3-multiple-ciphers'

import { openCaseFile } from './engine/case-file.ts'
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
import { removeOldDatabases } from './engine/rekey.ts'
import type { RootKind } from './casefile/contract.ts'
import { Failure } from './kernel/failure.ts'
import { settleExaminations } from './prevalence/settle.ts'
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
    // The database takes a copy of its key and wipes it.
    const key = Buffer.from(made.keys.db)
    const { service, handle } = await serve(made.databasePath, key, true, member.id, host)
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

/** Opens the database of unlocked keys. Its key is wiped; the others stay for the caller to wipe. */
export async function openUnlocked(
  { folder, databasePath, memberId, keys, file }: UnlockedKeys,
  host: Host,
): Promise<OpenedCase> {
  const { service, handle } = await serve(databasePath, keys.db, false, memberId, host)
  removeOldDatabases(folder, file)
  return { folder, memberId, keysFile: file, service, handle, keys: null }
}

type UnlockedKeys = Pick<UnlockedFolder, 'folder' | 'databasePath' | 'memberId' | 'keys' | 'file'>

async function serve(
  databasePath: string,
  key: Buffer,
  create: boolean,
  actor: string,
  host: Host,
): Promise<{ readonly service: CaseService; readonly handle: Database.Database }> {
  const handle = openWith(databasePath, key, create)
  try {
    const file = await openCaseFile(handle, [settleExaminations])
    return { service: createCaseService(file, actor, host), handle }
  } catch (error) {
    closeDatabase(handle)
    throw error
  }
}

/** The key is wiped from here on, whether the database opens or not. */
function openWith(databasePath: string, key: Buffer, create: boolean): Database.Database {
  try {
    return openDatabase(databasePath, key, { create })
  } finally {
    key.fill(0)
  }
}
