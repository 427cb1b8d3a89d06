import { z } from 'zod'

import { command, query } from '#db/kernel/contract.ts'
import { Id } from '#db/kernel/ids.ts'

export const LedgerKind = z.enum(['unit', 'visit', 'problem'])
export type LedgerKind = z.infer<typeof LedgerKind>

/** Field of the ledger kind → column number of the sheet, counted from 0; null leaves it empty. */
export const ColumnMapping = z.record(z.string(), z.number().int().min(0).nullable())
export type ColumnMapping = z.infer<typeof ColumnMapping>

/** What to do with a name that the case file does not know. */
export const Resolution = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('use'), id: Id }),
  z.strictObject({ action: z.literal('create') }),
  z.strictObject({ action: z.literal('skip') }),
])
export type Resolution = z.infer<typeof Resolution>

const StagedSheet = z.strictObject({
  name: z.string(),
  rowCount: z.number().int(),
  columns: z.number().int(),
  headerRows: z.number().int(),
  headers: z.array(z.string()),
  firstDataRow: z.number().int(),
  preview: z.array(z.array(z.string())),
  guess: z.array(
    z.strictObject({
      kind: LedgerKind,
      mapping: ColumnMapping,
      remembered: z.boolean(),
      score: z.number(),
    }),
  ),
})
export type StagedSheet = z.infer<typeof StagedSheet>

/** A file that has been read and waits. Nothing is written until it is committed. */
export const StagedLedger = z.strictObject({
  stageId: Id,
  fileName: z.string(),
  format: z.enum(['xlsx', 'xls', 'csv']),
  encoding: z.string().nullable(),
  warnings: z.array(z.object({ code: z.string(), about: z.array(z.string()).optional() })),
  sheets: z.array(StagedSheet),
})
export type StagedLedger = z.infer<typeof StagedLedger>

const Choices = z.strictObject({
  stageId: Id,
  sheet: z.number().int().min(0),
  kind: LedgerKind,
  mapping: ColumnMapping,
  units: z.record(z.string(), Resolution).default({}),
  types: z.record(z.string(), Resolution).default({}),
  /** The year of dates written without one, such as 3月5日. */
  defaultYear: z.number().int().min(1990).max(2100).nullable().default(null),
  /** The date of rows that bear none; such rows are errors where it is null. */
  defaultDate: z.iso.date().nullable().default(null),
  /** The member, other than the importer, who pinned down the problems whose event is complete. */
  confirmedBy: Id.nullable().default(null),
})
export type ImportChoices = z.infer<typeof Choices>

export const ImportFault = z.strictObject({
  sheet: z.string(),
  row: z.number().int(),
  column: z.string(),
  value: z.string(),
  code: z.string(),
  about: z.array(z.string()),
})
export type ImportFault = z.infer<typeof ImportFault>

export const Unknown = z.strictObject({
  name: z.string(),
  rows: z.number().int(),
  firstRow: z.number().int(),
  suggestions: z.array(z.strictObject({ id: Id, name: z.string(), path: z.string() })),
})
export type Unknown = z.infer<typeof Unknown>

export const ImportPlan = z.strictObject({
  rows: z.number().int(),
  /** Rows that would be added, already there, left out by choice, and faulty. */
  toAdd: z.number().int(),
  already: z.number().int(),
  skipped: z.number().int(),
  faulty: z.number().int(),
  /** Problems that enter as leads, since their event is incomplete or nobody confirmed them. */
  asLeads: z.number().int(),
  faultCount: z.number().int(),
  faults: z.array(ImportFault),
  unknownUnits: z.array(Unknown),
  unknownTypes: z.array(Unknown),
  ready: z.boolean(),
})
export type ImportPlan = z.infer<typeof ImportPlan>

export const intakeContract = {
  /** The dry run: every fault by sheet, row and column; nothing is written. */
  plan: query('intake.plan', Choices, ImportPlan),
  /** All faults of a dry run, for the report that is saved as a workbook. */
  faults: query('intake.faults', Choices, z.array(ImportFault)),
  /** All rows or none. Rows that are already in the case file add nothing. */
  commit: command(
    'intake.commit',
    Choices,
    z.strictObject({
      added: z.number().int(),
      already: z.number().int(),
      skipped: z.number().int(),
      batchId: Id.nullable(),
    }),
  ),
  batches: query(
    'intake.batches',
    z.strictObject({}),
    z.array(
      z.strictObject({
        id: Id,
        kind: LedgerKind,
        fileName: z.string(),
        sheetName: z.string(),
        rowCount: z.number().int(),
        importedBy: z.string(),
        importedAt: z.string(),
      }),
    ),
  ),
}
