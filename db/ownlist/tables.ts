import type { z } from 'zod'

import type { OwnProblemFields } from './contract.ts'

type UnitOwnProblemTable = z.output<typeof OwnProblemFields> & {
  readonly id: string
  readonly enteredBy: string
  readonly enteredAt: string
}

export type OwnListTables = { unitOwnProblem: UnitOwnProblemTable }
