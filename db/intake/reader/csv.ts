import Papa from 'papaparse'

import type { LedgerSheet, ReadRows } from '#db/engine/staging.ts'

import { decodeText, type Decoded } from './decode.ts'
import { trimmed } from './grid.ts'
import { limits, refusal } from './limits.ts'
import type { Warnings } from './warnings.ts'

export type TextLedger = {
  readonly encoding: Decoded['encoding']
  readonly sheets: readonly LedgerSheet<ReadRows>[]
}

/** Reads a ledger of text: cells parted by comma, semicolon or tab, quoted as RFC 4180 says. */
export function readCsv(bytes: Uint8Array, name: string, warnings: Warnings): TextLedger {
  const { text, encoding, cutOff } = decodeText(bytes)
  if (/^\s*<|^%PDF|^\{\\rtf/.test(text.slice(0, 200))) throw refusal('other-workbook-format')
  if (looksBinary(text.slice(0, 65_536))) throw refusal('not-a-ledger')
  const rows = parse(text)
  if (cutOff) throw refusal('broken-last-line', String(rows.length))
  refuseBeyondLimits(rows)
  refuseBrokenLastLine(rows, /[\r\n]$/.test(text))
  if (text.includes('\uFFFD')) warnings.add('lost-characters', String(firstRowWith(rows, '\uFFFD')))
  const sheet = trimmed(name, rows)
  return { encoding, sheets: sheet ? [sheet] : [] }
}

function looksBinary(text: string): boolean {
  const controls = text.match(/\p{Cc}/gu)?.filter((control) => !/\s/.test(control)).length ?? 0
  return controls > text.length * 0.01
}

const DELIMITERS = [',', '\t', ';'] as const
const SAMPLE_ROWS = 200

/** Without quotes the library would cut the whole text into lines before it looks at any. */
const ONE_BY_ONE = { fastMode: false } as const

/** The delimiter under which most rows of the beginning have one width greater than one. */
function delimiterOf(text: string): string {
  let best: { readonly delimiter: string; readonly score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(text, {
      delimiter,
      preview: SAMPLE_ROWS,
      ...ONE_BY_ONE,
    })
    const widths = data.map((cells) => cells.length).filter((width) => width > 1)
    const counts = Map.groupBy(widths, (width) => width)
    const score = Math.max(0, ...[...counts.values()].map((same) => same.length))
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function parse(text: string): readonly (readonly string[])[] {
  const delimiter = delimiterOf(text)
  refuseTooManyLines(text, delimiter)
  // A row beyond the limit is asked for, so that too many rows are seen and not passed over.
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, preview: limits.rows + 2 })
  const broken = errors.find((error) => error.type === 'Quotes')
  if (broken?.code === 'MissingQuotes') {
    throw refusal('broken-last-line', String((broken.row ?? 0) + 1))
  }
  if (broken) throw refusal('misplaced-quote', String((broken.row ?? 0) + 1))
  // The end of the last line begins a row that holds nothing.
  if (data.at(-1)?.every((cell) => cell === '') === true) data.pop()
  return data
}

/** Sees too many rows before they are held: a text of millions would take the memory of many. */
function refuseTooManyLines(text: string, delimiter: string): void {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  if (lines <= limits.rows) return
  // A line end within quotes ends no row.
  const rows = text.includes('"') ? rowsBeyondLimit(text, delimiter) : limits.rows + 1
  if (rows > limits.rows) throw refusal('too-many-rows', String(rows), String(limits.rows))
}

function rowsBeyondLimit(text: string, delimiter: string): number {
  let rows = 0
  const step = () => {
    rows += 1
  }
  Papa.parse<string[]>(text, { delimiter, preview: limits.rows + 1, step, ...ONE_BY_ONE })
  return rows
}

function refuseBeyondLimits(rows: readonly (readonly string[])[]): void {
  if (rows.length > limits.rows) {
    throw refusal('too-many-rows', String(rows.length), String(limits.rows))
  }
  let places = 0
  for (const [index, cells] of rows.entries()) {
    places += cells.length
    if (
      cells.length > limits.columns &&
      cells.findLastIndex((cell) => cell !== '') >= limits.columns
    ) {
      throw refusal('too-many-columns', String(cells.length), String(limits.columns))
    }
    if (cells.some((cell) => cell.length > limits.cellCharacters)) {
      throw refusal('cell-too-long', String(index + 1), String(limits.cellCharacters))
    }
  }
  if (places > limits.places) throw refusal('too-many-cells', String(limits.places))
}

/**
 * A last line that has no line end and fewer cells than all lines before was cut off. A note of
 * one cell under the table is none such.
 */
function refuseBrokenLastLine(rows: readonly (readonly string[])[], ended: boolean): void {
  const last = rows.at(-1)
  if (ended || !last || rows.length < 3) return
  const width = rows[0]?.length ?? 0
  const even = rows.slice(0, -1).every((cells) => cells.length === width)
  const isNote =
    last.length === 1 && /^\s*["“(（【*]?\s*(注|备注|说明|资料|数据|来源)/.test(last[0] ?? '')
  if (even && last.length < width && !isNote) {
    throw refusal('broken-last-line', String(rows.length))
  }
}

function firstRowWith(rows: readonly (readonly string[])[], text: string): number {
  return rows.findIndex((cells) => cells.some((cell) => cell.includes(text))) + 1
}
