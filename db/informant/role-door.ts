import { type Selectable, sql } from 'kysely'

import type { Reader, Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import { calibrate, type KeyCost, LEAST_MEMORY_READ } from '#db/engine/keys/derivation.ts'
import { openHolderKey, openRole } from '#db/engine/keys/role-key.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { Attempted, OpeningOutcome, Purpose } from './contract.ts'
import { type Tried, triedOf } from './rules.ts'
import type { InformantTables } from './tables.ts'

/** Attempts that are looked back on; only a member's own count. */
const LOOKED_BACK = 200
/** The passphrase of the practice case is no secret. */
const PRACTICE_COST: KeyCost = { memory: LEAST_MEMORY_READ, passes: 1, lanes: 1 }

type Attempt = {
  readonly purpose: Purpose
  readonly informantId: string | null
  readonly reason: string
  readonly passphrase: Uint8Array
}

type Role = Selectable<InformantTables['informantRole']>

/** The role with its private key, as a holder's second passphrase opened it. */
export type OpenedRole = {
  readonly role: Role
  readonly identity: string
  /** The holder's own private key. */
  readonly own: string
}

/**
 * Opens the role's key by the second passphrase of the member at work. Each try that is made is on
 * record: a wrong passphrase, and a member who is no holder, are answers, so that their row stays.
 * Fails with `informant.no-role`, `informant.role-altered`, and `case.wait-first` after wrong tries.
 */
export async function tryRole(
  tx: Writer,
  attempt: Attempt,
  world: World,
): Promise<OpenedRole | Attempted> {
  const role = await roleOf(tx)
  const holder = await tx
    .selectFrom('informantHolder')
    .select(['memberId', 'recipient', 'slot'])
    .where('memberId', '=', world.actor)
    .executeTakeFirst()
  if (!holder) {
    await record(tx, attempt, 'notHolder', world)
    return { reasons: [{ code: 'informant.holders-only', about: [] }] }
  }
  const before = await triedBy(tx, world)
  if (before.seconds > 0) throw new Failure('locked', waitReasons(before))
  try {
    const own = await openHolderKey(holder, holder, attempt.passphrase)
    const identity = await openRole(role, own)
    await record(tx, attempt, 'opened', world)
    return { role, identity, own }
  } catch (error) {
    if (!isWrongPassphrase(error)) throw error
    await record(tx, attempt, 'wrongPassphrase', world)
    const waiting = waitReasons(await triedBy(tx, world))
    return { reasons: [{ code: 'informant.wrong-passphrase', about: [] }, ...waiting] }
  }
}

/** The role; `informant.no-role` before it is set up. */
export async function roleOf(db: Reader): Promise<Role> {
  const role = await db
    .selectFrom('informantRole')
    .select(['id', 'recipient', 'bundle', 'epoch', 'madeBy', 'madeAt'])
    .executeTakeFirst()
  if (!role) throw new Failure('refused', [{ code: 'informant.no-role' }])
  return role
}

export async function isPractice(db: Reader): Promise<boolean> {
  const file = await db.selectFrom('caseFile').select('practice').executeTakeFirst()
  return file?.practice === 1
}

/** The work of a new slot. */
export async function costOf(db: Reader, world: World): Promise<KeyCost> {
  if (await isPractice(db)) return PRACTICE_COST
  return world.keyCost ?? calibrate()
}

async function record(
  tx: Writer,
  { purpose, informantId, reason }: Attempt,
  outcome: OpeningOutcome,
  world: World,
): Promise<void> {
  await tx
    .insertInto('informantOpening')
    .values({
      id: world.newId(),
      informantId,
      purpose,
      reason,
      outcome,
      memberId: world.actor,
      deviceId: world.deviceId,
      at: world.now(),
    })
    .execute()
}

async function triedBy(db: Reader, world: World): Promise<Tried> {
  // By the order in which they were written: a clock may have been set back in between.
  const attempts = await db
    .selectFrom('informantOpening')
    .select(['outcome', 'at'])
    .where('memberId', '=', world.actor)
    .orderBy(sql`rowid`, 'desc')
    .limit(LOOKED_BACK)
    .execute()
  return triedOf(attempts, world.now())
}

function waitReasons({ wrong, seconds }: Tried): { code: string; about: string[] }[] {
  if (seconds === 0) return []
  return [{ code: 'case.wait-first', about: [String(seconds), String(wrong)] }]
}

function isWrongPassphrase(error: unknown): boolean {
  return (
    error instanceof Failure && error.reasons.some(({ code }) => code === 'case.wrong-passphrase')
  )
}
