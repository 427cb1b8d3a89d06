import type { z } from 'zod'

import type { CellState } from '#db/prevalence/contract.ts'

/** The states of a cell in the order of the legend. */
export const matrixStates = ['found', 'looked', 'notLooked', 'notApplicable'] as const

/** One cell as it looks: told apart by shape, not by colour alone. */
export function MatrixMark({
  state,
  problems,
}: {
  readonly state: z.infer<typeof CellState>
  readonly problems: number
}) {
  return (
    <span className={`matrix-mark matrix-${state}`} aria-hidden="true">
      {state === 'found' && <span className="matrix-square" />}
      {state === 'found' && problems > 0 && problems}
      {state === 'looked' && <span className="matrix-ring" />}
      {state === 'notApplicable' && <span className="matrix-dash" />}
    </span>
  )
}
