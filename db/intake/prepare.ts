import type { LedgerSheet } from '#db/engine/staging.ts'
import { contentId } from '#db/engine/content-id.ts'

import type { Context, Named } from './context.ts'
import type { ImportChoices, ImportFault, Unknown } from './contract.ts'
import {
  type CellFault,
  type Fields,
  readProblemRow,
  readUnitRow,
  readVisitRow,
} from './rules/rows.ts'
import type { ProblemRow, UnitRow, VisitRow } from './rules/rows.ts'
import { findHeader } from './rules/header.ts'
import { suggestNames } from './rules/suggest.ts'
import { cleanCell } from './rules/text.ts'

/** One row that can be written: its record, and the id that its content gives it. */
export type Ready =
  | { readonly kind: 'unit'; readonly id: string; readonly row: UnitRow }
  | {
      readonly kind: 'visit'
      readonly id: string
      readonly row: VisitRow
      readonly unit: Named
      readonly type: Named
    }
  | {
      readonly kind: 'problem'
      readonly id: string
      readonly row: ProblemRow
      readonly unit: Named
      readonly type: Named
    }

/** What one row of the sheet came to. */
export type Outcome =
  | { readonly kind: 'ready'; readonly ready: Ready }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'faulty'; readonly faults: readonly ImportFault[] }

type Names = Map<string, { rows: number; firstRow: number }>

/** Reads the rows of a sheet one after another under the choices that were made. */
export class SheetReading {
  readonly unknownUnits: Names = new Map()
  readonly unknownTypes: Names = new Map()
  readonly rows: readonly (readonly string[])[]
  readonly #choices: ImportChoices
  readonly #context: Context
  readonly #sheet: LedgerSheet
  readonly headers: readonly string[]
  readonly #firstDataRow: number
  readonly #date1904: boolean
  readonly #seen = new Map<string, number>()

  constructor(sheet: LedgerSheet, date1904: boolean, choices: ImportChoices, context: Context) {
    const head = findHeader(sheet.rows)
    this.rows = sheet.rows.slice(head.firstDataRow, head.endDataRow)
    this.headers = head.headers
    this.#firstDataRow = sheet.firstRow + head.firstDataRow
    this.#sheet = sheet
    this.#choices = choices
    this.#context = context
    this.#date1904 = date1904
  }

  /** Reads the row at this index, counted from 0 below the head. */
  outcome(index: number): Outcome {
    const fields = this.#fields(this.rows[index] ?? [])
    if (Object.values(fields).every((value) => value === '')) return { kind: 'skipped' }
    const dates = {
      date1904: this.#date1904,
      defaultYear: this.#choices.defaultYear,
      defaultDate: this.#choices.defaultDate,
    }
    if (this.#choices.kind === 'unit') {
      const { row, faults } = readUnitRow(fields, dates)
      if (faults.length > 0) return this.#faulty(index, faults)
      return { kind: 'ready', ready: { kind: 'unit', id: this.#id(fields), row } }
    }
    return this.#choices.kind === 'visit'
      ? this.#named(index, fields, 'visit', readVisitRow(fields, dates))
      : this.#named(index, fields, 'problem', readProblemRow(fields, dates))
  }

  #named(
    index: number,
    fields: Fields,
    kind: 'visit' | 'problem',
    read: ReturnType<typeof readVisitRow> | ReturnType<typeof readProblemRow>,
  ): Outcome {
    const { row } = read
    const faults = [...read.faults]
    const unit = row.unit === '' ? undefined : this.#context.unit(row.unit)
    const type = this.#context.type(row.problemType)
    if (unit?.kind === 'unknown') {
      count(this.unknownUnits, row.unit, this.#rowNumber(index))
      faults.push(unknown('unit', row.unit, 'intake.unit-unknown'))
    }
    if (type.kind === 'unknown' && (kind === 'problem' || row.problemType !== '')) {
      count(this.unknownTypes, row.problemType, this.#rowNumber(index))
      faults.push(unknown('problemType', row.problemType, 'intake.type-unknown'))
    }
    if (unit?.kind === 'skip' || type.kind === 'skip') return { kind: 'skipped' }
    if (faults.length > 0 || unit === undefined) return this.#faulty(index, faults)
    const id = this.#id(fields)
    // The reader that was called decides which record the row is.
    const ready = { kind, id, row, unit, type } as Ready
    return { kind: 'ready', ready }
  }

  /** Equal rows of one file are different records: the second gets another id than the first. */
  #id(fields: Fields): string {
    const text = JSON.stringify([this.#choices.kind, fields])
    const ordinal = (this.#seen.get(text) ?? 0) + 1
    this.#seen.set(text, ordinal)
    return contentId(text, ordinal)
  }

  #fields(cells: readonly string[]): Fields {
    const fields: Record<string, string> = {}
    for (const [field, column] of Object.entries(this.#choices.mapping)) {
      if (column !== null) fields[field] = cleanCell(cells[column] ?? '')
    }
    return fields
  }

  #rowNumber(index: number): number {
    return this.#firstDataRow + index
  }

  #faulty(index: number, faults: readonly CellFault[]): Outcome {
    return {
      kind: 'faulty',
      faults: faults.map(({ field, value, code, about }) => ({
        sheet: this.#sheet.name,
        row: this.#rowNumber(index),
        column: this.headers[this.#choices.mapping[field] ?? -1] ?? field,
        value: value.slice(0, 100),
        code,
        about: [...about],
      })),
    }
  }
}

function unknown(field: string, value: string, code: string): CellFault {
  return { field, value, code, about: [value] }
}

function count(names: Names, name: string, row: number): void {
  const present = names.get(name)
  if (present) present.rows += 1
  else names.set(name, { rows: 1, firstRow: row })
}

const NAMES_SHOWN = 500
const SUGGESTIONS = 5

/** Unknown names with the closest known ones, those of most rows first. */
export function describeUnknown(names: Names, known: Context['unitChoices']): Unknown[] {
  const byName = new Map(known.map((each) => [each.name, each]))
  return [...names]
    .map(([name, { rows, firstRow }]) => ({ name, rows, firstRow }))
    .sort((a, b) => b.rows - a.rows || a.firstRow - b.firstRow)
    .slice(0, NAMES_SHOWN)
    .map((each) => ({
      ...each,
      suggestions: suggestNames(each.name, [...byName.keys()], SUGGESTIONS).flatMap(
        (name) => byName.get(name) ?? [],
      ),
    }))
}
