import type { z } from 'zod'

import type { Reader } from '#db/engine/case-file.ts'
import type { LedgerSheet, Staged } from '#db/engine/staging.ts'

import {
  ColumnMapping,
  type HeadPlace,
  LedgerKind,
  type StagedLedger,
  type StagedSheet,
} from './contract.ts'
import { guessColumns } from './rules/columns.ts'
import { ledgerFields } from './rules/fields.ts'
import { headOf } from './sheet-rows.ts'

const PREVIEW_ROWS = 20
/** Rows of the sheet that are shown as they stand, so that the place of the head can be judged. */
const TOP_ROWS = 30
const LONGEST_CELL = 200

type Remembered = { readonly kind: LedgerKind; readonly headers: string; readonly mapping: string }

/** Describes a ledger that was read: its sheets, their heads, and how the columns may be meant. */
export async function stageLedger(db: Reader, staged: Staged): Promise<StagedLedger> {
  const remembered = await mappingsOf(db)
  const imported = await db
    .selectFrom('importBatch')
    .innerJoin('member', 'member.id', 'importBatch.importedBy')
    .select([
      'importBatch.kind',
      'importBatch.sheetName',
      'importBatch.rowCount',
      'member.name as importedBy',
      'importBatch.importedAt',
    ])
    .where('importBatch.fileHash', '=', staged.fileHash)
    .orderBy('importBatch.importedAt', 'desc')
    .execute()
  return {
    stageId: staged.stageId,
    fileName: staged.fileName,
    format: staged.file.format,
    encoding: staged.file.encoding ?? null,
    warnings: staged.file.warnings.map(({ code, about }) => ({ code, about: [...(about ?? [])] })),
    sheets: staged.file.sheets.map((sheet) => describeSheet(sheet, remembered, null)),
    imported,
  }
}

/** The columns of ledgers as they were mapped last. */
export function mappingsOf(db: Reader): Promise<readonly Remembered[]> {
  return db.selectFrom('columnMapping').select(['kind', 'headers', 'mapping']).execute()
}

/** Describes one sheet with its head where the person points, or where it is found. */
export function describeSheet(
  sheet: LedgerSheet,
  remembered: readonly Remembered[],
  place: HeadPlace | null,
): StagedSheet {
  const head = headOf(sheet, place)
  return {
    name: sheet.name,
    firstRow: sheet.firstRow,
    top: shown(sheet.rows.slice(0, TOP_ROWS)),
    head: { row: sheet.firstRow + head.start, rows: Math.max(1, head.headerRows) },
    rowCount: head.endDataRow - head.firstDataRow,
    columns: head.headers.length,
    headerRows: head.headerRows,
    headers: [...head.headers],
    firstDataRow: sheet.firstRow + head.firstDataRow,
    preview: shown(
      sheet.rows.slice(
        head.firstDataRow,
        Math.min(head.endDataRow, head.firstDataRow + PREVIEW_ROWS),
      ),
    ),
    guess: LedgerKind.options.map((kind) => guessFor(kind, head.headers, remembered)),
  }
}

/** Cells as far as a preview shows them. */
function shown(rows: readonly (readonly string[])[]): string[][] {
  return rows.map((row) => row.map((cell) => cell.slice(0, LONGEST_CELL)))
}

function guessFor(
  kind: LedgerKind,
  headers: readonly string[],
  remembered: readonly Remembered[],
): StagedSheet['guess'][number] {
  const text = JSON.stringify(headers)
  const known = remembered.find((each) => each.kind === kind && each.headers === text)
  const { mapping, score } = guessColumns(headers, ledgerFields[kind])
  if (!known) return { kind, mapping: { ...mapping }, remembered: false, score }
  const kept: z.infer<typeof ColumnMapping> = ColumnMapping.parse(JSON.parse(known.mapping))
  return { kind, mapping: kept, remembered: true, score: score + 10 }
}
