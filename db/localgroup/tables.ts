import type { Nature } from '#db/visit/contract.ts'

import type { ContactKind, GroupLevel, Matches } from './contract.ts'

type LocalGroupTable = {
  readonly id: string
  name: string
  level: GroupLevel
  leadName: string
  size: number | null
  validFrom: string | null
  validTo: string | null
}

type LocalGroupUnitTable = {
  readonly id: string
  readonly localGroupId: string
  readonly unitId: string
  readonly fromOn: string
  toOn: string | null
}

type LocalGroupContactTable = {
  readonly id: string
  readonly localGroupId: string
  readonly heldOn: string
  readonly kind: ContactKind
  readonly note: string
  readonly enteredBy: string
  readonly enteredAt: string
}

type LocalGroupCheckTable = {
  readonly id: string
  readonly localGroupId: string
  readonly unitId: string
  readonly answeredOn: string
  readonly question: string
  readonly answer: string
  seen: string
  visitId: string | null
  matches: Matches | null
  readonly enteredBy: string
  readonly enteredAt: string
}

type LocalGroupItemTable = {
  readonly id: string
  readonly localGroupId: string
  readonly unitId: string
  readonly checkedOn: string
  readonly nature: Nature
  readonly what: string
}

export type LocalGroupTables = {
  localGroup: LocalGroupTable
  localGroupUnit: LocalGroupUnitTable
  localGroupContact: LocalGroupContactTable
  localGroupCheck: LocalGroupCheckTable
  localGroupItem: LocalGroupItemTable
}
