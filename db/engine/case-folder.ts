import { generateKeyPairSync } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { generateIdentity, identityToRecipient } from 'age-encryption'
import { z } from 'zod'

import { Failure } from '#db/kernel/failure.ts'

import { type CaseKeys, makeKeys, openBundle, sealBundle } from './keys/bundle.ts'
import { checkMac, type KeyMember, readKeys, writeKeys } from './keys/keys-file.ts'
import { calibrate, type KeyCost, makeSlot, openSlot } from './keys/slot.ts'

const MemberSecret = z.strictObject({ age: z.string(), sign: z.base64() })

/** Ending of the folder that holds one case file. */
export const CASE_ENDING = '.xundu'

export type NewCase = {
  readonly caseId: string
  readonly title: string
  readonly practice: boolean
  readonly member: Pick<KeyMember, 'id' | 'name' | 'role'>
  readonly passphrase: Uint8Array
  /** Work of the key derivation; measured on this machine where it is left out. */
  readonly cost?: KeyCost
}

export type UnlockedFolder = {
  readonly folder: string
  readonly caseId: string
  readonly databasePath: string
  readonly keys: CaseKeys
  readonly memberId: string
}

/**
 * Makes the folder of a new case with its keys, two copies. The database is made by whoever opens
 * the path first. An existing folder of that name is never touched: `case.folder-taken`.
 */
export async function createCaseFolder(parent: string, given: NewCase): Promise<UnlockedFolder> {
  const folder = join(parent, `${safeName(given.title)}${CASE_ENDING}`)
  if (existsSync(folder)) {
    throw new Failure('refused', [{ code: 'case.folder-taken', about: [basename(folder)] }])
  }
  const identity = await generateIdentity()
  const pair = generateKeyPairSync('ed25519')
  const secret = new TextEncoder().encode(
    JSON.stringify({
      age: identity,
      sign: pair.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    }),
  )
  const { caseId, title, practice, member, passphrase } = given
  const slot = await makeSlot(passphrase, secret, member.id, given.cost ?? (await calibrate()))
  secret.fill(0)
  const enc = await identityToRecipient(identity)
  const sign = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const keys = makeKeys()
  const db = 'case-1.db'
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeKeys(
    folder,
    {
      fmt: 'xundu-keys/1',
      suite: 'intl-1',
      caseId,
      title,
      practice,
      epoch: 1,
      gen: 1,
      db,
      members: [{ ...member, enc, sign, slot }],
      recovery: null,
      bundle: await sealBundle(keys, [enc]),
    },
    keys.mac,
  )
  return { folder, caseId, databasePath: join(folder, db), keys, memberId: member.id }
}

/** Takes back a folder whose case could not be made. */
export function removeCaseFolder(folder: string): void {
  if (folder.endsWith(CASE_ENDING)) rmSync(folder, { recursive: true, force: true })
}

/**
 * Opens the keys with one member's passphrase. Fails with `case.wrong-passphrase` before the
 * database is touched, `case.unknown-member`, `case.database-missing` or `case.keys-…`.
 */
export async function unlockCaseFolder(
  folder: string,
  memberId: string,
  passphrase: Uint8Array,
): Promise<UnlockedFolder> {
  const file = readKeys(folder)
  const member = file.members.find(({ id }) => id === memberId)
  if (!member) throw new Failure('refused', [{ code: 'case.unknown-member' }])
  const secret = await openSlot(passphrase, member.slot, member.id)
  const { age } = MemberSecret.parse(JSON.parse(secret.toString('utf8')))
  secret.fill(0)
  const keys = await openBundle(file.bundle, age)
  checkMac(file, keys.mac)
  const databasePath = join(folder, file.db)
  if (!existsSync(databasePath)) {
    throw new Failure('refused', [{ code: 'case.database-missing', about: [file.db] }])
  }
  return { folder, caseId: file.caseId, databasePath, keys, memberId }
}

export type InspectedFolder = {
  readonly folder: string
  readonly title: string
  readonly practice: boolean
  readonly members: readonly Pick<KeyMember, 'id' | 'name' | 'role'>[]
}

/**
 * Says what a path is that a person chose, without a passphrase: the folder of a case, or a file
 * in one. A plain database is `case.not-encrypted`, anything else `case.not-a-case`.
 */
export function inspectCase(path: string): InspectedFolder {
  if (!existsSync(path)) throw new Failure('refused', [{ code: 'case.gone' }])
  const folder = statSync(path).isDirectory() ? path : dirname(path)
  const holdsKeys = ['keys.json', 'keys.bak.json'].some((name) => existsSync(join(folder, name)))
  if (!holdsKeys) {
    const plain = statSync(path).isFile() && headOf(path).startsWith('SQLite format 3')
    throw new Failure('refused', [{ code: plain ? 'case.not-encrypted' : 'case.not-a-case' }])
  }
  const { title, practice, members } = readKeys(folder)
  return {
    folder,
    title,
    practice,
    members: members.map(({ id, name, role }) => ({ id, name, role })),
  }
}

function headOf(path: string): string {
  const head = Buffer.alloc(16)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, 16, 0)
  } finally {
    closeSync(file)
  }
  return head.toString('latin1')
}

/** A name that every file system takes: no signs that Windows reserves, no trailing dots. */
function safeName(title: string): string {
  const name = title
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex -- control characters are what is taken out
    .replaceAll(/[\u0000-\u001F<>:"/\\|?*\u202A-\u202E\u2066-\u2069]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/[. ]+$/, '')
    .trim()
    .slice(0, 60)
  return name === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? `case ${name}`.trim() : name
}
