import { isColumnIndex, isHeadCell, isLabelled, isNote, isRemark } from './row-shapes.ts'
import { cleanCell } from './text.ts'

/** Where the head of a sheet stands, and between which rows its records lie. */
export type Head = {
  /** Index of the first row of the head. */
  readonly start: number
  /** Rows of the head, and the column names made of them; upper and lower parts joined by /. */
  readonly headerRows: number
  readonly headers: readonly string[]
  /** Index of the first record, and of the row after the last. */
  readonly firstDataRow: number
  readonly endDataRow: number
}

type Row = readonly string[]

/** The rows of a sheet, however they are kept. */
type Rows = {
  readonly length: number
  at(index: number): Row | undefined
  slice(from: number, to: number): readonly Row[]
}

const ROWS_SEARCHED = 30
const HEADER_ROWS = 5
const BODY_SAMPLE = 60
const NONE: Head = { start: 0, headerRows: 0, headers: [], firstDataRow: 0, endDataRow: 0 }

/**
 * Finds the head below titles and unit lines: the first row of several different short texts that,
 * with the rows under it that name parts of its columns (merged heads, in CSV left blank), covers
 * the columns of the records. Notes under the table, such as 注:…, end the records.
 */
export function findHeader(rows: Rows): Head {
  const top = rows
    .slice(0, ROWS_SEARCHED + HEADER_ROWS + BODY_SAMPLE)
    .map((row) => row.map(cleanCell))
  const start = startOfHead(top, endOfRecords(rows))
  return start < 0 ? NONE : headAt(rows, start, endOfHead(top, start) - start)
}

/** The head of so many rows that a person points out. */
export function headAt(rows: Rows, start: number, headerRows: number): Head {
  const end = Math.min(start + headerRows, rows.length)
  const endDataRow = Math.max(end, endOfRecords(rows))
  const head = rows.slice(start, end).map((row) => row.map(cleanCell))
  return {
    start,
    headerRows: end - start,
    headers: joinRows(head, widthUpTo(rows, endDataRow)),
    firstDataRow: end,
    endDataRow,
  }
}

function startOfHead(top: readonly Row[], endDataRow: number): number {
  for (let start = 0; start < Math.min(top.length, ROWS_SEARCHED); start += 1) {
    const row = top[start] ?? []
    if (!mayBegin(row)) continue
    const end = endOfHead(top, start)
    const body = filledColumns(top.slice(end, Math.min(endDataRow, end + BODY_SAMPLE)))
    const head = new Set(top.slice(start, end).flatMap(columnsOf))
    const covered = body.filter((column) => head.has(column)).length
    const isLone = distinct(row) === 1 && body.length > 1
    if (!isLone && covered * 2 >= body.length && (body.length > 0 || head.size > 1)) return start
  }
  // A sheet of a head alone, or of a form that is no table: its fullest row must serve.
  const fullest = Math.max(0, ...top.slice(0, endDataRow).map(distinct))
  return top.findIndex((row) => distinct(row) === fullest && fullest > 0)
}

function mayBegin(row: Row): boolean {
  const filled = row.filter((cell) => cell !== '')
  if (filled.length === 0 || isRemark(row) || isLabelled(row)) return false
  return filled.every((cell, at) => isHeadCell(cell, at))
}

/** The row after the last one of a head that begins here. */
function endOfHead(top: readonly Row[], start: number): number {
  const upper: Row[] = []
  for (let end = start; end < start + HEADER_ROWS; end += 1) {
    const row = top[end]
    if (!row) return end
    if (end > start && isColumnIndex(row)) return end + 1
    if (end > start && !continues(upper, row)) return end
    upper.push(fillBlanks(upper, row, width(top.slice(start, end + 2))))
  }
  return start + HEADER_ROWS
}

/** Blanks to the right of a head cell belong to it, as far as the cells above are one. */
function fillBlanks(upper: readonly Row[], row: Row, columns: number): Row {
  const filled: string[] = []
  for (let column = 0; column < columns; column += 1) {
    const cell = row[column] ?? ''
    const isOne = upper.every((above) => above[column] === above[column - 1])
    filled.push(cell === '' && isOne ? (filled[column - 1] ?? '') : cell)
  }
  return filled
}

/**
 * A further head row divides merged cells above it and leaves the others alone, or it adds units
 * in brackets only. It has no figures, dates or long texts.
 */
function continues(upper: readonly Row[], row: Row): boolean {
  const filled = columnsOf(row)
  if (!filled.every((column) => isHeadCell(row[column] ?? '', column))) return false
  const kinds = filled.map((column) => kindBelow(upper, row, column))
  const divided = kinds.filter((kind) => kind === 'divides').length
  const foreign = kinds.filter((kind) => kind === 'foreign').length
  if (kinds[0] === 'foreign' && filled[0] === 0) return false
  // Cells merged over two rows repeat the head; no record does.
  if (kinds.length > 0 && kinds.every((kind) => kind === 'repeats')) return true
  if (divided === 0 && foreign === 0) return kinds.includes('bracket')
  return divided > 1 && foreign * 2 <= divided
}

function kindBelow(upper: readonly Row[], row: Row, column: number) {
  const cell = row[column] ?? ''
  const above = upper.findLast((each) => (each[column] ?? '') !== '')
  const name = above?.[column] ?? ''
  if (cell === name) return 'repeats'
  if (/^[(（].*[)）]$/.test(cell)) return 'bracket'
  const isMerged = name !== '' && (name === above?.[column - 1] || name === above?.[column + 1])
  return isMerged ? 'divides' : 'foreign'
}

function joinRows(rows: readonly Row[], columns: number): string[] {
  const named = rows.filter((row) => !isColumnIndex(row))
  const filled: Row[] = []
  for (const [at, row] of named.entries()) {
    filled.push(at < named.length - 1 ? fillBlanks(filled, row, columns) : row)
  }
  return Array.from({ length: columns }, (_each, column) => {
    const parts = filled.map((row) => (row[column] ?? '').replaceAll(/\s+/g, ''))
    return [...new Set(parts.filter((part) => part !== ''))].join('/')
  })
}

/** Drops blank rows and notes from the end; a note drops the lone lines under it too. */
function endOfRecords(rows: Rows): number {
  let end = rows.length
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = (rows.at(at) ?? []).map(cleanCell)
    if (distinct(row) === 0 || isNote(row) || isLabelled(row)) end = at
    else if (distinct(row) > 1) break
  }
  return trimBlank(rows, end)
}

function trimBlank(rows: Rows, from: number): number {
  let end = from
  while (end > 0 && filledWidth(rows.at(end - 1) ?? []) === 0) end -= 1
  return end
}

function filledColumns(rows: readonly Row[]): number[] {
  const counts = new Map<number, number>()
  for (const column of rows.flatMap(columnsOf)) counts.set(column, (counts.get(column) ?? 0) + 1)
  const records = rows.filter((row) => distinct(row) > 0).length
  return [...counts].filter(([, count]) => count * 4 >= records).map(([column]) => column)
}

function columnsOf(row: Row): number[] {
  return row.flatMap((cell, column) => (cell === '' ? [] : [column]))
}

function filledWidth(row: Row): number {
  return row.findLastIndex((cell) => cell.trim() !== '') + 1
}

function distinct(row: Row): number {
  return new Set(row.filter((cell) => cell !== '')).size
}

function widthUpTo(rows: Rows, end: number): number {
  let most = 0
  for (let at = 0; at < end; at += 1) most = Math.max(most, filledWidth(rows.at(at) ?? []))
  return most
}

function width(rows: readonly Row[]): number {
  return rows.reduce((most, row) => Math.max(most, filledWidth(row)), 0)
}
