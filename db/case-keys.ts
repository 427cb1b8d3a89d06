import { randomInt } from 'node:crypto'

import { casefileContract, type Member } from './casefile/contract.ts'
import {
  addSlot,
  changePassphrase,
  keepSheet,
  type KeyHolder,
  withKeys,
} from './engine/case-keys.ts'
import { refuseGuessable, unlockCaseFolder } from './engine/case-folder.ts'
import type { Host } from './engine/handlers.ts'
import { type CaseKeys, forgetKeys } from './engine/keys/bundle.ts'
import type { KeyCost } from './engine/keys/derivation.ts'
import type { KeyMember, KeysFile } from './engine/keys/keys-file.ts'
import { fingerprintOf, groupsOf, isGroup, makeSheet, type Sheet } from './engine/keys/sheet.ts'
import { rekeyCase, rekeySteps } from './engine/rekey.ts'
import { Failure } from './kernel/failure.ts'
import { type OpenedCase, openUnlocked } from './open-case.ts'
import type { CaseService } from './service.ts'

/** How many groups of a new sheet are typed back before it counts. */
const GROUPS_ASKED = 3

/** A sheet that was shown and does not count yet, with the keys to make it count. */
export type OfferedSheet = {
  readonly sheet: Sheet
  readonly keys: CaseKeys
  /** Places of the groups to type back, from 0. */
  readonly asked: readonly number[]
}

/** What the page of the keys tells: nothing of it is secret. */
export async function describeKeys({ keysFile, memberId, service }: OpenedCase) {
  const { members, recovery, practice } = keysFile
  const known = await groupOf(service)
  return {
    practice,
    fingerprint: recovery === null ? null : fingerprintOf(recovery),
    members: members.map(({ id, name, role, since }) => ({
      id,
      name,
      role,
      since: since ?? null,
      self: id === memberId,
    })),
    /** Members of the group who have no slot yet. */
    without: known
      .filter(({ id, active }) => active && members.every((member) => member.id !== id))
      .map(({ id, name, role }) => ({ id, name, role })),
  }
}

/**
 * Makes a recovery sheet to be printed. It counts when `keepOffered` has seen what was typed back;
 * until then an older sheet stays valid. Without a passphrase only for a case just made, otherwise
 * `keys.passphrase-first`.
 */
export async function offerSheet(
  opened: OpenedCase,
  passphrase: Uint8Array | null,
): Promise<OfferedSheet> {
  refusePractice(opened)
  const keys = passphrase === null ? opened.keys : await keysBy(opened, passphrase)
  if (keys === null) throw new Failure('refused', [{ code: 'keys.passphrase-first' }])
  return { sheet: await makeSheet(), keys, asked: chooseGroups() }
}

/** What is printed of an offered sheet. */
export function printedSheet({ keysFile }: OpenedCase, { sheet, asked }: OfferedSheet) {
  return {
    title: keysFile.title,
    database: keysFile.db,
    groups: [...groupsOf(sheet)],
    asked: [...asked],
    fingerprint: fingerprintOf(sheet.recipient),
  }
}

/** Makes an offered sheet the valid one, or fails with `keys.groups-differ` and changes nothing. */
export async function keepOffered(
  { folder, keysFile }: OpenedCase,
  { sheet, keys, asked }: OfferedSheet,
  typed: readonly string[],
): Promise<KeysFile> {
  const groups = groupsOf(sheet)
  const wrong = asked.filter((place, at) => !isGroup(typed[at] ?? '', groups[place]))
  if (wrong.length > 0) {
    const about = wrong.map((place) => String(place + 1))
    throw new Failure('refused', [{ code: 'keys.groups-differ', about }])
  }
  const kept = await keepSheet(folder, keys, keysFile, sheet.recipient)
  forgetKeys(keys)
  return kept
}

export type MemberToAdd = {
  readonly name: string
  readonly role: KeyMember['role']
  /** The passphrase of who adds him, and the new member's. */
  readonly passphrase: Uint8Array
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
  const { role, newPassphrase, passphrase, cost } = given
  const name = given.name.trim()
  refuseGuessable(newPassphrase)
  return withKeys(holderOf(opened, passphrase), async (unlocked) => {
    const person = await memberNamed(opened, name, role)
    const slot = { person, since: host.today(), passphrase: newPassphrase }
    return addSlot(unlocked, cost === undefined ? slot : { ...slot, cost })
  })
}

/** Gives the member at work another passphrase. */
export function changeOwnPassphrase(
  opened: OpenedCase,
  passphrase: Uint8Array,
  newPassphrase: Uint8Array,
  cost?: KeyCost,
): Promise<KeysFile> {
  refusePractice(opened)
  return changePassphrase(holderOf(opened, passphrase), newPassphrase, cost)
}

/**
 * Takes a member's slot away and gives the case new keys, so that nothing he holds opens it any
 * more. The answer is the case opened anew; the one given is closed by then. While the keys are
 * being changed nothing else may be asked of it. Fails with `keys.not-yourself`,
 * `case.unknown-member`, what `rekeyCase` fails with, and with the code `locked` where the case was
 * closed and could not be opened again.
 */
export async function removeMember(
  opened: OpenedCase,
  given: { readonly memberId: string; readonly passphrase: Uint8Array },
  host: Host,
  onStep: (done: number, total: number) => Promise<void>,
): Promise<OpenedCase> {
  refusePractice(opened)
  if (given.memberId === opened.memberId) {
    throw new Failure('refused', [{ code: 'keys.not-yourself' }])
  }
  const { folder, memberId, handle } = opened
  const unlocked = await unlockCaseFolder(folder, memberId, given.passphrase)
  try {
    const staying = unlocked.file.members.filter(({ id }) => id !== given.memberId)
    if (staying.length === unlocked.file.members.length) {
      throw new Failure('refused', [{ code: 'case.unknown-member' }])
    }
    const total = rekeySteps.length + 1
    await onStep(0, total)
    const rekeyed = await rekeyCase(unlocked, handle, staying, (step) =>
      onStep(rekeySteps.indexOf(step) + 1, total),
    )
    const anew = await openAnew(opened, { ...unlocked, ...rekeyed }, host)
    // Where he is no member of the group any more there is nothing to end.
    await anew.service.call(casefileContract.endMember.name, { id: given.memberId })
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

function holderOf({ folder, memberId }: OpenedCase, passphrase: Uint8Array): KeyHolder {
  return { folder, memberId, passphrase }
}

async function keysBy({ folder, memberId }: OpenedCase, passphrase: Uint8Array): Promise<CaseKeys> {
  return (await unlockCaseFolder(folder, memberId, passphrase)).keys
}

/** The passphrase of a practice case is no secret, and it always opens. */
function refusePractice({ keysFile }: OpenedCase): void {
  if (keysFile.practice) throw new Failure('refused', [{ code: 'keys.practice-has-none' }])
}

/** Three different groups of the full ones, in the order in which they are printed. */
function chooseGroups(): number[] {
  const places = Array.from({ length: 14 }, (_, place) => place)
  const chosen = Array.from({ length: GROUPS_ASKED }, () =>
    places.splice(randomInt(places.length), 1),
  )
  return chosen.flat().toSorted((a, b) => a - b)
}
