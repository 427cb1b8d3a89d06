import { CFB, type CellObject, read, utils, type WorkSheet } from '@e965/xlsx'

import { Failure } from '#db/kernel/failure.ts'
import type { LedgerSheet, ReadRows } from '#db/engine/staging.ts'

import { plainStream } from './biff.ts'
import { Grid, type Merge, type Usage } from './grid.ts'
import { limits, refusal, tooManyMegabytes } from './limits.ts'
import { builtInKind, kindOfFormat, showNumber } from './number-format.ts'
import { columnLetters, type Warnings } from './warnings.ts'
import type { Workbook } from './xlsx.ts'

const LAST_COLUMN = 255
const LAST_ROW = 65_535

/** Reads a workbook of the kind .xls (BIFF in a compound file). Nothing in it is computed or run. */
export function readXls(bytes: Uint8Array, warnings: Warnings): Workbook {
  if (bytes.length > limits.xlsBytes) throw tooManyMegabytes(bytes.length, limits.xlsBytes)
  const { book, formulas } = parse(streamOf(bytes))
  for (const { sheet, row, column } of formulas) {
    const name = book.SheetNames[sheet] ?? ''
    warnings.cell('formula-cells', `${name}!${columnLetters(column)}${row + 1}`)
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const usage: Usage = { places: 0, characters: 0 }
  const sheets: LedgerSheet<ReadRows>[] = []
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name]
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    if (hidden) warnings.add('hidden-sheet', name)
    if (!sheet || hidden) continue
    const grid = new Grid(usage)
    fill(grid, sheet, name, date1904, warnings)
    const filled = grid.sheet(name)
    if (filled) sheets.push(filled)
  }
  return { date1904, sheets }
}

type Stream = { readonly name: string; readonly content: Uint8Array }

/** The one stream of the compound file that holds cells. */
function streamOf(bytes: Uint8Array): Stream {
  const file = compoundFile(bytes)
  refuseByStreams(file.FullPaths)
  for (const name of ['Workbook', 'Book']) {
    // The library describes this part of itself as any.
    const found: { readonly content?: ArrayLike<number> } | null = CFB.find(file, `/${name}`)
    if (found?.content) return { name, content: Uint8Array.from(found.content) }
  }
  throw refusal('damaged-workbook')
}

function compoundFile(bytes: Uint8Array): { readonly FullPaths: readonly string[] } {
  try {
    return CFB.read(bytes, { type: 'array' })
  } catch {
    throw refusal('damaged-workbook')
  }
}

function refuseByStreams(names: readonly string[]): void {
  function has(pattern: RegExp): boolean {
    return names.some((name) => pattern.test(name))
  }
  if (has(/\/(EncryptedPackage|EncryptionInfo)$/i)) throw refusal('password-protected')
  if (has(/\/_VBA_PROJECT(_CUR)?(\/|$)/i)) throw refusal('macro-workbook')
  if (!has(/\/(Workbook|Book)$/i)) throw refusal('not-a-ledger')
}

/** Hands the values, and nothing else, to the library. */
function parse({ name, content }: Stream) {
  const { bytes, formulas } = plainStream(content)
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, name, bytes)
  try {
    const book = read(CFB.write(file, { type: 'array' }), {
      type: 'array',
      dense: true,
      cellNF: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      sheetRows: LAST_ROW + 1,
    })
    return { book, formulas }
  } catch (error) {
    if (error instanceof Failure) throw error
    const text = error instanceof Error ? error.message : String(error)
    throw refusal(/password|encrypt/i.test(text) ? 'password-protected' : 'damaged-workbook')
  }
}

function fill(
  grid: Grid,
  sheet: WorkSheet,
  name: string,
  date1904: boolean,
  warnings: Warnings,
): void {
  const rows: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? []
  for (const [row, cells] of rows.slice(0, LAST_ROW + 1).entries()) {
    if (cells && sheet['!rows']?.[row]?.hidden === true) {
      warnings.cell('hidden-rows', `${name}!${row + 1}`)
    }
    for (const [column, cell] of (cells ?? []).slice(0, LAST_COLUMN + 1).entries()) {
      if (!cell) continue
      const place = `${name}!${columnLetters(column)}${row + 1}`
      if (cell.t === 'e') warnings.cell('error-cells', place)
      grid.put(row, column, shown(cell, date1904))
    }
  }
  grid.spread((sheet['!merges'] ?? []).map(mergeOf))
}

function mergeOf({ s: from, e: to }: NonNullable<WorkSheet['!merges']>[number]): Merge {
  return { top: from.r, left: from.c, bottom: to.r, right: to.c }
}

function shown(cell: CellObject, date1904: boolean): string {
  if (cell.t === 'n' && typeof cell.v === 'number') {
    const format = cell.z ?? 'General'
    const kind = typeof format === 'number' ? builtInKind(format) : kindOfFormat(format)
    return showNumber(cell.v, kind, date1904)
  }
  if (cell.t === 'b') return cell.v === true ? 'TRUE' : 'FALSE'
  if (cell.t === 'e') return utils.format_cell(cell)
  return cell.t === 's' && typeof cell.v === 'string' ? cell.v : ''
}
