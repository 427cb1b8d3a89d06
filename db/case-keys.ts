import { casefileContract, type Member } from './casefile/contract.ts'
import {
  addSlot,
  changeKeyFile,
  changePassphrase,
  type KeyHolder,
  makeMember,
  withKeys,
} from './engine/case-keys.ts'
import { refuseGuessable, unlockCaseFolder, type UnlockedFolder } from './engine/case-folder.ts'
import { needsKeyFile } from './engine/keys/member-of-file.ts'
import type { Host } from './engine/handlers.ts'
import { forgetKeys } from './engine/keys/bundle.ts'
import type { KeyCost } from './engine/keys/derivation.ts'
import type { KeyMember, KeysFile } from './engine/keys/keys-file.ts'
import { makeKeyPairs } from './engine/keys/member-secret.ts'
import { fingerprintOf } from './engine/keys/sheet.ts'
import { rekeyCase, rekeySteps } from './engine/rekey.ts'
import { Failure } from './kernel/failure.ts'
import { type OpenedCase, openUnlocked } from './open-case.ts'
import type { CaseService } from './service.ts'

/** What opens the keys for one step: the passphrase of who makes it, and his key file if he has one. */
export type OwnKey = {
  readonly passphrase: Uint8Array
  readonly keyFile?: Uint8Array | null
}

/** What the page of the keys tells: nothing of it is secret. */
export async function describeKeys({ keysFile, memberId, service }: OpenedCase) {
  const { members, recovery, practice, sheets } = keysFile
  const known = await groupOf(service)
  return {
    practice,
    fingerprint: recovery === null ? null : fingerprintOf(recovery),
    split: sheets !== undefined,
    members: members.map((member) => ({
      id: member.id,
      name: member.name,
      role: member.role,
      since: member.since ?? null,
      self: member.id === memberId,
      keyFile: needsKeyFile(member),
    })),
    /** Members of the group who have no slot yet. */
    without: known
      .filter(({ id, active }) => active && members.every((member) => member.id !== id))
      .map(({ id, name, role }) => ({ id, name, role })),
  }
}

export type MemberToAdd = OwnKey & {
  readonly name: string
  readonly role: KeyMember['role']
  /** The new member's. */
  readonly newPassphrase: Uint8Array
  readonly cost?: KeyCost
}

/** Gives a person a slot, and makes him a member of the group where he is none yet. */
export async function addMember(
  opened: OpenedCase,
  given: MemberToAdd,
  host: Host,
): Promise<KeysFile> {
  refusePractice(opened)
  const { role, newPassphrase, cost } = given
  const name = given.name.trim()
  refuseGuessable(newPassphrase)
  const keysFile = await withKeys(holderOf(opened, given), async (unlocked) => {
    const person = await memberNamed(opened, name, role)
    const slot = { person, since: host.today(), passphrase: newPassphrase }
    return addSlot(unlocked, cost === undefined ? slot : { ...slot, cost })
  })
  // Whoever adds him vouches for his key; a failure here is made good at his first change.
  await opened.noteKeys(keysFile)
  return keysFile
}

/** Gives the member at work another passphrase. */
export function changeOwnPassphrase(
  opened: OpenedCase,
  own: OwnKey,
  newPassphrase: Uint8Array,
  cost?: KeyCost,
): Promise<KeysFile> {
  refusePractice(opened)
  return changePassphrase(holderOf(opened, own), newPassphrase, cost)
}

/**
 * Has the slot of the member at work need a key file from now on, another one, or none. A file that
 * is lost is made good by the recovery sheet, so there has to be one: `keys.sheet-first`.
 */
export function changeOwnKeyFile(
  opened: OpenedCase,
  own: OwnKey,
  next: Uint8Array | null,
  cost?: KeyCost,
): Promise<KeysFile> {
  refusePractice(opened)
  if (next && opened.keysFile.recovery === null) {
    throw new Failure('refused', [{ code: 'keys.sheet-first' }])
  }
  return changeKeyFile(holderOf(opened, own), next, cost)
}

/** Whose key is changed, by whom, and who follows it. */
export type KeyChange = OwnKey & {
  readonly memberId: string
  readonly signal?: AbortSignal | undefined
}

type OnStep = (done: number, total: number) => Promise<void>

/**
 * Takes a member's slot away and gives the case new keys, so that nothing he holds opens it any
 * more. The answer is the case opened anew; the one given is closed by then. While the keys are
 * being changed nothing else may be asked of it. Fails with `keys.not-yourself`,
 * `case.unknown-member`, what `rekeyCase` fails with, and with the code `locked` where the case was
 * closed and could not be opened again.
 */
export async function removeMember(
  opened: OpenedCase,
  given: KeyChange,
  host: Host,
  onStep: OnStep,
): Promise<OpenedCase> {
  refusePractice(opened)
  if (given.memberId === opened.memberId) {
    throw new Failure('refused', [{ code: 'keys.not-yourself' }])
  }
  return changeKeys(opened, given, host, {
    onStep,
    staying: ({ file }) => file.members.filter(({ id }) => id !== given.memberId),
    // Where he is no member of the group any more there is nothing to end.
    after: ({ service }) => service.call(casefileContract.endMember.name, { id: given.memberId }),
  })
}

/**
 * Gives a member a fresh slot and the case new keys: his laptop is lost, and what is on it opens
 * nothing of the case any more. He stays a member. Otherwise as `removeMember`; a passphrase that
 * anybody guesses is `passphrase.…`.
 */
export async function renewMember(
  opened: OpenedCase,
  given: KeyChange & { readonly newPassphrase: Uint8Array; readonly cost?: KeyCost },
  host: Host,
  onStep: OnStep,
): Promise<OpenedCase> {
  refusePractice(opened)
  refuseGuessable(given.newPassphrase)
  const { memberId, newPassphrase: passphrase, cost } = given
  const pairs = await makeKeyPairs()
  const slot = { since: host.today(), passphrase, pairs, ...(cost && { cost }) }
  return changeKeys(opened, given, host, {
    onStep,
    async staying({ file: { caseId, members } }) {
      const person = members.find(({ id }) => id === memberId)
      const fresh = person && (await makeMember(caseId, { ...slot, person }))
      return members.map((each) => (fresh && each === person ? fresh : each))
    },
    ...(memberId === opened.memberId && { signKey: pairs.secret.sign }),
  })
}

type Changing = {
  readonly onStep: OnStep
  /** Who has a slot under the new keys. */
  readonly staying: (
    unlocked: UnlockedFolder,
  ) => readonly KeyMember[] | Promise<readonly KeyMember[]>
  readonly after?: (anew: OpenedCase) => Promise<unknown>
  /** The new private key of the member at work, where he got one. */
  readonly signKey?: string
}

async function changeKeys(
  opened: OpenedCase,
  given: KeyChange,
  host: Host,
  { onStep, staying, after, signKey }: Changing,
): Promise<OpenedCase> {
  const { folder, memberId, handle } = opened
  const unlocked = await unlockCaseFolder(folder, memberId, given.passphrase, given.keyFile)
  try {
    if (unlocked.file.members.every(({ id }) => id !== given.memberId)) {
      throw new Failure('refused', [{ code: 'case.unknown-member' }])
    }
    const total = rekeySteps.length + 1
    await onStep(0, total)
    const rekeyed = await rekeyCase(unlocked, handle, await staying(unlocked), {
      onStep: (step) => onStep(rekeySteps.indexOf(step) + 1, total),
      signal: given.signal,
    })
    const now = { ...unlocked, ...rekeyed, signKey: signKey ?? unlocked.signKey }
    const anew = await openAnew(opened, now, host)
    await after?.(anew)
    await onStep(total, total)
    return anew
  } finally {
    forgetKeys(unlocked.keys)
  }
}

/** Closes the old database and opens the new one; the old one is removed then. */
async function openAnew(
  { service }: OpenedCase,
  unlocked: Parameters<typeof openUnlocked>[0],
  host: Host,
): Promise<OpenedCase> {
  try {
    await service.close()
    return await openUnlocked(unlocked, host)
  } catch (error) {
    host.report(error)
    throw new Failure('locked', [{ code: 'keys.open-again' }])
  } finally {
    forgetKeys(unlocked.keys)
  }
}

/** The member of that name who has no slot, or a new one of the group. */
async function memberNamed(
  { service, keysFile }: OpenedCase,
  name: string,
  role: KeyMember['role'],
): Promise<Pick<KeyMember, 'id' | 'name' | 'role'>> {
  const members = await groupOf(service)
  const hasKey = (id: string) => keysFile.members.some((member) => member.id === id)
  const known = members.find((member) => member.name === name && member.active)
  if (known && hasKey(known.id)) {
    throw new Failure('refused', [{ code: 'casefile.member-exists', about: [name] }])
  }
  // Whoever left today is called back; whoever was only entered keeps what he is.
  const added = await service.call(casefileContract.addMember.name, { name, role })
  if (added.ok) return { ...casefileContract.addMember.output.parse(added.data), name, role }
  if (known && added.reasons.some(({ code }) => code === 'casefile.member-exists')) {
    return { id: known.id, name, role: known.role }
  }
  throw new Failure(added.code, added.reasons)
}

async function groupOf(service: CaseService): Promise<Member[]> {
  const reply = await service.call(casefileContract.members.name, {})
  if (!reply.ok) throw new Failure(reply.code, reply.reasons)
  return casefileContract.members.output.parse(reply.data)
}

function holderOf(
  { folder, memberId }: OpenedCase,
  { passphrase, keyFile = null }: OwnKey,
): KeyHolder {
  return { folder, memberId, passphrase, keyFile }
}

/** The passphrase of a practice case is no secret, and it always opens. */
function refusePractice({ keysFile }: OpenedCase): void {
  if (keysFile.practice) throw new Failure('refused', [{ code: 'keys.practice-has-none' }])
}
