import type { Writer } from '#db/engine/case-file.ts'
import { refuseGuessable } from '#db/engine/case-folder.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { makeHolderKey, makePair, sealRole, wrapHolderKey } from '#db/engine/keys/role-key.ts'
import { openPerson, sealPerson, wrapAnew } from '#db/engine/keys/sealed-person.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import { Identity, type informantContract, type Spoken } from './contract.ts'
import { costOf, isPractice, type OpenedRole, roleOf, tryRole } from './role-door.ts'
import { codeOf, isIdentity, mayFound, numberOf } from './rules.ts'

const DONE = { reasons: [] }
/** Keys that are sealed anew between two reports. */
const AT_ONCE = 10

export const informantCommands: CommandHandlers<typeof informantContract> = {
  async setUp(tx, { newPassphrase }, world) {
    const { role } = await memberOf(tx, world.actor)
    const present = await tx.selectFrom('informantRole').select('id').executeTakeFirst()
    const founded = present !== undefined
    settle(mayFound({ role, practice: await isPractice(tx), founded }))
    const pair = await makePair()
    const holder = await addHolderRow(tx, world.actor, newPassphrase, world)
    await tx
      .insertInto('informantRole')
      .values({
        id: 'role',
        recipient: pair.recipient,
        bundle: await sealRole(pair, [holder]),
        epoch: 1,
        madeBy: world.actor,
        madeAt: world.now(),
      })
      .execute()
    return {}
  },

  async addHolder(tx, { memberId, passphrase, newPassphrase }, world) {
    const member = await memberOf(tx, memberId)
    const holders = await holdersOf(tx)
    if (member.toOn !== null) throw refused('casefile.unknown-member')
    if (holders.some((holder) => holder.memberId === memberId)) {
      throw refused('informant.holds-already', member.name)
    }
    refuseGuessable(newPassphrase)
    const opened = await tryRole(tx, { ...step('addHolder'), passphrase }, world)
    if ('reasons' in opened) return opened
    const added = await addHolderRow(tx, memberId, newPassphrase, world)
    const pair = { identity: opened.identity, recipient: opened.role.recipient }
    const bundle = await sealRole(pair, [...holders, added])
    await tx.updateTable('informantRole').set({ bundle }).execute()
    return DONE
  },

  async removeHolder(tx, { memberId, passphrase }, world) {
    if (memberId === world.actor) throw refused('informant.not-yourself')
    const holders = await holdersOf(tx)
    const staying = holders.filter((holder) => holder.memberId !== memberId)
    if (staying.length === holders.length) throw refused('informant.holds-nothing')
    const opened = await tryRole(tx, { ...step('removeHolder'), passphrase }, world)
    if ('reasons' in opened) return opened
    await tx.deleteFrom('informantHolder').where('memberId', '=', memberId).execute()
    await makeRoleAnew(tx, opened, staying, world)
    return DONE
  },

  async changePassphrase(tx, { passphrase, newPassphrase }, world) {
    refuseGuessable(newPassphrase)
    const opened = await tryRole(tx, { ...step('changePassphrase'), passphrase }, world)
    if ('reasons' in opened) return opened
    const holder = (await holdersOf(tx)).find(({ memberId }) => memberId === world.actor)
    if (!holder) throw refused('informant.holders-only')
    const pair = { identity: opened.own, recipient: holder.recipient }
    const cost = await costOf(tx, world)
    const slot = await wrapHolderKey(holder, pair, newPassphrase, cost)
    await tx
      .updateTable('informantHolder')
      .set({ slot })
      .where('memberId', '=', world.actor)
      .execute()
    return DONE
  },

  async write(tx, { identity, spoken }, world) {
    if (!isIdentity(identity)) throw refused('informant.nothing-written')
    const { recipient } = await roleOf(tx)
    const id = world.newId()
    const { sealed, wrapped } = await sealPerson(id, identity, recipient)
    const { no } = await tx
      .insertInto('informant')
      .values({ id, sealed, writtenBy: world.actor, writtenAt: world.now() })
      .returning('no')
      .executeTakeFirstOrThrow()
    await tx.insertInto('informantKey').values({ informantId: id, recipient, wrapped }).execute()
    if (spoken) await linkTo(tx, id, spoken, world)
    return { code: codeOf(no) }
  },

  async link(tx, { code: typed, spoken }, world) {
    const found = await tx
      .selectFrom('informant')
      .select(['id', 'no'])
      .where('no', '=', numberOf(typed) ?? 0)
      .executeTakeFirst()
    if (!found) throw refused('informant.unknown-code', typed)
    await linkTo(tx, found.id, spoken, world)
    return { code: codeOf(found.no) }
  },

  async open(tx, { id, passphrase, reason }, world) {
    const { no, sealed, wrapped } = await sealedOf(tx, id)
    const code = codeOf(no)
    if (wrapped === null) throw refused('informant.key-lost', code)
    const attempt = { purpose: 'read', informantId: id, reason, passphrase } as const
    const opened = await tryRole(tx, attempt, world)
    if ('reasons' in opened) return { ...opened, identity: null }
    const person = await openPerson(id, { sealed, wrapped }, opened.identity)
    return { ...DONE, identity: Identity.parse(person) }
  },

  async destroy(tx, { id, code: typed, passphrase, reason }, world) {
    const { no } = await sealedOf(tx, id)
    if (numberOf(typed) !== no) throw refused('informant.code-differs', codeOf(no))
    const attempt = { purpose: 'destroy', informantId: id, reason, passphrase } as const
    const opened = await tryRole(tx, attempt, world)
    if ('reasons' in opened) return opened
    // A trigger takes its key away with it.
    await tx
      .updateTable('informant')
      .set({
        sealed: '',
        destroyedBy: world.actor,
        destroyedAt: world.now(),
        destroyedWhy: reason,
      })
      .where('id', '=', id)
      .execute()
    return DONE
  },

  async register(tx, { receivedOn, seal, holder }, world) {
    if (receivedOn > world.today()) throw refused('informant.in-the-future')
    return tx
      .insertInto('envelope')
      .values({
        id: world.newId(),
        receivedOn,
        seal,
        holder,
        handedTo: null,
        handedOn: null,
        enteredBy: world.actor,
        enteredAt: world.now(),
      })
      .returning('no')
      .executeTakeFirstOrThrow()
  },

  async handOver(tx, { id, handedTo, handedOn }, world) {
    const envelope = await tx
      .selectFrom('envelope')
      .select(['receivedOn', 'handedOn'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!envelope) throw refused('informant.unknown-envelope')
    if (envelope.handedOn !== null) throw refused('informant.envelope-is-frozen')
    if (handedOn > world.today()) throw refused('informant.in-the-future')
    if (handedOn < envelope.receivedOn) {
      throw refused('informant.handed-before-received', envelope.receivedOn)
    }
    await tx.updateTable('envelope').set({ handedTo, handedOn }).where('id', '=', id).execute()
    return {}
  },
}

type HolderRow = { readonly memberId: string; readonly recipient: string }

/** The role gets another key, and the key of every sealed text is wrapped to it. */
async function makeRoleAnew(
  tx: Writer,
  { identity, role }: OpenedRole,
  holders: readonly HolderRow[],
  world: World,
): Promise<void> {
  const fresh = await makePair()
  const keys = await tx
    .selectFrom('informantKey')
    .select(['informantId', 'wrapped'])
    .where('recipient', '=', role.recipient)
    .execute()
  for (const [index, { informantId, wrapped }] of keys.entries()) {
    if (index % AT_ONCE === 0) await world.pause(index, keys.length)
    await tx
      .updateTable('informantKey')
      .set({
        recipient: fresh.recipient,
        wrapped: await wrapAnew(wrapped, identity, fresh.recipient),
      })
      .where('informantId', '=', informantId)
      .execute()
  }
  await world.pause(keys.length, keys.length)
  const bundle = await sealRole(fresh, holders)
  await tx
    .updateTable('informantRole')
    .set({ recipient: fresh.recipient, bundle, epoch: role.epoch + 1 })
    .execute()
}

async function addHolderRow(
  tx: Writer,
  memberId: string,
  passphrase: Uint8Array,
  world: World,
): Promise<HolderRow> {
  refuseGuessable(passphrase)
  const key = await makeHolderKey({ memberId }, passphrase, await costOf(tx, world))
  await tx
    .insertInto('informantHolder')
    .values({
      id: world.newId(),
      memberId,
      ...key,
      since: world.today(),
      addedBy: world.actor,
    })
    .execute()
  return { memberId, recipient: key.recipient }
}

/** Beside words stands a pair of ids alone: destroying who spoke leaves them as they are (INV-4). */
async function linkTo(
  tx: Writer,
  informantId: string,
  spoken: Spoken,
  world: World,
): Promise<void> {
  const link = { id: world.newId(), informantId }
  const [table, id] =
    'problemId' in spoken
      ? (['problem', spoken.problemId] as const)
      : 'visitId' in spoken
        ? (['visit', spoken.visitId] as const)
        : (['opinion', spoken.opinionId] as const)
  const found = await tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
  if (!found) throw refused('informant.unknown-record')
  const insertion =
    'opinionId' in spoken
      ? tx.insertInto('informantOpinion').values({ ...link, ...spoken })
      : tx
          .insertInto('informantLink')
          .values({ ...link, problemId: null, visitId: null, ...spoken })
  await insertion.onConflict((conflict) => conflict.doNothing()).execute()
}

async function sealedOf(tx: Writer, id: string) {
  const row = await tx
    .selectFrom('informant')
    .leftJoin('informantKey', 'informantKey.informantId', 'informant.id')
    .select(['informant.no', 'informant.sealed', 'informant.destroyedAt', 'informantKey.wrapped'])
    .where('informant.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refused('informant.unknown-code', id)
  if (row.destroyedAt !== null) throw refused('informant.is-destroyed')
  return row
}

function holdersOf(tx: Writer) {
  return tx
    .selectFrom('informantHolder')
    .select(['memberId', 'recipient', 'slot'])
    .orderBy('id')
    .execute()
}

async function memberOf(tx: Writer, id: string) {
  const member = await tx
    .selectFrom('member')
    .select(['name', 'role', 'toOn'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!member) throw refused('casefile.unknown-member')
  return member
}

function step(purpose: 'addHolder' | 'removeHolder' | 'changePassphrase') {
  return { purpose, informantId: null, reason: '' } as const
}

function refused(code: string, ...about: string[]): Failure {
  return new Failure('refused', [about.length > 0 ? { code, about } : { code }])
}
