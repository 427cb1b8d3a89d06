import type { Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { roleOf } from '#db/engine/role-of.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'
import type { RoundState } from '#db/visit/contract.ts'

import type { PlanRow, roundContract, RoundDay } from './contract.ts'
import { roundRecord } from './queries.ts'
import { advanceRound } from './rules/machine.ts'
import { checkPlan, isOver, isOpenToChange } from './rules/plan.ts'

export const roundCommands: CommandHandlers<typeof roundContract> = {
  async save(tx, { id, members, plan, ...round }, world) {
    settle(checkPlan(round, members, plan))
    await refuseTwin(tx, round.no, id)
    const roundId = id ?? world.newId()
    if (id === undefined) {
      await tx
        .insertInto('round')
        .values({ id: roundId, ...round, state: 'draft' })
        .execute()
      await note(tx, { roundId, from: null, to: 'draft', basis: '' }, world)
    } else {
      if (!isOpenToChange(await stateOf(tx, id))) refuse('round.is-settled')
      await dropDaysOutside(tx, id, round)
      await tx.updateTable('round').set(round).where('id', '=', id).execute()
    }
    await saveMembers(tx, roundId, members, world)
    await savePlan(tx, roundId, plan, world)
    return { id: roundId }
  },

  async saveDays(tx, { roundId, days }, world) {
    const round = await tx
      .selectFrom('round')
      .select(['state', 'fromOn', 'toOn'])
      .where('id', '=', roundId)
      .executeTakeFirst()
    if (!round) throw new Failure('not-found', [{ code: 'round.unknown' }])
    if (isOver(round.state)) refuse('round.is-settled')
    const outside = days.find(({ dayOn }) => dayOn < round.fromOn || dayOn > round.toOn)
    if (outside) refuse('round.day-outside', outside.dayOn)
    for (const day of days) await saveDay(tx, roundId, day, world)
    return {}
  },

  async saveSummary(tx, { id, summary }) {
    const state = await stateOf(tx, id)
    if (state === 'filed' || state === 'cancelled') refuse('round.is-settled')
    await tx.updateTable('round').set({ summary }).where('id', '=', id).execute()
    return {}
  },

  async advance(tx, { id, event, basis }, world) {
    const facts = await roundRecord(tx, id)
    const actor = { id: world.actor, role: await roleOf(tx, world.actor) }
    const state = settle(advanceRound(facts, event, actor, basis))
    await tx.updateTable('round').set({ state }).where('id', '=', id).execute()
    await note(tx, { roundId: id, from: facts.state, to: state, basis }, world)
    return { state }
  },
}

function refuse(code: string, ...about: readonly string[]): never {
  throw new Failure('refused', [{ code, about }])
}

async function stateOf(tx: Writer, id: string): Promise<RoundState> {
  const round = await tx.selectFrom('round').select('state').where('id', '=', id).executeTakeFirst()
  if (!round) throw new Failure('not-found', [{ code: 'round.unknown' }])
  return round.state
}

async function refuseTwin(tx: Writer, no: number, id: string | undefined): Promise<void> {
  const twin = await tx.selectFrom('round').select('id').where('no', '=', no).executeTakeFirst()
  if (twin && twin.id !== id) refuse('visit.round-exists', String(no))
}

type Step = {
  readonly roundId: string
  readonly from: RoundState | null
  readonly to: RoundState
  readonly basis: string
}

async function note(tx: Writer, { roundId, from, to, basis }: Step, world: World): Promise<void> {
  const row = { id: world.newId(), roundId, fromState: from, toState: to, basis }
  await tx
    .insertInto('roundStep')
    .values({ ...row, at: world.now(), by: world.actor })
    .execute()
}

/** Days that a new span leaves out are no days of the round. */
async function dropDaysOutside(
  tx: Writer,
  roundId: string,
  { fromOn, toOn }: { readonly fromOn: string; readonly toOn: string },
): Promise<void> {
  await tx
    .deleteFrom('roundDay')
    .where('roundId', '=', roundId)
    .where((eb) => eb.or([eb('dayOn', '<', fromOn), eb('dayOn', '>', toOn)]))
    .execute()
}

type MemberEntry = { readonly memberId: string; readonly team: string }

async function saveMembers(
  tx: Writer,
  roundId: string,
  members: readonly MemberEntry[],
  world: World,
): Promise<void> {
  const present = await tx
    .selectFrom('roundMember')
    .select(['id', 'memberId', 'team'])
    .where('roundId', '=', roundId)
    .execute()
  for (const row of present) {
    const kept = members.find(({ memberId }) => memberId === row.memberId)
    if (!kept) await tx.deleteFrom('roundMember').where('id', '=', row.id).execute()
    else if (kept.team !== row.team) {
      await tx
        .updateTable('roundMember')
        .set({ team: kept.team })
        .where('id', '=', row.id)
        .execute()
    }
  }
  for (const member of members) {
    if (present.some(({ memberId }) => memberId === member.memberId)) continue
    await tx
      .insertInto('roundMember')
      .values({ id: world.newId(), roundId, ...member })
      .execute()
  }
}

type PlanEntry = Omit<PlanRow, 'id' | 'unitName'> & { readonly id?: string | undefined }

async function savePlan(
  tx: Writer,
  roundId: string,
  plan: readonly PlanEntry[],
  world: World,
): Promise<void> {
  const present = await tx
    .selectFrom('roundPlan')
    .select('id')
    .where('roundId', '=', roundId)
    .execute()
  const known = new Set(present.map(({ id }) => id))
  for (const id of known) {
    if (plan.some((row) => row.id === id)) continue
    await tx.deleteFrom('roundPlan').where('id', '=', id).execute()
  }
  for (const { id, ...row } of plan) {
    if (id !== undefined && known.has(id)) {
      await tx.updateTable('roundPlan').set(row).where('id', '=', id).execute()
    } else {
      await tx
        .insertInto('roundPlan')
        .values({ id: world.newId(), roundId, ...row })
        .execute()
    }
  }
}

async function saveDay(tx: Writer, roundId: string, day: RoundDay, world: World): Promise<void> {
  const { memberId, dayOn, lodgingLevel, lodgingKind, minutes } = day
  const fields = {
    lodgingLevel,
    lodgingKind,
    minutesProvince: minutes.province,
    minutesCity: minutes.city,
    minutesCounty: minutes.county,
    minutesTownship: minutes.township,
    minutesVillage: minutes.village,
  }
  const changed = await tx
    .updateTable('roundDay')
    .set(fields)
    .where('roundId', '=', roundId)
    .where('memberId', '=', memberId)
    .where('dayOn', '=', dayOn)
    .executeTakeFirst()
  if (changed.numUpdatedRows > 0n) return
  await tx
    .insertInto('roundDay')
    .values({ id: world.newId(), roundId, memberId, dayOn, ...fields })
    .execute()
}
