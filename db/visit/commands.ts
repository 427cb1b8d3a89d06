import type { Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { ExposureEntry, visitContract } from './contract.ts'
import { onsiteOf } from './queries.ts'
import { checkCounts, checkDates, closeVisit } from './rules.ts'

export const visitCommands: CommandHandlers<typeof visitContract> = {
  async saveRound(tx, { id, ...round }, world) {
    if (round.toOn < round.fromOn) {
      throw new Failure('refused', [{ code: 'visit.ends-before-start' }])
    }
    const twin = await tx
      .selectFrom('round')
      .select('id')
      .where('no', '=', round.no)
      .executeTakeFirst()
    if (twin && twin.id !== id) {
      throw new Failure('refused', [{ code: 'visit.round-exists', about: [String(round.no)] }])
    }
    if (id !== undefined) {
      await tx.updateTable('round').set(round).where('id', '=', id).execute()
      return { id }
    }
    const made = world.newId()
    await tx
      .insertInto('round')
      .values({ id: made, ...round })
      .execute()
    return { id: made }
  },

  async save(tx, { id, members, items, ...visit }, world) {
    await check(tx, visit, world)
    refuseTwins(visit, items)
    settle(checkCounts(items))
    const visitId = id ?? world.newId()
    if (id === undefined) {
      await tx
        .insertInto('visit')
        .values({
          id: visitId,
          ...visit,
          state: 'open',
          enteredBy: world.actor,
          enteredAt: world.now(),
        })
        .execute()
    } else {
      const present = await stateOf(tx, id)
      if (present === 'closed') throw new Failure('refused', [{ code: 'visit.is-closed' }])
      await tx.updateTable('visit').set(visit).where('id', '=', id).execute()
    }
    await saveMembers(tx, visitId, members, world)
    await saveItems(tx, { id: visitId, ...visit }, items, world)
    await refuseStrays(tx, visitId)
    return { id: visitId }
  },

  async close(tx, { id }) {
    const state = await stateOf(tx, id)
    const items = await looksOf(tx, id)
    settle(closeVisit({ state, items, ...(await onsiteOf(tx, id)) }))
    await tx.updateTable('visit').set({ state: 'closed' }).where('id', '=', id).execute()
    return {}
  },

  async reopen(tx, { id, statedReason }) {
    const state = await stateOf(tx, id)
    if (state === 'open') throw new Failure('refused', [{ code: 'visit.is-open' }])
    const { note } = await tx
      .selectFrom('visit')
      .select('note')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const kept = note === '' ? statedReason : `${note}\n${statedReason}`
    await tx.updateTable('visit').set({ state: 'open', note: kept }).where('id', '=', id).execute()
    return {}
  },
}

type VisitFields = {
  readonly roundId: string | null
  readonly unitId: string
  readonly startedOn: string
  readonly endedOn: string
}

async function check(tx: Writer, visit: VisitFields, world: World): Promise<void> {
  const unit = await tx
    .selectFrom('unit')
    .select('validTo')
    .where('id', '=', visit.unitId)
    .executeTakeFirst()
  if (!unit) throw new Failure('not-found', [{ code: 'unit.unknown' }])
  const round =
    visit.roundId === null
      ? undefined
      : await tx
          .selectFrom('round')
          .select(['no', 'fromOn', 'toOn'])
          .where('id', '=', visit.roundId)
          .executeTakeFirst()
  settle(
    checkDates({
      ...visit,
      today: world.today(),
      unitValidTo: unit.validTo,
      round: round ?? null,
    }),
  )
}

/** One look is recorded once: the same unit, type, method and nature must not come twice. */
function refuseTwins(visit: VisitFields, items: readonly ExposureEntry[]): void {
  const seen = new Set<string>()
  for (const item of items) {
    const key = placeOf({ ...item, unitId: item.unitId ?? visit.unitId })
    if (seen.has(key)) {
      throw new Failure('refused', [{ code: 'visit.looked-twice', about: [item.problemType] }])
    }
    seen.add(key)
  }
}

type Place = Pick<Required<ExposureEntry>, 'unitId' | 'problemType' | 'method' | 'nature'>

/** What makes a look of a visit the same look. */
function placeOf({ unitId, problemType, method, nature }: Place): string {
  return [unitId, problemType, method, nature].join(' ')
}

async function stateOf(tx: Writer, id: string): Promise<'open' | 'closed'> {
  const visit = await tx.selectFrom('visit').select('state').where('id', '=', id).executeTakeFirst()
  if (!visit) throw new Failure('not-found', [{ code: 'visit.unknown' }])
  return visit.state
}

async function saveMembers(
  tx: Writer,
  visitId: string,
  members: readonly string[],
  world: World,
): Promise<void> {
  const present = await tx
    .selectFrom('visitMember')
    .select(['id', 'memberId'])
    .where('visitId', '=', visitId)
    .execute()
  for (const { id, memberId } of present) {
    if (!members.includes(memberId)) {
      await tx.deleteFrom('visitMember').where('id', '=', id).execute()
    }
  }
  for (const memberId of new Set(members)) {
    if (present.some((each) => each.memberId === memberId)) continue
    await tx.insertInto('visitMember').values({ id: world.newId(), visitId, memberId }).execute()
  }
}

async function saveItems(
  tx: Writer,
  visit: VisitFields & { readonly id: string },
  items: readonly ExposureEntry[],
  world: World,
): Promise<void> {
  const rows = items.map((item) => ({
    ...item,
    unitId: item.unitId ?? visit.unitId,
    lookedOn: item.lookedOn ?? visit.startedOn,
  }))
  const present = await looksOf(tx, visit.id)
  // Aimed at something else, it is another look: two that change places would meet on the way.
  const kept = new Set(
    present
      .filter((look) => {
        const row = rows.find(({ id }) => id === look.id)
        return row && (look.problems > 0 || placeOf(row) === placeOf(look))
      })
      .map(({ id }) => id),
  )
  for (const { id } of present) {
    if (!kept.has(id)) await removeItem(tx, id)
  }
  for (const { id, ...row } of rows) {
    if (id !== undefined && kept.has(id)) {
      await tx.updateTable('exposure').set(row).where('id', '=', id).execute()
    } else {
      await tx
        .insertInto('exposure')
        .values({ id: world.newId(), visitId: visit.id, ...row })
        .execute()
    }
  }
}

/** The looks of a visit as they stand, each with the number of problems that hang on it. */
function looksOf(tx: Writer, visitId: string) {
  return tx
    .selectFrom('exposure')
    .where('visitId', '=', visitId)
    .select((eb) => [
      'exposure.id',
      'exposure.unitId',
      'exposure.problemType',
      'exposure.method',
      'exposure.nature',
      'exposure.result',
      eb
        .selectFrom('problem')
        .whereRef('problem.exposureId', '=', 'exposure.id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .$asScalar()
        .$notNull()
        .as('problems'),
    ])
    .execute()
}

/** A problem speaks of the unit and the type of the look that found it (INV-24). */
async function refuseStrays(tx: Writer, visitId: string): Promise<void> {
  const stray = await tx
    .selectFrom('exposure')
    .innerJoin('problem', 'problem.exposureId', 'exposure.id')
    .where('exposure.visitId', '=', visitId)
    .where((eb) =>
      eb.or([
        eb('exposure.unitId', '<>', eb.ref('problem.unitId')),
        eb('exposure.problemType', '<>', eb.ref('problem.problemType')),
      ]),
    )
    .select('problem.no')
    .executeTakeFirst()
  if (stray) {
    throw new Failure('refused', [
      { code: 'visit.exposure-has-problem', about: [String(stray.no)] },
    ])
  }
}

async function removeItem(tx: Writer, id: string): Promise<void> {
  const problem = await tx
    .selectFrom('problem')
    .select('no')
    .where('exposureId', '=', id)
    .executeTakeFirst()
  if (problem) {
    throw new Failure('refused', [
      { code: 'visit.exposure-has-problem', about: [String(problem.no)] },
    ])
  }
  await tx.deleteFrom('exposure').where('id', '=', id).execute()
}
