import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { Failure } from '#db/kernel/failure.ts'

import { describeDiskError } from './disk-error.ts'
import { readKeys } from './keys/keys-file.ts'
import { needsKeyFile, type Person, personOf } from './keys/member-of-file.ts'
import { databaseState } from './open-database.ts'
import { folderDisk } from './oplog/disk.ts'
import { segmentsOf } from './oplog/segment.ts'

export type InspectedFolder = {
  readonly folder: string
  readonly caseId: string
  readonly title: string
  readonly practice: boolean
  /** `keyFile`: whether his slot needs one. */
  readonly members: readonly (Person & { readonly keyFile: boolean })[]
  /** Whether there is a recovery sheet. */
  readonly sheet: boolean
  /** Whether it takes two of three sheets. */
  readonly split: boolean
}

/**
 * Says what a path is that a person chose, without a passphrase: the folder of a case, or a file
 * in one. What it says is not yet proved: only a passphrase tells whether the file is true. Fails
 * with `case.gone`, `case.not-encrypted` (a plain database), `case.not-a-case`, `case.keys-damaged`,
 * `case.newer-format`, `case.no-access`, and `case.database-missing` or `case.truncated` where there
 * is no log either.
 */
export function inspectCase(path: string): InspectedFolder {
  try {
    return inspect(path)
  } catch (error) {
    throw describeDiskError(error, 'case.no-access')
  }
}

function inspect(path: string): InspectedFolder {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new Failure('refused', [{ code: 'case.gone' }])
  const folder = found.isDirectory() ? path : dirname(path)
  const holdsKeys = ['keys.json', 'keys.bak.json'].some((name) => existsSync(join(folder, name)))
  if (!holdsKeys && found.isFile() && databaseState(path) === 'not-encrypted') {
    throw new Failure('refused', [{ code: 'case.not-encrypted' }])
  }
  const { caseId, title, practice, db, members, recovery, sheets } = readKeys(folder).file
  const state = databaseState(join(folder, db))
  // With a log it can be made anew, once the keys are open.
  const lasting = state === 'sealed' || segmentsOf(folderDisk(join(folder, 'ops'))).length > 0
  if (!lasting) throw new Failure('refused', [{ code: `case.${state}`, about: [db] }])
  const persons = members.map((each) => ({ ...personOf(each), keyFile: needsKeyFile(each) }))
  const [sheet, split] = [recovery !== null, sheets !== undefined]
  return { folder, caseId, title, practice, members: persons, sheet, split }
}
