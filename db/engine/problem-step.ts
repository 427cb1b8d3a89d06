import type { Tables } from '#db/tables.ts'

import type { Writer } from './case-file.ts'
import type { World } from './handlers.ts'

type State = Tables['problem']['state']

/** One step of a problem on its way through SM1, and on what basis it was taken. */
type ProblemStep = {
  readonly id: string
  readonly from: State | null
  readonly to: State
  readonly basis: string
}

/**
 * Takes a step of a problem: its state and the row of its history, which never go apart. Whether the
 * step is open is the rule's to say beforehand and the trigger's to hold (`problem.step-not-open`).
 * Here because two capabilities take steps: what the group does, and what the rectification brings.
 */
export async function takeProblemStep(
  tx: Writer,
  step: ProblemStep & {
    readonly confirmedBy?: string
    readonly confirmedOn?: string
    readonly soughtAgainst?: string
    readonly mergedInto?: string
  },
  world: World,
): Promise<void> {
  const { id, from: _from, to: state, basis: _basis, ...fields } = step
  await tx
    .updateTable('problem')
    .set({ state, ...fields })
    .where('id', '=', id)
    .execute()
  await logProblem(tx, step, world)
}

/** Writes the row of the history alone: for a problem that has just been entered. */
export async function logProblem(tx: Writer, step: ProblemStep, world: World): Promise<void> {
  await tx
    .insertInto('problemEvent')
    .values({
      id: world.newId(),
      problemId: step.id,
      fromState: step.from,
      toState: step.to,
      basis: step.basis,
      at: world.now(),
      by: world.actor,
    })
    .execute()
}
