import type { z } from 'zod'

import type { Method, Site } from '#db/visit/contract.ts'

import type { ObservationFit, Outcome } from './contract.ts'

type SiteTable = {
  readonly id: string
  readonly visitId: string
  name: string
  side: Site['side']
  proposedBy: Site['proposedBy']
  minutes: number | null
}

type VisitMethodTable = {
  readonly id: string
  readonly visitId: string
  method: z.infer<typeof Method>
  minutes: number
}

type ObservationTable = {
  readonly id: string
  readonly visitId: string
  readonly siteId: string | null
  readonly text: string
  readonly fit: ObservationFit
  readonly enteredBy: string
  readonly at: string
}

type HypothesisTable = {
  readonly id: string
  readonly unitId: string
  readonly text: string
  readonly basis: string
  readonly enteredBy: string
  readonly at: string
  outcome: Outcome | null
  outcomeOn: string | null
}

type AssessmentTable = {
  readonly id: string
  readonly unitId: string
  readonly text: string
  readonly lookedFor: string
  readonly enteredBy: string
  readonly at: string
}

export type OnsiteTables = {
  site: SiteTable
  visitMethod: VisitMethodTable
  observation: ObservationTable
  hypothesis: HypothesisTable
  assessment: AssessmentTable
}
