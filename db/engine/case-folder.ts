import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { Failure } from '#db/kernel/failure.ts'
import { passphraseStrength } from '#db/kernel/passphrase-strength.ts'

import { describeDiskError } from './disk-error.ts'
import { flushFolder } from './durable-file.ts'
import { type CaseKeys, forgetKeys, makeKeys, openBundle, sealBundle } from './keys/bundle.ts'
import { calibrate, type KeyCost } from './keys/derivation.ts'
import {
  checkMac,
  databaseName,
  type KeyMember,
  type KeysBody,
  type KeysFile,
  type ReadKeys,
  readKeys,
  repairKeys,
  writeKeys,
} from './keys/keys-file.ts'
import { type Person, personOf } from './keys/member-of-file.ts'
import { makeKeyPairs, makeMemberKeys, openMemberSecret } from './keys/member-secret.ts'
import { readSheet, type Sheet } from './keys/sheet.ts'
import { joinSheets } from './keys/split-sheet.ts'

/** Ending of the folder that holds one case file. */
export const CASE_ENDING = '.xundu'

const LONGEST_NAME = 60

export type NewCase = {
  readonly caseId: string
  readonly title: string
  readonly practice: boolean
  readonly member: Person
  /** The civil day on which the slot is made. */
  readonly since?: string
  /** UTF-8. It stays the caller's to wipe. */
  readonly passphrase: Uint8Array
  /** Work of the key derivation; measured on this machine where it is left out. */
  readonly cost?: KeyCost
}

export type UnlockedFolder = {
  readonly folder: string
  readonly caseId: string
  readonly databasePath: string
  readonly keys: CaseKeys
  /** The member's private key for signatures (PKCS 8, base 64); null where a sheet opened. */
  readonly signKey: string | null
  readonly memberId: string
  readonly member: Person
  /** The keys file, proved true. */
  readonly file: KeysFile
  /** Copies of the keys file that were damaged, missing or older, and were written anew. */
  readonly repaired: readonly string[]
}

/**
 * Makes the folder of a new case with its keys, two copies. The database is made by whoever opens
 * the path first. An existing folder of that name is never touched: `case.folder-taken`. A
 * passphrase that anybody guesses is refused (`passphrase.…`), except for a practice case. Where
 * nothing can be written: `case.read-only-place`, `disk.full`, `disk.failed`.
 */
export async function createCaseFolder(parent: string, given: NewCase): Promise<UnlockedFolder> {
  const { caseId, title, practice, member, passphrase } = given
  const { id, name, role } = member
  if (!practice) refuseGuessable(passphrase)
  const folder = join(parent, `${safeName(title)}${CASE_ENDING}`)
  if (existsSync(folder)) throw taken(folder)
  const pairs = await makeKeyPairs()
  const cost = given.cost ?? (await calibrate())
  const memberKeys = await makeMemberKeys({ caseId, id }, passphrase, cost, pairs)
  const keys = makeKeys()
  const db = databaseName(1)
  const body: KeysBody = {
    fmt: 'xundu-keys/1',
    suite: 'intl-1',
    caseId,
    title,
    practice,
    epoch: 1,
    gen: 1,
    db,
    members: [{ id, name, role, ...memberKeys, ...sinceOf(given) }],
    recovery: null,
    bundle: await sealBundle(keys, [memberKeys.enc]),
  }
  makeFolder(folder)
  let file: KeysFile
  try {
    file = writeKeys(folder, body, keys.mac)
    flushFolder(parent)
  } catch (error) {
    removeCaseFolder(folder)
    throw describeDiskError(error, 'case.read-only-place')
  }
  const databasePath = join(folder, db)
  return {
    folder,
    caseId,
    databasePath,
    keys,
    signKey: pairs.secret.sign,
    memberId: id,
    member: { id, name, role },
    file,
    repaired: [],
  }
}

/** Takes back a folder whose case could not be made. */
export function removeCaseFolder(folder: string): void {
  if (folder.endsWith(CASE_ENDING)) rmSync(folder, { recursive: true, force: true })
}

/**
 * Opens the keys with one member's passphrase, and his key file where his slot needs one; without
 * an id, the only member's. Fails with `case.wrong-passphrase` and `keys.key-file-…` before the
 * database is touched, `case.unknown-member`
 * or `case.keys-…`; whether there is a database is found out when it is opened. A bad copy of the keys file is written anew once the
 * good one has proved true.
 */
export async function unlockCaseFolder(
  folder: string,
  memberId: string | undefined,
  passphrase: Uint8Array,
  keyFile?: Uint8Array | null,
): Promise<UnlockedFolder> {
  const read = readKeysIn(folder)
  const { caseId, bundle } = read.file
  const entry = memberOf(read.file, memberId)
  const owner = { caseId, id: entry.id }
  const secret = await openMemberSecret(owner, entry, passphrase, keyFile ?? undefined)
  return unlocked(folder, read, entry, await openBundle(bundle, secret.age), secret.sign)
}

/**
 * Opens the keys with the recovery sheet, in the name of one member, whose slot stays as it is. A
 * split one takes two of its sheets. Fails with `keys.sheet-…` or `keys.part…` where it is mistyped, of another case or no longer valid,
 * `keys.no-sheet` where the case has none, and otherwise as `unlockCaseFolder`.
 */
export async function unlockWithSheet(
  folder: string,
  memberId: string,
  typed: Uint8Array,
  second?: Uint8Array | null,
): Promise<UnlockedFolder> {
  const read = readKeysIn(folder)
  const entry = memberOf(read.file, memberId)
  const sheet = await readRecovery(read.file, typed, second)
  return unlocked(folder, read, entry, await openBundle(read.file.bundle, sheet.identity), null)
}

/** The recovery sheet of a keys file as it was typed; fails as `unlockWithSheet`. */
async function readRecovery(
  { recovery, sheets }: KeysFile,
  typed: Uint8Array,
  second: Uint8Array | null | undefined,
): Promise<Sheet> {
  if (recovery === null) throw new Failure('refused', [{ code: 'keys.no-sheet' }])
  const sheet = await (sheets === undefined
    ? readSheet(typed)
    : joinSheets(typed, second ?? new Uint8Array()))
  if (sheet.recipient !== recovery) throw new Failure('refused', [{ code: 'keys.sheet-of-other' }])
  return sheet
}

function unlocked(
  folder: string,
  read: ReadKeys,
  entry: KeyMember,
  keys: CaseKeys,
  signKey: string | null,
): UnlockedFolder {
  const { file } = read
  const { caseId, db } = file
  try {
    checkMac(file, keys.mac)
    const databasePath = join(folder, db)
    const member = personOf(entry)
    const repaired = tryRepair(folder, read)
    const id = member.id
    return { folder, caseId, databasePath, keys, signKey, memberId: id, member, file, repaired }
  } catch (error) {
    forgetKeys(keys)
    throw error
  }
}

function readKeysIn(folder: string): ReadKeys {
  try {
    return readKeys(folder)
  } catch (error) {
    throw describeDiskError(error, 'case.no-access')
  }
}

function memberOf(file: KeysFile, memberId: string | undefined): KeyMember {
  const [only, ...others] = file.members
  const found =
    memberId === undefined
      ? others.length === 0 && only
      : file.members.find(({ id }) => id === memberId)
  if (!found) throw new Failure('refused', [{ code: 'case.unknown-member' }])
  return found
}

function sinceOf({ since }: NewCase): Pick<KeyMember, 'since'> {
  return since === undefined ? {} : { since }
}

/** Reading goes on where the copy cannot be written; the next opening tries again. */
function tryRepair(folder: string, read: ReadKeys): readonly string[] {
  try {
    repairKeys(folder, read)
    return read.stale
  } catch {
    return []
  }
}

/** Fails with `passphrase.…` where anybody would guess it. */
export function refuseGuessable(passphrase: Uint8Array): void {
  const { level, reasons } = passphraseStrength(new TextDecoder().decode(passphrase))
  if (level === 'refused') {
    throw new Failure(
      'refused',
      reasons.map((code) => ({ code })),
    )
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(dirname(folder), { recursive: true })
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    throw existsSync(folder) ? taken(folder) : describeDiskError(error, 'case.read-only-place')
  }
}

function taken(folder: string): Failure {
  return new Failure('refused', [{ code: 'case.folder-taken', about: [basename(folder)] }])
}

/** A name that every file system takes: no signs that Windows reserves, no trailing dots. */
export function safeName(title: string): string {
  const plain = title
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex -- control characters are what is taken out
    .replaceAll(/[\u0000-\u001F<>:"/\\|?*\u202A-\u202E\u2066-\u2069]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const name = plain
    .slice(0, LONGEST_NAME)
    .replace(/\p{Surrogate}$/u, '')
    .replace(/[. ]+$/, '')
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)
  return name === '' || reserved ? `case ${name}`.trim() : name
}
