import type { Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'
import type { MethodMinutes, Site } from '#db/visit/contract.ts'

import type { onsiteContract } from './contract.ts'
import { contraryOf } from './queries.ts'
import { assessUnit } from './rules.ts'

export const onsiteCommands: CommandHandlers<typeof onsiteContract> = {
  async save(tx, { visitId, onsite, sites, minutes }, world) {
    await refuseClosed(tx, visitId)
    const { toHear, toFind, toLearn, ceremony, ...facts } = onsite
    await tx
      .updateTable('visit')
      .set({
        ...facts,
        toHear: toHear ? 1 : 0,
        toFind: toFind ? 1 : 0,
        toLearn: toLearn ? 1 : 0,
        ceremony: ceremony === null ? null : ceremony ? 1 : 0,
      })
      .where('id', '=', visitId)
      .execute()
    await saveSites(tx, visitId, sites, world)
    await saveMinutes(tx, visitId, minutes, world)
    return {}
  },

  async observe(tx, { visitId, siteId, text, fit }, world) {
    await refuseClosed(tx, visitId)
    const row = { id: world.newId(), visitId, siteId, text, fit }
    await tx
      .insertInto('observation')
      .values({ ...row, enteredBy: world.actor, at: world.now() })
      .execute()
    return { id: row.id }
  },

  async suppose(tx, { unitId, text, basis }, world) {
    const row = { id: world.newId(), unitId, text, basis, outcome: null, outcomeOn: null }
    await tx
      .insertInto('hypothesis')
      .values({ ...row, enteredBy: world.actor, at: world.now() })
      .execute()
    return { id: row.id }
  },

  async conclude(tx, { id, outcome }, world) {
    const changed = await tx
      .updateTable('hypothesis')
      .set({ outcome, outcomeOn: world.today() })
      .where('id', '=', id)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) {
      throw new Failure('not-found', [{ code: 'onsite.unknown-hypothesis' }])
    }
    return {}
  },

  async assess(tx, { unitId, text, lookedFor }, world) {
    settle(assessUnit({ ...(await contraryOf(tx, unitId)), lookedFor }))
    const row = { id: world.newId(), unitId, text, lookedFor }
    await tx
      .insertInto('assessment')
      .values({ ...row, enteredBy: world.actor, at: world.now() })
      .execute()
    return { id: row.id }
  },
}

async function refuseClosed(tx: Writer, id: string): Promise<void> {
  const visit = await tx.selectFrom('visit').select('state').where('id', '=', id).executeTakeFirst()
  if (!visit) throw new Failure('not-found', [{ code: 'visit.unknown' }])
  if (visit.state === 'closed') throw new Failure('refused', [{ code: 'visit.is-closed' }])
}

type SiteEntry = Omit<Site, 'id'> & { readonly id?: string | undefined }

async function saveSites(
  tx: Writer,
  visitId: string,
  sites: readonly SiteEntry[],
  world: World,
): Promise<void> {
  const present = await tx.selectFrom('site').select('id').where('visitId', '=', visitId).execute()
  const known = new Set(present.map(({ id }) => id))
  for (const id of known) {
    if (sites.some((site) => site.id === id)) continue
    await tx.deleteFrom('site').where('id', '=', id).execute()
  }
  for (const { id, ...site } of sites) {
    if (id !== undefined && known.has(id)) {
      await tx.updateTable('site').set(site).where('id', '=', id).execute()
    } else {
      await tx
        .insertInto('site')
        .values({ id: world.newId(), visitId, ...site })
        .execute()
    }
  }
}

/** A method has its minutes once; the last word of two counts. */
async function saveMinutes(
  tx: Writer,
  visitId: string,
  minutes: readonly MethodMinutes[],
  world: World,
): Promise<void> {
  const wanted = new Map(minutes.map((each) => [each.method, each.minutes]))
  const present = await tx
    .selectFrom('visitMethod')
    .select(['id', 'method', 'minutes'])
    .where('visitId', '=', visitId)
    .execute()
  for (const row of present) {
    const now = wanted.get(row.method)
    wanted.delete(row.method)
    if (now === undefined) await tx.deleteFrom('visitMethod').where('id', '=', row.id).execute()
    else if (now !== row.minutes) {
      await tx.updateTable('visitMethod').set({ minutes: now }).where('id', '=', row.id).execute()
    }
  }
  for (const [method, spent] of wanted) {
    await tx
      .insertInto('visitMethod')
      .values({ id: world.newId(), visitId, method, minutes: spent })
      .execute()
  }
}
