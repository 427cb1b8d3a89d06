import type { Generated } from 'kysely'
import type { z } from 'zod'

import type {
  EvidenceFields,
  HandoverFields,
  PersonPart,
  ProblemSource,
  ProblemState,
  ReminderFields,
  Severity,
  Wind,
} from './contract.ts'

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
  soughtAgainst: Generated<string>
  mergedInto: string | null
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

type Entered = { readonly enteredBy: string; readonly enteredAt: string }
type ProblemEvidenceTable = Entered &
  Readonly<z.output<typeof EvidenceFields>> & { readonly id: string; readonly problemId: string }
type ReminderTable = Entered &
  Readonly<z.output<typeof ReminderFields>> & {
    readonly id: string
    response: Generated<string>
    respondedOn: string | null
  }
type ReminderMemberTable = {
  readonly id: string
  readonly reminderId: string
  readonly memberId: string
}
type ReminderProblemTable = {
  readonly id: string
  readonly reminderId: string
  readonly problemId: string
}
type HandoverTable = Entered &
  Readonly<z.output<typeof HandoverFields>> & {
    readonly id: string
    readonly problemId: string
    receivedOn: string | null
  }

export type ProblemTables = {
  problemEvidence: ProblemEvidenceTable
  reminder: ReminderTable
  reminderMember: ReminderMemberTable
  reminderProblem: ReminderProblemTable
  handover: HandoverTable
  problemType: ProblemTypeTable
  problem: ProblemTable
  problemPerson: ProblemPersonTable
  problemEvent: ProblemEventTable
}
