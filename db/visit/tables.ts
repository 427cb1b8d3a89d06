import type { z } from 'zod'

import type { Method, Nature, Notice, Result, Selection } from './contract.ts'

type RoundTable = {
  readonly id: string
  no: number
  purpose: string
  fromOn: string
  toOn: string
}

type VisitTable = {
  readonly id: string
  roundId: string | null
  unitId: string
  startedOn: string
  endedOn: string
  method: z.infer<typeof Method>
  notice: Notice
  selection: Selection
  note: string
  state: 'open' | 'closed'
  enteredBy: string
  enteredAt: string
}

type VisitMemberTable = {
  readonly id: string
  readonly visitId: string
  readonly memberId: string
}

type ExposureTable = {
  readonly id: string
  readonly visitId: string
  unitId: string
  problemType: string
  method: z.infer<typeof Method>
  nature: z.infer<typeof Nature>
  result: Result
  lookedOn: string
  looked: number | null
  foundCount: number | null
  note: string
}

export type VisitTables = {
  round: RoundTable
  visit: VisitTable
  visitMember: VisitMemberTable
  exposure: ExposureTable
}
