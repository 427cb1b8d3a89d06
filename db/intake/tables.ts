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

export type IntakeTables = { importBatch: ImportBatchTable; columnMapping: ColumnMappingTable }
