import writeXlsx, { type Cell, type SheetData } from 'write-excel-file/node'

import type { Workbook } from './shell/contract.ts'

type Sheet = Workbook['sheets'][number]

/**
 * The bytes of an XLSX file: heading lines, then a bold head row, then the rows. Rows down to the
 * head stay in sight. Texts are written as strings with the text format, so that none is ever
 * taken for a formula. Signs that Excel forbids in the names of sheets become spaces.
 */
export function writeWorkbook(workbook: Workbook): Promise<Buffer> {
  const names = new Set<string>()
  const sheets = workbook.sheets.map((sheet) => ({
    sheet: sheetName(sheet.name, names),
    data: dataOf(sheet),
    columns: sheet.columns.map(({ width }) => ({ width })),
    stickyRowsCount: headRow(sheet) + 1,
  }))
  return writeXlsx(sheets).toBuffer()
}

function headRow({ heading }: Sheet): number {
  return heading.length === 0 ? 0 : heading.length + 1
}

function dataOf(sheet: Sheet): SheetData {
  const heading = sheet.heading.map((line, index) => [
    { ...textCell(line), ...(index === 0 ? { fontWeight: 'bold' as const } : {}) },
  ])
  const head = sheet.columns.map(({ title }) => ({
    ...textCell(title),
    fontWeight: 'bold' as const,
    wrap: true,
    alignVertical: 'center' as const,
  }))
  const gap: SheetData = heading.length === 0 ? [] : [[]]
  return [...heading, ...gap, head, ...sheet.rows.map((row) => row.map(cellOf))]
}

function cellOf(value: Sheet['rows'][number][number]): Cell {
  if (value === null) return null
  return typeof value === 'number' ? { type: Number, value } : textCell(value)
}

function textCell(value: string) {
  return { type: String, value: written(value.slice(0, LONGEST_TEXT)), format: '@' }
}

/** Excel holds so many signs in a cell. */
const LONGEST_TEXT = 32_767

/**
 * Signs that XML does not hold, and texts that look like the escape of one, are escaped as
 * ECMA-376 has it (22.9.2.19, ST_Xstring): `_x000D_`. The library loses texts that are named as
 * something that every object has, such as `constructor`; their first sign is escaped too.
 */
function written(text: string): string {
  const escaped = text
    .replaceAll('\0', '')
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)|[^\P{Cc}\t\n]|[\uFFFD-\uFFFF]/gu, escapeOf)
  return escaped in Object.prototype ? escapeOf(escaped) + escaped.slice(1) : escaped
}

function escapeOf(sign: string): string {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}

function sheetName(given: string, taken: Set<string>): string {
  const base =
    given
      .replaceAll(/[[\]:*?/\\]/g, ' ')
      .replaceAll(/^'|'$/g, ' ')
      .trim() || '表'
  let name = base
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    const mark = ` ${number}`
    name = base.slice(0, 31 - mark.length) + mark
  }
  taken.add(name.toLowerCase())
  return name
}
