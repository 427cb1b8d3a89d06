import { closeDatabase, openDatabase } from './engine/open-database.ts'
import { type CaseKeys, forgetKeys } from './engine/keys/bundle.ts'
import {
  createCaseFolder,
  removeCaseFolder,
  type NewCase,
  unlockCaseFolder,
} from './engine/case-folder.ts'
import { openCaseFile } from './engine/case-file.ts'
import type { Host } from './engine/handlers.ts'
import type { RootKind } from './casefile/contract.ts'
import { Failure } from './kernel/failure.ts'
import { settleExaminations } from './prevalence/settle.ts'
import { type CaseService, createCaseService } from './service.ts'

export type OpenedCase = { readonly folder: string; readonly service: CaseService }

export type CaseToMake = Omit<NewCase, 'caseId' | 'member'> & {
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
  const made = await createCaseFolder(given.parent, { ...given, caseId, member })
  try {
    const service = await serve(made.databasePath, made.keys, true, member.id, host)
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
    return { folder: made.folder, service }
  } catch (error) {
    removeCaseFolder(made.folder)
    throw error
  }
}

/** Opens the case file in a folder for one member. The passphrase is checked before all else. */
export async function openCase(
  given: { readonly folder: string; readonly memberId: string; readonly passphrase: Uint8Array },
  host: Host,
): Promise<OpenedCase> {
  const { databasePath, keys } = await unlockCaseFolder(
    given.folder,
    given.memberId,
    given.passphrase,
  )
  const service = await serve(databasePath, keys, false, given.memberId, host)
  return { folder: given.folder, service }
}

async function serve(
  databasePath: string,
  keys: CaseKeys,
  create: boolean,
  actor: string,
  host: Host,
): Promise<CaseService> {
  const handle = openWith(databasePath, keys, create)
  try {
    const file = await openCaseFile(handle, [settleExaminations])
    return createCaseService(file, actor, host)
  } catch (error) {
    closeDatabase(handle)
    throw error
  }
}

/** The keys are wiped from here on, whether the database opens or not. */
function openWith(databasePath: string, keys: CaseKeys, create: boolean) {
  try {
    return openDatabase(databasePath, keys.db, { create })
  } finally {
    forgetKeys(keys)
  }
}
