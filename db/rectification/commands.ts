import type { CommandHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import { closingCommands } from './closing.ts'
import type { rectificationContract } from './contract.ts'
import { evidenceCommands } from './evidence.ts'
import { itemOf } from './items.ts'
import { reaching } from './rules/evidence.ts'
import { log, problemFollows, step } from './steps.ts'

export const rectificationCommands: CommandHandlers<typeof rectificationContract> = {
  async save(tx, { id, milestones, ...fields }, world) {
    const itemId = id ?? world.newId()
    if (id === undefined) {
      const row = { id: itemId, ...fields, state: 'drafted', cancelledWhy: '' } as const
      await tx
        .insertInto('rectItem')
        .values({ ...row, enteredBy: world.actor, enteredAt: world.now() })
        .execute()
      await log(tx, itemId, null, 'drafted', '', world)
    } else {
      const present = await itemOf(tx, id, world.today())
      if (present.state !== 'drafted') {
        throw new Failure('refused', [{ code: 'rectification.item-is-claimed' }])
      }
      await tx.updateTable('rectItem').set(fields).where('id', '=', id).execute()
      await tx.deleteFrom('rectMilestone').where('itemId', '=', id).execute()
    }
    for (const milestone of milestones) {
      await tx
        .insertInto('rectMilestone')
        .values({ id: world.newId(), itemId, ...milestone, reachedOn: null })
        .execute()
    }
    return { id: itemId }
  },

  async advance(tx, { id, event, basis }, world) {
    const item = await itemOf(tx, id, world.today())
    const state = await step(tx, item, event, basis, world)
    await problemFollows(tx, item.problemId, basis, world)
    return { state }
  },

  async extend(tx, { id, newDeadline, reason }, world) {
    const item = await itemOf(tx, id, world.today())
    if (item.due === null || newDeadline <= item.due) {
      throw new Failure('refused', [{ code: 'rectification.extension-not-later' }])
    }
    await tx
      .insertInto('rectExtension')
      .values({
        id: world.newId(),
        itemId: id,
        newDeadline,
        reason,
        by: world.actor,
        at: world.now(),
      })
      .execute()
    return {}
  },

  async reach(tx, { milestoneId, reachedOn }, world) {
    const milestone = await tx
      .selectFrom('rectMilestone')
      .innerJoin('rectItem', 'rectItem.id', 'rectMilestone.itemId')
      .select(['rectMilestone.reachedOn', 'rectItem.state as itemState'])
      .where('rectMilestone.id', '=', milestoneId)
      .executeTakeFirst()
    if (!milestone) throw new Failure('not-found', [{ code: 'rectification.unknown' }])
    settle(reaching(milestone, reachedOn, world.today()))
    await tx.updateTable('rectMilestone').set({ reachedOn }).where('id', '=', milestoneId).execute()
    return {}
  },

  ...evidenceCommands,
  ...closingCommands,
}
