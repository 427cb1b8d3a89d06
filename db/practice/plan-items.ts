import { sql } from 'kysely'

import type { Writer } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'
import { addDays } from '#db/kernel/dates.ts'

import { firstAim, practiceMeasure } from './rules/measures.ts'

/** Items of the practice case for which no visit went there again. */
const UNSEEN = 60

/** Of the problems that were pointed out, each whose unit was visited again and some of the others. */
async function problemsToRectify(tx: Writer) {
  const problems = await tx
    .selectFrom('problem')
    .select((eb) => [
      'id',
      'unitId',
      'foundOn',
      'no',
      eb
        .exists(
          eb
            .selectFrom('visit')
            .select('visit.id')
            .whereRef('visit.unitId', '=', 'problem.unitId')
            .where('visit.startedOn', '>=', sql<string>`date(problem.foundOn, '+10 days')`),
        )
        .as('seen'),
    ])
    .where('state', '=', 'reminded')
    .orderBy('no')
    .execute()
  const unseen = problems.filter(({ seen }) => !seen).filter((_, index) => index % 9 === 0)
  return [...problems.filter(({ seen }) => seen), ...unseen.slice(0, UNSEEN)]
}

/** Writes what is to be done about them, each with a deadline, as it is drafted. */
export async function planItems(tx: Writer, world: World): Promise<void> {
  const rows = (await problemsToRectify(tx)).map(({ id, unitId, foundOn, no }, index) => ({
    id: world.newId(),
    problemId: id,
    kind: (['atOnce', 'byDate', 'byDate'] as const)[index % 3] ?? 'byDate',
    ...practiceMeasure(no),
    ownerPost: '',
    unitId,
    deadline: addDays(foundOn, 21 + (index % 4) * 14),
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
