import { z } from 'zod'

import { largeCommand, query } from '#db/kernel/contract.ts'
import { Id } from '#db/kernel/ids.ts'

/** A ledger above this many bytes is refused before it is read. */
export const LARGEST_LEDGER = 64 * 1024 * 1024

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

/** Where the head of a sheet stands: its first row as the file counts it, and its rows. */
export const HeadPlace = z.strictObject({
  row: z.number().int().min(1),
  rows: z.number().int().min(1).max(5),
})
export type HeadPlace = z.infer<typeof HeadPlace>

const StagedSheet = z.strictObject({
  name: z.string(),
  /** The number in the file of the first row of `top`. */
  firstRow: z.number().int(),
  /** The first rows as they stand: titles, head, records. */
  top: z.array(z.array(z.string())),
  head: HeadPlace,
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
  warnings: z.array(z.strictObject({ code: z.string(), about: z.array(z.string()).optional() })),
  sheets: z.array(StagedSheet),
  /** Imports of the same content that were made before. */
  imported: z.array(
    z.strictObject({
      kind: LedgerKind,
      sheetName: z.string(),
      rowCount: z.number().int(),
      importedBy: z.string(),
      importedAt: z.string(),
    }),
  ),
})
export type StagedLedger = z.infer<typeof StagedLedger>

const Choices = z.strictObject({
  stageId: Id,
  sheet: z.number().int().min(0),
  /** The head that the person pointed out; null takes the one that was found. */
  head: HeadPlace.nullable().default(null),
  kind: LedgerKind,
  mapping: ColumnMapping,
  units: z.record(z.string(), Resolution).default({}),
  types: z.record(z.string(), Resolution).default({}),
  /** The year of dates written without one, such as 3月5日. */
  defaultYear: z.number().int().min(1990).max(2100).nullable().default(null),
  /** The date of rows that bear none; such rows are errors where it is null. */
  defaultDate: z.iso.date().nullable().default(null),
  /** Whether a month or a year alone stands for its first day; without it such dates are errors. */
  firstDays: z.boolean().default(false),
  /** The member, other than the importer, who pinned down the problems whose event is complete. */
  confirmedBy: Id.nullable().default(null),
})
export type ImportChoices = z.infer<typeof Choices>

export const ImportFault = z.strictObject({
  sheet: z.string(),
  row: z.number().int(),
  /** The head of the column; empty when no column was mapped to the field. */
  column: z.string(),
  field: z.string(),
  value: z.string(),
  code: z.string(),
  about: z.array(z.string()),
})
export type ImportFault = z.infer<typeof ImportFault>

export const Unknown = z.strictObject({
  name: z.string(),
  rows: z.number().int(),
  firstRow: z.number().int(),
  /** What the name was chosen to stand for at an earlier import; it does so again. */
  remembered: Id.nullable(),
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
  /** How often each code of a fault occurs. */
  faultCodes: z.array(z.strictObject({ code: z.string(), count: z.number().int() })),
  /** The first faults of each code, in the order of the rows. */
  faults: z.array(ImportFault),
  /**
   * Names that stand for no unit and no type, or only because of an earlier choice: those of most
   * rows, and how many there are that nothing is known of.
   */
  unknownUnits: z.array(Unknown),
  unknownUnitCount: z.number().int(),
  unknownTypes: z.array(Unknown),
  unknownTypeCount: z.number().int(),
  ready: z.boolean(),
})
export type ImportPlan = z.infer<typeof ImportPlan>

export const intakeContract = {
  /** One sheet of a ledger that waits, with its head where the person says. */
  sheet: query(
    'intake.sheet',
    z.strictObject({
      stageId: Id,
      sheet: z.number().int().min(0),
      head: HeadPlace.nullable().default(null),
    }),
    StagedSheet,
  ),
  /** The dry run: every fault by sheet, row and column; nothing is written. */
  plan: query('intake.plan', Choices, ImportPlan),
  /** All faults of a dry run, for the report that is saved as a workbook. */
  faults: query('intake.faults', Choices, z.array(ImportFault)),
  /** All rows or none. Rows that are already in the case file add nothing. */
  commit: largeCommand(
    'intake.commit',
    Choices,
    z.strictObject({
      added: z.number().int(),
      already: z.number().int(),
      skipped: z.number().int(),
      asLeads: z.number().int(),
      /** Units and types that were made because rows speak of them. */
      unitsMade: z.number().int(),
      typesMade: z.number().int(),
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
