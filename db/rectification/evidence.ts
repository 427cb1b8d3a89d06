import type { CommandHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { rectificationContract } from './contract.ts'
import { itemOf } from './items.ts'
import { checkClaim, countsAddUp, notToCome, reportDone } from './rules/evidence.ts'
import { advance } from './rules/machine.ts'
import { actorOf, openClosing, problemFollows, step } from './steps.ts'

type Evidence = Pick<
  CommandHandlers<typeof rectificationContract>,
  'report' | 'check' | 'publish' | 'evaluate' | 'relapse'
>

/** What the unit says, what the group and the masses saw: records that stay, and what they move. */
export const evidenceCommands: Evidence = {
  async report(tx, { id, claimedOn, words }, world) {
    const item = await itemOf(tx, id, world.today())
    settle(notToCome(claimedOn, world.today()))
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
    settle(notToCome(checkedOn, world.today()))
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
    settle(notToCome(fromOn, world.today()))
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
    settle(notToCome(fields.evaluatedOn, world.today()))
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

  async relapse(tx, { id, ...fields }, world) {
    settle(notToCome(fields.seenOn, world.today()))
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
}
