import type { CommandHandlers } from '#db/engine/handlers.ts'
import { justifiedCodes } from '#db/engine/justified.ts'
import { takeProblemStep } from '#db/engine/problem-step.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { rectificationContract } from './contract.ts'
import { itemOf } from './items.ts'
import {
  advance,
  checkClaim,
  countsAddUp,
  keepOn,
  remindAgain,
  reportDone,
  strikeOff,
} from './rules.ts'
import { actorOf, closingFacts, log, openClosing, problemFollows, step } from './steps.ts'

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
    if (event === 'resume' && item.problemState === 'reopened') {
      throw new Failure('refused', [{ code: 'rectification.remind-first' }])
    }
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

  async report(tx, { id, claimedOn, words }, world) {
    const item = await itemOf(tx, id, world.today())
    settle(reportDone(item, claimedOn))
    await tx
      .insertInto('rectReport')
      .values({
        id: world.newId(),
        itemId: id,
        claimedOn,
        words,
        enteredBy: world.actor,
        enteredAt: world.now(),
      })
      .execute()
    const state = await step(tx, item, 'report', words, world)
    await problemFollows(tx, item.problemId, words, world)
    return { state }
  },

  async check(tx, { id, ...fields }, world) {
    const item = await itemOf(tx, id, world.today())
    const { visitId, checkedOn, result, words } = fields
    const visit = await tx
      .selectFrom('visit')
      .select('endedOn')
      .where('id', '=', visitId)
      .executeTakeFirst()
    if (!visit) throw new Failure('not-found', [{ code: 'visit.unknown' }])
    const actor = await actorOf(tx, world)
    settle(checkClaim(item, { checkedOn, visitEndedOn: visit.endedOn }, actor))
    const reportId = item.reports.at(-1)?.id ?? ''
    await tx
      .insertInto('rectCheck')
      .values({
        id: world.newId(),
        itemId: id,
        reportId,
        ...fields,
        checkedBy: world.actor,
        at: world.now(),
      })
      .execute()
    const checked = await itemOf(tx, id, world.today())
    const event = result === 'solved' ? 'pass' : 'sendBack'
    // What is solved but not shown yet waits as it is; the check stays on record.
    if (advance(checked, event, actor, words).kind !== 'allowed') return { state: checked.state }
    const state = await step(tx, checked, event, words, world)
    await problemFollows(tx, item.problemId, words, world)
    return { state }
  },

  async publish(tx, { id, ...fields }, world) {
    const { place, fromOn, audience, exemptReason } = fields
    if (exemptReason === '' && (place === '' || audience === '' || fromOn === null)) {
      throw new Failure('refused', [{ code: 'rectification.publicity-incomplete' }])
    }
    await itemOf(tx, id, world.today())
    await tx
      .insertInto('publicity')
      .values({ id: world.newId(), itemId: id, ...fields, enteredBy: world.actor })
      .execute()
    return {}
  },

  async evaluate(tx, { id, drawn, ...fields }, world) {
    settle(countsAddUp(fields))
    await itemOf(tx, id, world.today())
    await tx
      .insertInto('massEvaluation')
      .values({
        id: world.newId(),
        itemId: id,
        ...fields,
        drawn: drawn ? 1 : 0,
        enteredBy: world.actor,
      })
      .execute()
    return {}
  },

  async reach(tx, { milestoneId, reachedOn }) {
    await tx.updateTable('rectMilestone').set({ reachedOn }).where('id', '=', milestoneId).execute()
    return {}
  },

  async relapse(tx, { id, ...fields }, world) {
    const item = await itemOf(tx, id, world.today())
    const check = item.checks.at(-1)
    if (item.state !== 'done' || !check) {
      throw new Failure('refused', [
        { code: 'rectification.step-not-open', about: [item.state, 'relapse'] },
      ])
    }
    const closing = await openClosing(tx, item.problemId)
    await tx
      .insertInto('relapse')
      .values({
        id: world.newId(),
        itemId: id,
        checkId: check.id,
        closingId: closing?.id ?? null,
        ...fields,
        enteredBy: world.actor,
      })
      .execute()
    const state = await step(tx, item, 'relapse', fields.words, world)
    await problemFollows(tx, item.problemId, fields.words, world)
    return { state }
  },

  async supervise(tx, fields, world) {
    const id = world.newId()
    await tx
      .insertInto('supervisionMeasure')
      .values({ id, ...fields, enteredBy: world.actor })
      .execute()
    return { id }
  },

  async strikeOff(tx, { problemId, closedOn, basis }, world) {
    const facts = await closingFacts(tx, problemId, world.today())
    const justified = await justifiedCodes(tx, problemId)
    settle(strikeOff(facts, await actorOf(tx, world), justified))
    await tx
      .insertInto('closing')
      .values({
        id: world.newId(),
        problemId,
        closedOn,
        closedBy: world.actor,
        basis,
        at: world.now(),
      })
      .execute()
    const struck = { id: problemId, from: facts.state, to: 'struckOff', basis } as const
    await takeProblemStep(tx, struck, world)
    return { state: 'struckOff' }
  },

  async keepOn(tx, { problemId, basis }, world) {
    const facts = await closingFacts(tx, problemId, world.today())
    settle(keepOn(facts, await actorOf(tx, world)))
    const taken = { id: problemId, from: facts.state, to: 'longTerm', basis } as const
    await takeProblemStep(tx, taken, world)
    return { state: 'longTerm' }
  },

  async remindAgain(tx, { problemId, basis }, world) {
    const facts = await closingFacts(tx, problemId, world.today())
    settle(remindAgain(facts))
    const taken = { id: problemId, from: facts.state, to: 'reminded', basis } as const
    await takeProblemStep(tx, taken, world)
    return { state: 'reminded' }
  },
}
