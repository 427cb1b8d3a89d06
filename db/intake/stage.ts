import type { z } from 'zod'

import type { Reader } from '#db/engine/case-file.ts'
import type { LedgerSheet, Staged } from '#db/engine/staging.ts'

import { ColumnMapping, LedgerKind, type StagedLedger, type StagedSheet } from './contract.ts'
import { guessColumns } from './rules/columns.ts'
import { ledgerFields } from './rules/fields.ts'
import { findHeader } from './rules/header.ts'

const PREVIEW_ROWS = 20

type Remembered = { readonly kind: LedgerKind; readonly headers: string; readonly mapping: string }

/** Describes a ledger that was read: its sheets, their heads, and how the columns may be meant. */
export async function stageLedger(db: Reader, staged: Staged): Promise<StagedLedger> {
  const remembered = await db
    .selectFrom('columnMapping')
    .select(['kind', 'headers', 'mapping'])
    .execute()
  return {
    stageId: staged.stageId,
    fileName: staged.fileName,
    format: staged.file.format,
    encoding: staged.file.encoding ?? null,
    warnings: staged.file.warnings.map(({ code, about }) => ({ code, about: [...(about ?? [])] })),
    sheets: staged.file.sheets.map((sheet) => describeSheet(sheet, remembered)),
  }
}

function describeSheet(sheet: LedgerSheet, remembered: readonly Remembered[]): StagedSheet {
  const head = findHeader(sheet.rows)
  const rows = sheet.rows.slice(head.firstDataRow, head.endDataRow)
  return {
    name: sheet.name,
    rowCount: rows.length,
    columns: head.headers.length,
    headerRows: head.headerRows,
    headers: [...head.headers],
    firstDataRow: sheet.firstRow + head.firstDataRow,
    preview: rows.slice(0, PREVIEW_ROWS).map((row) => [...row]),
    guess: LedgerKind.options.map((kind) => guessFor(kind, head.headers, remembered)),
  }
}

function guessFor(
  kind: LedgerKind,
  headers: readonly string[],
  remembered: readonly Remembered[],
): StagedSheet['guess'][number] {
  const text = JSON.stringify(headers)
  const known = remembered.find((each) => each.kind === kind && each.headers === text)
  const guess = guessColumns(headers, ledgerFields[kind])
  const required = ledgerFields[kind].filter((field) => field.required)
  const met = required.filter((field) => typeof guess.mapping[field.field] === 'number').length
  const score = guess.score + met / Math.max(1, required.length)
  if (!known) return { kind, mapping: { ...guess.mapping }, remembered: false, score }
  const mapping: z.infer<typeof ColumnMapping> = ColumnMapping.parse(JSON.parse(known.mapping))
  return { kind, mapping, remembered: true, score: score + 10 }
}
