import type { Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import { addDays } from '#db/kernel/dates.ts'

import { firstAim, practiceMeasure } from './rules/measures.ts'

/** Every third of the problems that were pointed out has its measure drafted, with a deadline. */
export async function planItems(tx: Writer, world: World): Promise<void> {
  const problems = await tx
    .selectFrom('problem')
    .select(['id', 'unitId', 'foundOn', 'no'])
    .where('state', '=', 'reminded')
    .orderBy('no')
    .limit(72)
    .execute()
  const rows = problems
    .filter((_, index) => index % 3 === 0)
    .map(({ id, unitId, foundOn, no }, index) => ({
      id: world.newId(),
      problemId: id,
      kind: (['atOnce', 'byDate', 'byDate'] as const)[index % 3] ?? 'byDate',
      ...practiceMeasure(no),
      ownerPost: '',
      unitId,
      deadline: addDays(foundOn, 7 + (index % 4) * 14),
      state: 'drafted' as const,
      cancelledWhy: '',
      enteredBy: world.actor,
      enteredAt: `${foundOn}T12:40:00.000Z`,
    }))
  await tx.insertInto('rectItem').values(rows).execute()
  const drafted = rows.map(({ id, enteredAt }) => ({
    id: world.newId(),
    itemId: id,
    fromState: null,
    toState: 'drafted' as const,
    basis: '',
    at: enteredAt,
    by: world.actor,
  }))
  await tx.insertInto('rectEvent').values(drafted).execute()
  const milestones = rows
    .filter(({ kind }) => kind === 'byDate')
    .map(({ id, deadline }) => ({
      id: world.newId(),
      itemId: id,
      dueOn: addDays(deadline, -3),
      aim: firstAim,
      reachedOn: null,
    }))
  await tx.insertInto('rectMilestone').values(milestones).execute()
  const talks = rows.slice(0, 5).map(({ problemId, deadline }) => ({
    id: world.newId(),
    problemId,
    kind: 'talk' as const,
    decidedOn: deadline,
    decidedBy: practiceMeasure(0).ownerName,
    effect: '',
    enteredBy: world.actor,
  }))
  await tx.insertInto('supervisionMeasure').values(talks).execute()
}
