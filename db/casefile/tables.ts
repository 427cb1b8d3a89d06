import type { MemberRole, RootKind } from './contract.ts'

type CaseFileTable = {
  readonly id: 'case'
  caseId: string
  title: string
  rootKind: RootKind
  groupName: string
  practice: number
  openedOn: string
}

type MemberTable = {
  readonly id: string
  name: string
  role: MemberRole
  fromOn: string
  toOn: string | null
}

type ParameterTable = {
  readonly id: string
  code: string
  value: number
  setBy: string
  setOn: string
  reason: string
}

export type CasefileTables = {
  caseFile: CaseFileTable
  member: MemberTable
  parameter: ParameterTable
}
