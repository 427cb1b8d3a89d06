import type { LedgerKind } from './contract.ts'

type ImportBatchTable = {
  readonly id: string
  readonly kind: LedgerKind
  readonly fileName: string
  readonly fileHash: string
  readonly sheetName: string
  readonly rowCount: number
  readonly importedBy: string
  readonly importedAt: string
}

type ColumnMappingTable = {
  readonly id: string
  kind: LedgerKind
  headers: string
  mapping: string
}

type LedgerNameTable = {
  readonly id: string
  readonly kind: 'unit' | 'problemType'
  readonly name: string
  targetId: string
}

export type IntakeTables = {
  importBatch: ImportBatchTable
  columnMapping: ColumnMappingTable
  ledgerName: LedgerNameTable
}
