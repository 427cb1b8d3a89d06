import type { Generated } from 'kysely'

import type { UnitKind, UnitLevel } from './contract.ts'

type UnitTable = {
  readonly id: string
  name: string
  level: UnitLevel
  kind: UnitKind
  parentId: string | null
  prefectureId: string | null
  code: string | null
  position: Generated<number>
  pinyin: string
  initials: string
  validFrom: string | null
  validTo: string | null
}

export type UnitTables = { unit: UnitTable }
