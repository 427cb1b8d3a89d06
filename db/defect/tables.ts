import type { DefectCode, DefectState } from './contract.ts'

type OwnDefectTable = {
  readonly id: string
  readonly no: number
  code: DefectCode
  name: string
  seenOn: string
  what: string
  place: string
  visitId: string | null
  ownerId: string | null
  measure: string
  dueOn: string | null
  evidence: string
  state: DefectState
  readonly enteredBy: string
  readonly enteredAt: string
  closedBy: string | null
  closedOn: string | null
}

type OwnDefectEventTable = {
  readonly id: string
  readonly ownDefectId: string
  readonly fromState: DefectState | null
  readonly toState: DefectState
  readonly basis: string
  readonly at: string
  readonly by: string
}

type SelfCheckTable = {
  readonly id: string
  readonly heldOn: string
  readonly note: string
  readonly at: string
  readonly by: string
}

export type DefectTables = {
  ownDefect: OwnDefectTable
  ownDefectEvent: OwnDefectEventTable
  selfCheck: SelfCheckTable
}
