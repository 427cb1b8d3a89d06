import type { Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'
import { whatDiffers } from '#db/kernel/what-differs.ts'

import type { defectContract, DefectState } from './contract.ts'
import { advance, checkEntry, missingOfClaim } from './rules.ts'

export const defectCommands: CommandHandlers<typeof defectContract> = {
  async save(tx, { id, ...fields }, world) {
    settle(checkEntry(fields, world.today()))
    return id === undefined ? await enter(tx, fields, world) : await change(tx, id, fields)
  },

  async advance(tx, { id, event, basis }, world) {
    const facts = await tx
      .selectFrom('ownDefect')
      .select(['state', 'ownerId', 'measure', 'dueOn', 'evidence'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!facts) throw new Failure('not-found', [{ code: 'defect.unknown' }])
    const today = world.today()
    const state = settle(advance(facts, event, { actor: world.actor, basis, today }))
    const closing =
      state === 'closed'
        ? { closedBy: world.actor, closedOn: today }
        : { closedBy: null, closedOn: null }
    await tx
      .updateTable('ownDefect')
      .set({ state, ...closing })
      .where('id', '=', id)
      .execute()
    await log(tx, { ownDefectId: id, fromState: facts.state, toState: state, basis }, world)
    return { state }
  },

  async checkSelf(tx, { heldOn, note }, world) {
    if (heldOn > world.today()) {
      throw new Failure('refused', [{ code: 'defect.in-the-future' }])
    }
    const id = world.newId()
    await tx
      .insertInto('selfCheck')
      .values({ id, heldOn, note, at: world.now(), by: world.actor })
      .execute()
    return { id }
  },
}

type Fields = Omit<Parameters<(typeof defectCommands)['save']>[1], 'id'>

async function enter(tx: Writer, fields: Fields, world: World) {
  const { last } = await tx
    .selectFrom('ownDefect')
    .select(({ fn }) => fn.max('no').as('last'))
    .executeTakeFirstOrThrow()
  const made = { id: world.newId(), no: (last ?? 0) + 1 }
  await tx
    .insertInto('ownDefect')
    .values({
      ...made,
      ...fields,
      state: 'seen',
      enteredBy: world.actor,
      enteredAt: world.now(),
      closedBy: null,
      closedOn: null,
    })
    .execute()
  const first = { ownDefectId: made.id, fromState: null, toState: 'seen', basis: '' } as const
  await log(tx, first, world)
  return made
}

async function change(tx: Writer, id: string, fields: Fields) {
  const present = await tx
    .selectFrom('ownDefect')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!present) throw new Failure('not-found', [{ code: 'defect.unknown' }])
  const { state, no } = present
  if (state === 'closed') throw new Failure('refused', [{ code: 'defect.is-closed' }])
  // What somebody has taken on stays whole, and what was corrected keeps its evidence.
  const missing = state === 'seen' ? [] : missingOfClaim({ ...fields, state })
  if (missing.length > 0) {
    throw new Failure('refused', [{ code: 'defect.claim-incomplete', about: missing }])
  }
  if (state === 'corrected' && fields.evidence === '') {
    throw new Failure('refused', [{ code: 'defect.evidence-missing' }])
  }
  const other = whatDiffers(fields, present)
  if (Object.keys(other).length > 0) {
    await tx.updateTable('ownDefect').set(other).where('id', '=', id).execute()
  }
  return { id, no }
}

type Step = {
  readonly ownDefectId: string
  readonly fromState: DefectState | null
  readonly toState: DefectState
  readonly basis: string
}

async function log(tx: Writer, step: Step, world: World): Promise<void> {
  await tx
    .insertInto('ownDefectEvent')
    .values({ id: world.newId(), ...step, at: world.now(), by: world.actor })
    .execute()
}
