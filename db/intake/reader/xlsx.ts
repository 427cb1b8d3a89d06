import type { LedgerSheet, ReadRows } from '#db/engine/staging.ts'

import { Grid, type Merge, type Usage } from './grid.ts'
import { limits, refusal } from './limits.ts'
import { type NumberKind, showNumber } from './number-format.ts'
import { columnLetters, type Warnings } from './warnings.ts'
import { isTrue, readWorkbookParts, textCollector, type WorkbookParts } from './workbook-parts.ts'
import { readXml } from './xml.ts'
import { openArchive, type Archive } from './zip.ts'

/** What a cell shows whose formula was never computed. */
export const UNCOMPUTED = '#CALC!'

export type Workbook = {
  readonly date1904: boolean
  readonly sheets: readonly LedgerSheet<ReadRows>[]
}

/**
 * Reads a workbook of the kind .xlsx (ECMA-376). Nothing in it is computed, followed or run:
 * formulas give the value that was stored with them, links and macros are not looked at.
 */
export async function readXlsx(bytes: Uint8Array, warnings: Warnings): Promise<Workbook> {
  const archive = await openArchive(bytes)
  try {
    refuseOtherKinds(archive)
    const parts = await readWorkbookParts(archive)
    const usage: Usage = { places: 0, characters: 0 }
    const sheets: LedgerSheet<ReadRows>[] = []
    for (const { name, part, hidden } of parts.sheets) {
      const grid = new Grid(usage)
      // The cells of hidden sheets count for the limits but are not offered.
      if (!hidden) {
        await readSheet(archive, part, name, parts, grid, warnings)
        const sheet = grid.sheet(name)
        if (sheet) sheets.push(sheet)
      } else warnings.add('hidden-sheet', name)
    }
    return { date1904: parts.date1904, sheets }
  } finally {
    archive.close()
  }
}

function refuseOtherKinds(archive: Archive): void {
  if (archive.has('xl/vbaProject.bin') || archive.hasBelow('xl/macrosheets/')) {
    throw refusal('macro-workbook')
  }
  if (archive.has('xl/workbook.xml') && archive.has('xl/_rels/workbook.xml.rels')) return
  const isOther = archive.has('xl/workbook.bin') || archive.has('content.xml')
  throw refusal(isOther ? 'other-workbook-format' : 'not-a-ledger')
}

type Cell = {
  readonly row: number
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
  formula: boolean
}

async function readSheet(
  archive: Archive,
  part: string,
  name: string,
  { date1904, styles, strings }: WorkbookParts,
  grid: Grid,
  warnings: Warnings,
): Promise<void> {
  const merges: Merge[] = []
  const text = textCollector()
  let row = -1
  let column = -1
  let cell: Cell | undefined
  let inValue = false

  function finish(done: Cell): void {
    const named = `${name}!${columnLetters(done.column)}${done.row + 1}`
    const raw = done.type === 'inlineStr' ? text.end() : done.value
    if (done.formula) warnings.cell(raw === '' ? 'formula-uncomputed' : 'formula-cells', named)
    if (done.type === 'e') warnings.cell('error-cells', named)
    const shown =
      done.formula && raw === '' && done.type !== 'str'
        ? UNCOMPUTED
        : shownValue(done, raw, { date1904, styles, strings })
    grid.put(done.row, done.column, shown)
  }

  await readXml(archive, part, {
    open(tag, attributes) {
      if (tag === 'row') {
        row = attributes['r'] === undefined ? row + 1 : rowNumber(attributes['r'])
        column = -1
        if (isTrue(attributes['hidden'])) warnings.cell('hidden-rows', `${name}!${row + 1}`)
      } else if (tag === 'c') {
        const at = place(attributes['r'], row, column + 1)
        ;({ column } = at)
        const { t: type = 'n', s: style = '0' } = attributes
        cell = { ...at, type, style: Number(style), value: '', formula: false }
        text.start()
      } else if (tag === 'v') inValue = true
      else if (tag === 'f' && cell) cell.formula = true
      else if (tag === 'mergeCell') merges.push(mergeOf(attributes['ref'] ?? ''))
      else text.open(tag)
    },
    text(piece) {
      if (!inValue || !cell) text.add(piece)
      else if (cell.value.length + piece.length > limits.textCharacters) {
        throw refusal('suspicious-archive')
      } else cell.value += piece
    },
    close(tag) {
      if (tag === 'v') inValue = false
      else if (tag === 'c' && cell) {
        finish(cell)
        cell = undefined
      } else text.close(tag)
    },
  })
  if (merges.length > limits.places) throw refusal('too-many-cells', String(limits.places))
  grid.spread(merges)
}

function shownValue(
  { type, style }: Cell,
  raw: string,
  { date1904, styles, strings }: Pick<WorkbookParts, 'date1904' | 'styles' | 'strings'>,
): string {
  if (raw === '') return ''
  if (type === 's') {
    const shared = strings[/^\d+$/.test(raw) ? Number(raw) : -1]
    if (shared === undefined) throw refusal('damaged-workbook')
    return shared
  }
  if (type === 'b') return isTrue(raw) ? 'TRUE' : 'FALSE'
  if (type === 'd') return raw.replace(/T00:00(:00(\.0+)?)?Z?$/, '')
  if (type !== 'n') return raw
  const value = Number(raw)
  const kind: NumberKind = styles[style] ?? { kind: 'plain' }
  return Number.isFinite(value) ? showNumber(value, kind, date1904) : raw
}

function rowNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw refusal('damaged-workbook')
  return Number(text) - 1
}

/** The place that a reference such as `AB12` names, or the next one where none is given. */
function place(reference: string | undefined, row: number, column: number) {
  if (reference === undefined) {
    if (row < 0) throw refusal('damaged-workbook')
    return { row, column }
  }
  const parts = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference)
  if (parts?.[1] === undefined || parts[2] === undefined) throw refusal('damaged-workbook')
  const letters = Array.from(parts[1], (letter) => letter.charCodeAt(0) - 64)
  return {
    row: Number(parts[2]) - 1,
    column: letters.reduce((sum, letter) => sum * 26 + letter, 0) - 1,
  }
}

function mergeOf(reference: string): Merge {
  const [first, last = first] = reference.split(':')
  const from = place(first, 0, 0)
  const to = place(last, 0, 0)
  return { top: from.row, left: from.column, bottom: to.row, right: to.column }
}
