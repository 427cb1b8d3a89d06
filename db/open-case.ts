import { join } from 'node:path'

import type Database from 'better-sqlite3-multiple-ciphers'

import type { AccessNote } from './access/contract.ts'
import { sweepUploads } from './attachment/settle.ts'
import type { Recovery } from './backup/contract.ts'
import { backerOf, type BackupToMake, type MadeBackup } from './backup/make.ts'
import { keepRecovery, offerRebuild } from './backup/recovery.ts'
import { type CaseFile, type LogToJoin, openCaseFile } from './engine/case-file.ts'
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
import { makeKeyPairs } from './engine/keys/member-secret.ts'
import { closeDatabase, openDatabase } from './engine/open-database.ts'
import { folderDisk } from './engine/oplog/disk.ts'
import { removeForeign } from './engine/oplog/join-log.ts'
import { onPracticeDay } from './engine/practice-clock.ts'
import { type Rebuilt, rebuildFromLog } from './engine/oplog/rebuild.ts'
import { headOf } from './engine/oplog/replay.ts'
import { deriveLogKey } from './engine/oplog/segment.ts'
import { removeOldDatabases } from './engine/rekey.ts'
import { type Hand, handOf, keysDiffer } from './engine/signing.ts'
import type { RootKind } from './casefile/contract.ts'
import { KEY_COPIES, openKeyCopies } from './informant/settle.ts'
import { Failure } from './kernel/failure.ts'
import { noteAccessIn, noteKeysIn } from './opening-notes.ts'
import { recountAll, settleExaminations } from './prevalence/settle.ts'
import { settleSearch } from './search/settle.ts'
import { type CaseService, createCaseService } from './service.ts'

export type OpenedCase = {
  readonly folder: string
  readonly memberId: string
  /** The keys file as it was proved true, or written, last. */
  readonly keysFile: KeysFile
  readonly service: CaseService
  readonly handle: Database.Database
  /** Signs for the member at work. */
  readonly hand: Hand
  /** As `CaseFile.holdStill`, for a check of the file from outside. */
  holdStill(): Promise<() => void>
  /** Writes into the case which keys for signatures came and which ended, by its keys file. */
  noteKeys(keysFile: KeysFile): Promise<void>
  /** Writes into the case what happened at its door. */
  noteAccess(notes: readonly AccessNote[]): Promise<void>
  /** What the opening found out and did about it; null where there is nothing to tell. */
  readonly recovery: Recovery | null
  /** Makes a backup, as `makeBackup` does; the case stays in use. */
  backUp(given: BackupToMake): Promise<MadeBackup | null>
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
    const served = await serve(made, true, host)
    const { service } = served
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
    return { ...served, folder: made.folder, memberId: member.id, keysFile: made.file, keys }
  } catch (error) {
    forgetKeys(made.keys)
    removeCaseFolder(made.folder)
    throw error
  }
}

/**
 * Opens the case file in a folder for one member. The passphrase is checked before all else. Where
 * the database cannot be read and the log can make it anew, the failure has the further reason
 * `recovery.from-log`; `rebuild` does so first, and keeps what was there under another name.
 */
export async function openCase(
  given: {
    readonly folder: string
    readonly memberId: string
    readonly passphrase: Uint8Array
    readonly keyFile?: Uint8Array | null
    readonly rebuild?: boolean
  },
  host: Host,
): Promise<OpenedCase> {
  const { folder, memberId, passphrase, keyFile, rebuild } = given
  const unlocked = await unlockCaseFolder(folder, memberId, passphrase, keyFile)
  try {
    return await openUnlocked(unlocked, host, rebuild)
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
    /** Another one of a split sheet. */
    readonly secondSheet?: Uint8Array | null
    readonly passphrase: Uint8Array
    readonly rebuild?: boolean
    readonly cost?: KeyCost
  },
  host: Host,
): Promise<OpenedCase> {
  refuseGuessable(given.passphrase)
  const { folder, memberId, sheet, secondSheet } = given
  const unlocked = await unlockWithSheet(folder, memberId, sheet, secondSheet)
  const kept = { ...unlocked.keys, db: Buffer.from(unlocked.keys.db) }
  const opened = await openUnlocked(unlocked, host, given.rebuild)
  try {
    const since = host.today()
    const pairs = await makeKeyPairs()
    const keysFile = await replaceSlot({ ...unlocked, keys: kept }, { ...given, since, pairs })
    opened.hand.hold(pairs.secret.sign)
    await opened.noteKeys(keysFile)
    return { ...opened, keysFile }
  } catch (error) {
    await opened.service.close()
    throw error
  } finally {
    forgetKeys(kept)
  }
}

/** Opens the database and the log of unlocked keys, which stay for the caller to wipe. */
export async function openUnlocked(
  unlocked: UnlockedKeys,
  host: Host,
  rebuild = false,
): Promise<OpenedCase> {
  const { folder, memberId, file } = unlocked
  const rebuilt = rebuild ? await madeAnew(unlocked, host) : undefined
  const served = await serve(unlocked, false, host, rebuilt).catch((error: unknown) => {
    throw offerRebuild(error, folder, deriveLogKey(unlocked.keys.log, file.caseId))
  })
  // A key that ended while this copy was away, or in a step that was cut off.
  if (keysDiffer(served.handle, file.members, 'ended')) await served.noteKeys(file)
  removeOldDatabases(folder, file)
  return { ...served, folder, memberId, keysFile: file, keys: null }
}

type UnlockedKeys = Pick<
  UnlockedFolder,
  'folder' | 'databasePath' | 'memberId' | 'keys' | 'signKey' | 'file'
>

type Served = Omit<OpenedCase, 'folder' | 'memberId' | 'keysFile' | 'keys'>

async function serve(
  unlocked: UnlockedKeys,
  create: boolean,
  real: Host,
  rebuilt?: Rebuilt,
): Promise<Served> {
  const handle = openWith(unlocked.databasePath, Buffer.from(unlocked.keys.db), create)
  try {
    const { folder, memberId, signKey } = unlocked
    const hand = handOf(unlocked.file.caseId, memberId, signKey)
    const before = create ? 0 : headOf(handle).seq
    const file = await joined(handle, unlocked, real, hand)
    const host = unlocked.file.practice ? onPracticeDay(real, handle) : real
    const report = file.recovery
    const recovery = keepRecovery({ folder, handle, before, report, rebuilt, at: host.now() })
    const { backUp, service } = withBackups(
      file,
      createCaseService(file, memberId, host),
      hand,
      unlocked,
    )
    const noteKeys = noteKeysIn(file, memberId, host)
    const holdStill = () => file.holdStill()
    return {
      service,
      handle,
      hand,
      recovery,
      holdStill,
      noteKeys,
      noteAccess: noteAccessIn(file, memberId, host),
      backUp,
    }
  } catch (error) {
    closeDatabase(handle)
    throw error
  }
}

function withBackups(
  file: CaseFile,
  service: CaseService,
  hand: Hand,
  { keys }: UnlockedKeys,
): Pick<OpenedCase, 'service' | 'backUp'> {
  const { backUp, forget } = backerOf(file, hand, keys)
  const close = () => {
    forget()
    return service.close()
  }
  return { backUp, service: { ...service, close } }
}

/** The database made from the log alone, with all of the log that can be taken. */
function madeAnew({ folder, keys, databasePath, file }: UnlockedKeys, host: Host) {
  const log = { ...logIn(folder, keys, file.caseId, host), pastGaps: true, whole: true }
  const key = Buffer.from(keys.db)
  return rebuildFromLog(databasePath, key, [settleExaminations], log).finally(() => key.fill(0))
}

function logIn(folder: string, keys: CaseKeys, caseId: string, { deviceId }: Host): LogToJoin {
  const disk = folderDisk(join(folder, 'ops'))
  const key = deriveLogKey(keys.log, caseId)
  return { disk, key, caseId, deviceId, recount: recountAll, pastGaps: false, whole: false }
}

async function joined(
  handle: Database.Database,
  { folder, keys, file: { caseId, epoch } }: UnlockedKeys,
  host: Host,
  hand: Hand,
): Promise<CaseFile> {
  const log = logIn(folder, keys, caseId, host)
  const copies = openKeyCopies(join(folder, KEY_COPIES))
  const file = await openCaseFile(
    handle,
    [settleExaminations, settleSearch, copies.settle],
    log,
    hand,
  )
  copies.agree(handle)
  sweepUploads(handle)
  // The first opening after a change of keys has the whole log under the new one.
  if (file.recovery && epoch > 1) removeForeign(log, file.recovery)
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
