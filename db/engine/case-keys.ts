import { Failure } from '#db/kernel/failure.ts'

import { describeDiskError } from './disk-error.ts'
import { refuseGuessable, unlockCaseFolder, type UnlockedFolder } from './case-folder.ts'
import { needsKeyFile } from './keys/member-of-file.ts'
import { type CaseKeys, forgetKeys, sealBundle } from './keys/bundle.ts'
import { calibrate, type KeyCost } from './keys/derivation.ts'
import {
  bodyOf,
  type KeyMember,
  type KeysBody,
  type KeysFile,
  writeKeys,
} from './keys/keys-file.ts'
import {
  type KeyPairs,
  makeMemberKeys,
  openMemberSecret,
  wrapMemberSecret,
} from './keys/member-secret.ts'

/** Who makes a change of the keys: his passphrase opens them for the time of the change. */
export type KeyHolder = {
  readonly folder: string
  readonly memberId: string
  /** UTF-8. It stays the caller's to wipe. */
  readonly passphrase: Uint8Array
  /** Where his slot needs one; the caller's to wipe too. */
  readonly keyFile?: Uint8Array | null
}

/** A slot to be made: whose, from which civil day, under which passphrase. */
export type NewSlot = {
  readonly person: Pick<KeyMember, 'id' | 'name' | 'role'>
  readonly since: string
  readonly passphrase: Uint8Array
  readonly cost?: KeyCost
  /** The key pairs of the slot; made where they are left out. */
  readonly pairs?: KeyPairs
}

/** Whose keys a bundle is sealed to: every member, and the recovery sheet where there is one. */
export function recipientsOf({
  members,
  recovery,
}: Pick<KeysBody, 'members' | 'recovery'>): string[] {
  return [...members.map(({ enc }) => enc), ...(recovery === null ? [] : [recovery])]
}

/** Gives a person a slot. Fails with `keys.has-key` and `passphrase.…`. */
export async function addSlot(
  { folder, file, keys }: UnlockedFolder,
  slot: NewSlot,
): Promise<KeysFile> {
  refuseGuessable(slot.passphrase)
  if (file.members.some(({ id }) => id === slot.person.id)) {
    throw new Failure('refused', [{ code: 'keys.has-key', about: [slot.person.name] }])
  }
  const members = [...file.members, await makeMember(file.caseId, slot)]
  return rewrite(folder, keys, { ...bodyOf(file), members })
}

/**
 * Puts a fresh slot in the place of a member's own, whose passphrase is lost. The keys were opened
 * in another way, by the recovery sheet.
 */
export async function replaceSlot(
  { folder, caseId, file, keys, member }: UnlockedFolder,
  slot: Omit<NewSlot, 'person'>,
): Promise<KeysFile> {
  refuseGuessable(slot.passphrase)
  const fresh = await makeMember(caseId, { ...slot, person: member })
  const members = file.members.map((each) => (each.id === member.id ? fresh : each))
  return rewrite(folder, keys, { ...bodyOf(file), members })
}

/** Gives the holder another passphrase; his key pairs stay, and his key file if he has one. */
export async function changePassphrase(
  holder: KeyHolder,
  passphrase: Uint8Array,
  cost?: KeyCost,
): Promise<KeysFile> {
  refuseGuessable(passphrase)
  return wrapAnew(holder, { passphrase, keyFile: 'as before' }, cost)
}

/**
 * Has the holder's slot need this key file from now on, or none; his passphrase stays, and his key
 * pairs.
 */
export function changeKeyFile(
  holder: KeyHolder,
  keyFile: Uint8Array | null,
  cost?: KeyCost,
): Promise<KeysFile> {
  return wrapAnew(holder, { passphrase: holder.passphrase, keyFile }, cost)
}

function wrapAnew(
  holder: KeyHolder,
  next: { readonly passphrase: Uint8Array; readonly keyFile: Uint8Array | 'as before' | null },
  cost: KeyCost | undefined,
): Promise<KeysFile> {
  return withKeys(holder, async ({ file, keys }) => {
    const entry = file.members.find(({ id }) => id === holder.memberId)
    if (!entry) throw new Failure('refused', [{ code: 'case.unknown-member' }])
    const owner = { caseId: file.caseId, id: entry.id }
    const now = holder.keyFile ?? undefined
    const secret = await openMemberSecret(owner, entry, holder.passphrase, now)
    const before = needsKeyFile(entry) ? now : undefined
    const keyFile = next.keyFile === 'as before' ? before : (next.keyFile ?? undefined)
    const work = cost ?? (await calibrate())
    const slot = await wrapMemberSecret(owner, entry, secret, next.passphrase, work, keyFile)
    const members = file.members.map((each) => (each === entry ? { ...entry, slot } : each))
    return rewrite(holder.folder, keys, { ...bodyOf(file), members })
  })
}

/** Makes a recovery sheet the valid one, whole or split; one before it opens nothing any more. */
export function keepSheet(
  folder: string,
  keys: CaseKeys,
  file: KeysFile,
  { recipient, split }: { readonly recipient: string; readonly split: boolean },
): Promise<KeysFile> {
  const { sheets: _before, ...body } = bodyOf(file)
  const printed = split ? ({ sheets: '2-of-3' } as const) : {}
  return rewrite(folder, keys, { ...body, ...printed, recovery: recipient })
}

/** Opens the keys for one piece of work and wipes them after it. */
export async function withKeys<T>(
  { folder, memberId, passphrase, keyFile }: KeyHolder,
  work: (unlocked: UnlockedFolder) => Promise<T>,
): Promise<T> {
  const unlocked = await unlockCaseFolder(folder, memberId, passphrase, keyFile)
  try {
    return await work(unlocked)
  } finally {
    forgetKeys(unlocked.keys)
  }
}

/** The entry of a member with a slot of his own. */
export async function makeMember(
  caseId: string,
  { person, since, passphrase, cost, pairs }: NewSlot,
): Promise<KeyMember> {
  const { id, name, role } = person
  const work = cost ?? (await calibrate())
  const made = await makeMemberKeys({ caseId, id }, passphrase, work, pairs)
  return { id, name, role, ...made, since }
}

/** Writes the next generation of the keys file, its bundle sealed to whom it then names. */
async function rewrite(folder: string, keys: CaseKeys, body: KeysBody): Promise<KeysFile> {
  const next = { ...body, gen: body.gen + 1 }
  const bundle = await sealBundle(keys, recipientsOf(next))
  try {
    return writeKeys(folder, { ...next, bundle }, keys.mac)
  } catch (error) {
    throw describeDiskError(error, 'case.read-only-place')
  }
}
