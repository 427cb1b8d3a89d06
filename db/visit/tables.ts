import type { Generated } from 'kysely'
import type { z } from 'zod'

import type {
  Gift,
  Meal,
  Method,
  Nature,
  Notice,
  PlaceKind,
  Result,
  RoundState,
  Selection,
} from './contract.ts'

type RoundTable = {
  readonly id: string
  no: number
  purpose: string
  fromOn: string
  toOn: string
  leadMemberId: Generated<string | null>
  state: Generated<RoundState>
  summary: Generated<string>
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
} & VisitFacts

/** What only some visits tell: null, or its default, until somebody has written it. */
type VisitFacts = {
  placeKind: Generated<PlaceKind | null>
  toHear: Generated<number>
  toFind: Generated<number>
  toLearn: Generated<number>
  thirdPersons: Generated<number | null>
  accompanying: Generated<number | null>
  meal: Generated<Meal | null>
  mealFen: Generated<number | null>
  lodgingFen: Generated<number | null>
  vehicles: Generated<number | null>
  ceremony: Generated<number | null>
  gift: Generated<Gift | null>
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
