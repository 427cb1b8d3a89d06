import type { z } from 'zod'

import type { PersonPart, ProblemSource, ProblemState, Severity, Wind } from './contract.ts'

type ProblemTypeTable = {
  readonly id: string
  name: string
  nameEn: string
  brief: string
  wind: z.infer<typeof Wind> | null
  scheme: 'task' | 'wind' | 'own'
  position: number
  notForLevels: string
}

type ProblemTable = {
  readonly id: string
  readonly no: number
  unitId: string
  visitId: string | null
  exposureId: string | null
  foundOn: string
  problemType: string
  wind: z.infer<typeof Wind> | null
  what: string
  happened: string
  place: string
  effect: string
  severity: z.infer<typeof Severity>
  source: z.infer<typeof ProblemSource>
  measure: string
  state: ProblemState
  enteredBy: string
  enteredAt: string
  confirmedBy: string | null
  confirmedOn: string | null
}

type ProblemPersonTable = {
  readonly id: string
  readonly problemId: string
  name: string
  post: string
  part: z.infer<typeof PersonPart>
}

type ProblemEventTable = {
  readonly id: string
  readonly problemId: string
  readonly fromState: ProblemState | null
  readonly toState: ProblemState
  readonly basis: string
  readonly at: string
  readonly by: string
}

export type ProblemTables = {
  problemType: ProblemTypeTable
  problem: ProblemTable
  problemPerson: ProblemPersonTable
  problemEvent: ProblemEventTable
}
