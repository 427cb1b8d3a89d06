import type { Reader, Writer } from '#db/engine/case-file.ts'
import type { CommandHandlers, World } from '#db/engine/handlers.ts'
import { takeProblemStep } from '#db/engine/problem-step.ts'
import { roleOf } from '#db/engine/role-of.ts'
import { Failure } from '#db/kernel/failure.ts'
import { nextState } from '#db/kernel/machine.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { problemContract } from './contract.ts'
import { type Actor, advance, merging, problemMachine, reminding } from './rules.ts'

type Steps = Pick<
  CommandHandlers<typeof problemContract>,
  'advance' | 'addEvidence' | 'remind' | 'respond' | 'handOver' | 'receive' | 'merge'
>

/** What moves a problem through SM1 before its rectification, and what each step leaves. */
export const stepCommands: Steps = {
  async advance(tx, { id, event, basis }, world) {
    const facts = await factsOf(tx, id)
    const state = settle(advance(facts, event, await actorOf(tx, world), basis))
    const confirmation =
      event === 'confirm'
        ? { confirmedBy: world.actor, confirmedOn: world.today(), soughtAgainst: basis }
        : {}
    await takeProblemStep(tx, { id, from: facts.state, to: state, basis, ...confirmation }, world)
    return { state }
  },

  async addEvidence(tx, { problemId, ...fields }, world) {
    const { state } = await factsOf(tx, problemId)
    if (nextState(problemMachine, state, 'handOver') === undefined) refuseEnded(state)
    const id = world.newId()
    await tx
      .insertInto('problemEvidence')
      .values({ id, problemId, ...fields, ...entered(world) })
      .execute()
    return { id }
  },

  async remind(tx, { problems, members, ...fields }, world) {
    const id = world.newId()
    const actor = await actorOf(tx, world)
    await tx
      .insertInto('reminder')
      .values({ id, ...fields, respondedOn: null, ...entered(world) })
      .execute()
    for (const memberId of members) {
      await tx
        .insertInto('reminderMember')
        .values({ id: world.newId(), reminderId: id, memberId })
        .execute()
    }
    for (const problemId of problems) {
      const facts = await factsOf(tx, problemId)
      const event = facts.state === 'reopened' ? 'remindAgain' : 'remind'
      // Once pointed out, a problem can be pointed out again: that is no step any more.
      const repeated = facts.state === 'reminded' || facts.state === 'fedBack'
      const state = repeated ? facts.state : settle(advance(facts, event, actor, ''))
      settle(reminding(facts, { ...fields, members: members.length }, actor))
      await tx
        .insertInto('reminderProblem')
        .values({ id: world.newId(), reminderId: id, problemId })
        .execute()
      if (repeated) continue
      const step = { id: problemId, from: facts.state, to: state, basis: fields.wording }
      await takeProblemStep(tx, step, world)
    }
    return { id }
  },

  async respond(tx, { reminderId, ...answer }) {
    const reminder = await tx
      .selectFrom('reminder')
      .select('remindedOn')
      .where('id', '=', reminderId)
      .executeTakeFirst()
    if (!reminder) throw new Failure('not-found', [{ code: 'problem.unknown-reminder' }])
    if (answer.respondedOn < reminder.remindedOn) {
      throw new Failure('refused', [{ code: 'problem.answered-before-asked' }])
    }
    await tx.updateTable('reminder').set(answer).where('id', '=', reminderId).execute()
    return {}
  },

  async handOver(tx, { id, ...fields }, world) {
    const facts = await factsOf(tx, id)
    const to = settle(advance(facts, 'handOver', await actorOf(tx, world), ''))
    await tx
      .insertInto('handover')
      .values({ id: world.newId(), problemId: id, ...fields, receivedOn: null, ...entered(world) })
      .execute()
    await takeProblemStep(tx, { id, from: facts.state, to, basis: fields.toBody }, world)
    return {}
  },

  async receive(tx, { id, receivedOn }) {
    const handover = await tx
      .selectFrom('handover')
      .select('handedOn')
      .where('problemId', '=', id)
      .executeTakeFirst()
    if (!handover) throw new Failure('not-found', [{ code: 'problem.handover-missing' }])
    if (receivedOn < handover.handedOn) {
      throw new Failure('refused', [{ code: 'problem.answered-before-asked' }])
    }
    await tx.updateTable('handover').set({ receivedOn }).where('problemId', '=', id).execute()
    return {}
  },

  async merge(tx, { id, into, basis }, world) {
    const facts = await factsOf(tx, id)
    const target = await factsOf(tx, into)
    const to = settle(advance(facts, 'merge', await actorOf(tx, world), basis))
    settle(merging(facts, target))
    await takeProblemStep(tx, { id, from: facts.state, to, basis, mergedInto: into }, world)
    return {}
  },
}

function refuseEnded(state: string): never {
  throw new Failure('refused', [{ code: 'problem.no-longer-open', about: [state] }])
}

function entered(world: World) {
  return { enteredBy: world.actor, enteredAt: world.now() }
}

async function actorOf(tx: Writer, world: World): Promise<Actor> {
  return { id: world.actor, role: await roleOf(tx, world.actor) }
}

/** What the rules ask of one problem. Fails with `problem.unknown`. */
async function factsOf(db: Reader, id: string) {
  const problem = await db
    .selectFrom('problem')
    .innerJoin('unit', 'unit.id', 'problem.unitId')
    .where('problem.id', '=', id)
    .select(['problem.id', 'problem.unitId', 'problem.state', 'problem.foundOn'])
    .select(['problem.enteredBy', 'problem.exposureId', 'unit.level as unitLevel'])
    .select(['problem.what', 'problem.happened', 'problem.place', 'problem.effect'])
    .executeTakeFirst()
  if (!problem) throw new Failure('not-found', [{ code: 'problem.unknown' }])
  const persons = await db
    .selectFrom('problemPerson')
    .select('part')
    .where('problemId', '=', id)
    .execute()
  const evidence = await db
    .selectFrom('problemEvidence')
    .select(['directness', 'supports', 'origin'])
    .where('problemId', '=', id)
    .execute()
  const parts = persons.map(({ part }) => part)
  return { ...problem, persons: parts.length, parts, evidence }
}
