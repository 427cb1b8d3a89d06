import type { LedgerSheet, Staged } from '#db/engine/staging.ts'

import type { HeadPlace, ImportChoices, ImportFault } from './contract.ts'
import type { CellFault, DateChoices, Fields } from './rules/cell-reader.ts'
import { ledgerFields } from './rules/fields.ts'
import { findHeader, type Head, headAt } from './rules/header.ts'
import { cleanCell } from './rules/text.ts'

/** Heads that were found: all rows are gone through for each. */
const heads = new WeakMap<LedgerSheet, Head>()

/** The head of a sheet: where the person points, otherwise where it is found. */
export function headOf(sheet: LedgerSheet, place: HeadPlace | null): Head {
  if (place === null) {
    const head = heads.get(sheet) ?? findHeader(sheet.rows)
    heads.set(sheet, head)
    return head
  }
  const start = Math.min(Math.max(place.row - sheet.firstRow, 0), sheet.rows.length - 1)
  return headAt(sheet.rows, start, place.rows)
}

/** The records of a sheet under the choices that were made: cells by field, faults by column. */
export class SheetRows {
  readonly headers: readonly string[]
  readonly count: number
  readonly dates: DateChoices
  readonly #rows: LedgerSheet['rows']
  readonly #columns: readonly (readonly [field: string, column: number])[]
  readonly #sheetName: string
  readonly #first: number
  readonly #firstNumber: number

  constructor(staged: Staged, sheet: LedgerSheet, choices: ImportChoices, today: string) {
    const head = headOf(sheet, choices.head)
    this.headers = head.headers
    this.count = head.endDataRow - head.firstDataRow
    this.dates = {
      date1904: staged.file.date1904,
      defaultYear: choices.defaultYear,
      defaultDate: choices.defaultDate,
      firstDays: choices.firstDays,
      today,
    }
    this.#rows = sheet.rows
    this.#columns = ledgerFields[choices.kind].flatMap(({ field }) => {
      const column = choices.mapping[field] ?? null
      return column === null ? [] : [[field, column] as const]
    })
    this.#sheetName = sheet.name
    this.#first = head.firstDataRow
    this.#firstNumber = sheet.firstRow + head.firstDataRow
  }

  /** The cells of the record at this index, or null when all that are mapped are empty. */
  fields(index: number): Fields | null {
    const cells = this.#rows.at(this.#first + index) ?? []
    const fields: Record<string, string> = {}
    let isBlank = true
    for (const [field, column] of this.#columns) {
      const text = cleanCell(cells[column] ?? '')
      if (text !== '') isBlank = false
      fields[field] = text
    }
    return isBlank ? null : fields
  }

  /** The number of the row in the file. */
  numberOf(index: number): number {
    return this.#firstNumber + index
  }

  /** Faults as a person finds them: by sheet, row and column. */
  locate(index: number, faults: readonly CellFault[]): readonly ImportFault[] {
    return faults.map(({ field, value, code, about }) => {
      const column = this.#columns.find(([name]) => name === field)?.[1]
      return {
        sheet: this.#sheetName,
        row: this.numberOf(index),
        column: column === undefined ? '' : (this.headers[column] ?? ''),
        field,
        value: value.slice(0, 100),
        code,
        about: [...about],
      }
    })
  }
}
