import { Failure } from '#db/kernel/failure.ts'

import { describeDiskError } from './disk-error.ts'
import { refuseGuessable, unlockCaseFolder, type UnlockedFolder } from './case-folder.ts'
import { type CaseKeys, forgetKeys, sealBundle } from './keys/bundle.ts'
import { calibrate, type KeyCost } from './keys/derivation.ts'
import {
  bodyOf,
  type KeyMember,
  type KeysBody,
  type KeysFile,
  writeKeys,
} from './keys/keys-file.ts'
import { makeMemberKeys, openMemberSecret, wrapMemberSecret } from './keys/member-secret.ts'

/** Who makes a change of the keys: his passphrase opens them for the time of the change. */
export type KeyHolder = {
  readonly folder: string
  readonly memberId: string
  /** UTF-8. It stays the caller's to wipe. */
  readonly passphrase: Uint8Array
}

/** A slot to be made: whose, from which civil day, under which passphrase. */
export type NewSlot = {
  readonly person: Pick<KeyMember, 'id' | 'name' | 'role'>
  readonly since: string
  readonly passphrase: Uint8Array
  readonly cost?: KeyCost
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
  const members = [...file.members, await memberFor(file.caseId, slot)]
  return rewrite(folder, keys, file, { members })
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
  const fresh = await memberFor(caseId, { ...slot, person: member })
  const members = file.members.map((each) => (each.id === member.id ? fresh : each))
  return rewrite(folder, keys, file, { members })
}

/** Gives the holder another passphrase; his key pairs stay. */
export async function changePassphrase(
  holder: KeyHolder,
  passphrase: Uint8Array,
  cost?: KeyCost,
): Promise<KeysFile> {
  refuseGuessable(passphrase)
  return withKeys(holder, async ({ file, keys }) => {
    const entry = file.members.find(({ id }) => id === holder.memberId)
    if (!entry) throw new Failure('refused', [{ code: 'case.unknown-member' }])
    const owner = { caseId: file.caseId, id: entry.id }
    const secret = await openMemberSecret(owner, entry, holder.passphrase)
    const work = cost ?? (await calibrate())
    const slot = await wrapMemberSecret(owner, entry, secret, passphrase, work)
    const members = file.members.map((each) => (each === entry ? { ...entry, slot } : each))
    return rewrite(holder.folder, keys, file, { members })
  })
}

/** Makes a recovery sheet the valid one; a sheet before it opens nothing any more. */
export function keepSheet(
  folder: string,
  keys: CaseKeys,
  file: KeysFile,
  recipient: string,
): Promise<KeysFile> {
  return rewrite(folder, keys, file, { recovery: recipient })
}

/** Opens the keys for one piece of work and wipes them after it. */
export async function withKeys<T>(
  { folder, memberId, passphrase }: KeyHolder,
  work: (unlocked: UnlockedFolder) => Promise<T>,
): Promise<T> {
  const unlocked = await unlockCaseFolder(folder, memberId, passphrase)
  try {
    return await work(unlocked)
  } finally {
    forgetKeys(unlocked.keys)
  }
}

async function memberFor(
  caseId: string,
  { person, since, passphrase, cost }: NewSlot,
): Promise<KeyMember> {
  const { id, name, role } = person
  const work = cost ?? (await calibrate())
  const made = await makeMemberKeys({ caseId, id }, passphrase, work)
  return { id, name, role, ...made, since }
}

/** Writes the next generation of the keys file, its bundle sealed to whom it then names. */
async function rewrite(
  folder: string,
  keys: CaseKeys,
  file: KeysFile,
  change: Partial<KeysBody>,
): Promise<KeysFile> {
  const next = { ...bodyOf(file), ...change, gen: file.gen + 1 }
  const bundle = await sealBundle(keys, recipientsOf(next))
  try {
    return writeKeys(folder, { ...next, bundle }, keys.mac)
  } catch (error) {
    throw describeDiskError(error, 'case.read-only-place')
  }
}
