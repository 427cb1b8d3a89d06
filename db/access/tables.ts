import type { AccessKind } from './contract.ts'

type AccessTable = {
  readonly id: string
  readonly kind: AccessKind
  readonly memberId: string
  readonly aboutId: string | null
  readonly deviceId: string
  readonly at: string
  readonly times: number
}

export type AccessTables = { access: AccessTable }
