import type { Reader, Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import { takeProblemStep } from '#db/engine/problem-step.ts'
import { roleOf } from '#db/engine/role-of.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { RectEvent, RectItem, RectState } from './records.ts'
import { itemsOfProblem } from './items.ts'
import { type ClosingFacts, problemAfter } from './rules/closing.ts'
import { type Actor, advance } from './rules/machine.ts'

/** The member at work, with his part in the group. */
export async function actorOf(db: Reader, world: World): Promise<Actor> {
  return { id: world.actor, role: await roleOf(db, world.actor) }
}

/** Takes a step of SM2 and writes it into the item's history. */
export async function step(
  tx: Writer,
  item: RectItem,
  event: RectEvent,
  basis: string,
  world: World,
): Promise<RectState> {
  const state = settle(advance(item, event, await actorOf(tx, world), basis))
  const why = state === 'cancelled' ? { cancelledWhy: basis } : {}
  await tx
    .updateTable('rectItem')
    .set({ state, ...why })
    .where('id', '=', item.id)
    .execute()
  await log(tx, item.id, item.state, state, basis, world)
  return state
}

/** Writes one step into an item's history. */
export async function log(
  tx: Writer,
  itemId: string,
  fromState: RectState | null,
  toState: RectState,
  basis: string,
  world: World,
): Promise<void> {
  const row = { id: world.newId(), itemId, fromState, toState, basis }
  await tx
    .insertInto('rectEvent')
    .values({ ...row, at: world.now(), by: world.actor })
    .execute()
}

/** Takes the step of SM1 that the items have brought about, where there is one. */
export async function problemFollows(
  tx: Writer,
  id: string,
  basis: string,
  world: World,
): Promise<void> {
  const { state: from, items } = await closingFacts(tx, id, world.today())
  const to = problemAfter(
    from,
    items.map(({ state }) => state),
  )
  if (to !== from) await takeProblemStep(tx, { id, from, to, basis }, world)
}

/** What the rules of SM1 ask of a problem and its items. Fails with `problem.unknown`. */
export async function closingFacts(db: Reader, problemId: string, today: string) {
  const problem = await db
    .selectFrom('problem')
    .select(['state', 'source'])
    .where('id', '=', problemId)
    .executeTakeFirst()
  if (!problem) throw new Failure('not-found', [{ code: 'problem.unknown' }])
  const items = await itemsOfProblem(db, problemId, today)
  const withVoices = items.map((item) => ({
    ...item,
    evaluatedOn: item.evaluations.map(({ evaluatedOn }) => evaluatedOn),
  }))
  return { ...problem, items: withVoices } satisfies ClosingFacts
}

/** The closing that no relapse has undone yet. */
export function openClosing(db: Reader, problemId: string) {
  return db
    .selectFrom('closing')
    .select('id')
    .where('problemId', '=', problemId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('relapse').select('relapse.id').whereRef('closingId', '=', 'closing.id'),
        ),
      ),
    )
    .executeTakeFirst()
}
