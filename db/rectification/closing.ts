import type { CommandHandlers } from '#db/engine/handlers.ts'
import { justifiedCodes } from '#db/engine/justified.ts'
import { takeProblemStep } from '#db/engine/problem-step.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { rectificationContract } from './contract.ts'
import { keepOn, strikeOff } from './rules/closing.ts'
import { notToCome } from './rules/evidence.ts'
import { actorOf, closingFacts } from './steps.ts'

type Closing = Pick<
  CommandHandlers<typeof rectificationContract>,
  'supervise' | 'strikeOff' | 'keepOn'
>

/** What is done with the problem itself: urged, struck off, or kept on for long. */
export const closingCommands: Closing = {
  async supervise(tx, fields, world) {
    settle(notToCome(fields.decidedOn, world.today()))
    const id = world.newId()
    await tx
      .insertInto('supervisionMeasure')
      .values({ id, ...fields, enteredBy: world.actor })
      .execute()
    return { id }
  },

  async strikeOff(tx, { problemId, closedOn, basis }, world) {
    settle(notToCome(closedOn, world.today()))
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
}
