import type { z } from 'zod'

import type {
  CheckMethod,
  CheckResult,
  MassMethod,
  MeasureKind,
  RectKind,
  RectState,
  RelapseSource,
} from './records.ts'

type RectItemTable = {
  readonly id: string
  readonly problemId: string
  kind: z.infer<typeof RectKind>
  measure: string
  ownerName: string
  ownerPost: string
  unitId: string
  test: string
  deadline: string | null
  state: RectState
  cancelledWhy: string
  readonly enteredBy: string
  readonly enteredAt: string
}
type RectEventTable = {
  readonly id: string
  readonly itemId: string
  readonly fromState: RectState | null
  readonly toState: RectState
  readonly basis: string
  readonly at: string
  readonly by: string
}
type RectExtensionTable = {
  readonly id: string
  readonly itemId: string
  readonly newDeadline: string
  readonly reason: string
  readonly by: string
  readonly at: string
}
type RectMilestoneTable = {
  readonly id: string
  readonly itemId: string
  readonly dueOn: string
  readonly aim: string
  reachedOn: string | null
}
type RectReportTable = {
  readonly id: string
  readonly itemId: string
  readonly claimedOn: string
  readonly words: string
  readonly enteredBy: string
  readonly enteredAt: string
}
type RectCheckTable = {
  readonly id: string
  readonly itemId: string
  readonly reportId: string
  readonly checkedOn: string
  readonly checkedBy: string
  readonly method: z.infer<typeof CheckMethod>
  readonly visitId: string
  readonly result: z.infer<typeof CheckResult>
  readonly words: string
  readonly at: string
}
type SupervisionMeasureTable = {
  readonly id: string
  readonly problemId: string
  readonly kind: z.infer<typeof MeasureKind>
  readonly decidedOn: string
  readonly decidedBy: string
  effect: string
  readonly enteredBy: string
}
type PublicityTable = {
  readonly id: string
  readonly itemId: string
  readonly place: string
  readonly fromOn: string | null
  readonly toOn: string | null
  readonly audience: string
  readonly exemptReason: string
  readonly enteredBy: string
}
type MassEvaluationTable = {
  readonly id: string
  readonly itemId: string
  readonly evaluatedOn: string
  readonly method: z.infer<typeof MassMethod>
  readonly asked: number
  readonly answers: number
  readonly satisfied: number
  readonly partly: number
  readonly dissatisfied: number
  readonly drawn: number
  readonly words: string
  readonly enteredBy: string
}
type ClosingTable = {
  readonly id: string
  readonly problemId: string
  readonly closedOn: string
  readonly closedBy: string
  readonly basis: string
  readonly at: string
}
type RelapseTable = {
  readonly id: string
  readonly itemId: string
  readonly checkId: string
  readonly closingId: string | null
  readonly seenOn: string
  readonly source: z.infer<typeof RelapseSource>
  readonly visitId: string | null
  readonly words: string
  readonly enteredBy: string
}
type RectNowView = {
  readonly itemId: string
  readonly due: string | null
  readonly extensions: number
  readonly reportId: string | null
  readonly checkId: string | null
  readonly published: 'published' | 'exempt' | 'none'
}

export type RectificationTables = {
  rectItem: RectItemTable
  rectEvent: RectEventTable
  rectExtension: RectExtensionTable
  rectMilestone: RectMilestoneTable
  rectReport: RectReportTable
  rectCheck: RectCheckTable
  supervisionMeasure: SupervisionMeasureTable
  publicity: PublicityTable
  massEvaluation: MassEvaluationTable
  closing: ClosingTable
  relapse: RelapseTable
  rectNow: RectNowView
}
