import { cleanCell } from './text.ts'

/** Where the head of a sheet stands, and between which rows its records lie. */
export type Head = {
  /** Rows of the head, and the column names made of them; upper and lower parts joined by /. */
  readonly headerRows: number
  readonly headers: readonly string[]
  /** Index of the first record, and of the row after the last. */
  readonly firstDataRow: number
  readonly endDataRow: number
}

const ROWS_SEARCHED = 15
const HEADER_ROWS = 3

/**
 * Finds the head below titles and unit lines: the first row with several different short texts.
 * Rows under it that name parts of its columns belong to it (merged heads). Notes under the table,
 * such as 注:…, end the records.
 */
export function findHeader(rows: readonly (readonly string[])[]): Head {
  const searched = rows.slice(0, ROWS_SEARCHED).map((row) => row.map(cleanCell))
  const widest = Math.max(0, ...searched.map((row) => new Set(row.filter(isText)).size))
  const start = searched.findIndex((row) => looksLikeHead(row, widest))
  if (start < 0) return { headerRows: 0, headers: [], firstDataRow: 0, endDataRow: 0 }
  let end = start + 1
  while (end < start + HEADER_ROWS && continuesHead(searched, start, end)) end += 1
  const headers = joinRows(searched.slice(start, end))
  let endDataRow = rows.length
  while (endDataRow > end && isNote(rows[endDataRow - 1] ?? [])) endDataRow -= 1
  return { headerRows: end - start, headers, firstDataRow: end, endDataRow }
}

function isText(cell: string): boolean {
  return cell !== '' && !/^[\d.,%\-/: ]+$/.test(cell)
}

function looksLikeHead(row: readonly string[], widest: number): boolean {
  const texts = new Set(row.filter((cell) => isText(cell) && cell.length <= 40))
  return texts.size >= Math.max(1, Math.ceil(widest * 0.6)) && !isNote(row)
}

/** A second head row repeats or leaves empty what stands above it, and has no figures. */
function continuesHead(
  rows: readonly (readonly string[])[],
  start: number,
  at: number,
): boolean {
  const row = rows[at]
  const above = rows[start]
  if (!row || !above) return false
  const merged = above.some(
    (cell, column) => cell !== '' && column > 0 && cell === above[column - 1],
  )
  const filled = row.filter((cell) => cell !== '')
  return merged && filled.length > 0 && filled.every((cell) => isText(cell) && cell.length <= 20)
}

function joinRows(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: width }, (_each, column) => {
    const parts = rows.map((row) => (row[column] ?? '').replaceAll(/\s+/g, ''))
    return [...new Set(parts.filter((part) => part !== ''))].join('/')
  })
}

function isNote(row: readonly string[]): boolean {
  const filled = row.map(cleanCell).filter((cell) => cell !== '')
  if (filled.length === 0) return true
  return new Set(filled).size === 1 && /^(注|备注|说明|资料来源|数据来源|填表)/.test(filled[0] ?? '')
}
