import type { Code } from '#db/kernel/codes.ts'

import { isErrorCell, readCode } from './cells.ts'
import { type DateRead, readDate } from './dates.ts'
import { closeUp } from './text.ts'

/** What is wrong with one cell of a row. */
export type CellFault = {
  readonly field: string
  readonly value: string
  readonly code: string
  readonly about: readonly string[]
}

/** The cells of one row by field, trimmed; a field without a column is empty. */
export type Fields = Readonly<Record<string, string>>

export type DateChoices = {
  readonly date1904: boolean
  readonly defaultYear: number | null
  readonly defaultDate: string | null
  readonly firstDays: boolean
  /** No record is later than this day. */
  readonly today: string
}

export type Span = { readonly from: string; readonly to: string }

/** Dates as they were read under the same choices: the rows of a ledger repeat them. */
const dates = new WeakMap<DateChoices, Map<string, DateRead>>()

function readDateOnce(text: string, choices: DateChoices): DateRead {
  const known = dates.get(choices) ?? new Map<string, DateRead>()
  dates.set(choices, known)
  const present = known.get(text)
  if (present) return present
  const read = readDate(text, {
    date1904: choices.date1904,
    firstDays: choices.firstDays,
    ...(choices.defaultYear === null ? {} : { defaultYear: choices.defaultYear }),
  })
  known.set(text, read)
  return read
}

/** Reads the cells of one row and collects their faults, one for each cell. */
export class CellReader {
  readonly faults: CellFault[] = []
  readonly #fields: Fields
  readonly #choices: DateChoices

  constructor(fields: Fields, choices: DateChoices) {
    this.#fields = fields
    this.#choices = choices
  }

  fault(field: string, code: string, ...about: readonly string[]): void {
    if (this.#isFaulty(field)) return
    this.faults.push({ field, value: this.#fields[field] ?? '', code, about })
  }

  /** The text of a cell of at most so many characters; the error of a formula is no text. */
  text(field: string, most: number): string {
    const text = this.#fields[field] ?? ''
    if (isErrorCell(text)) this.fault(field, 'intake.error-cell', text)
    else if (text.length > most) {
      this.fault(field, 'intake.text-too-long', String(most), String(text.length))
    } else return text
    return ''
  }

  /** The same for a name, which may be spread out to fill its cell. */
  name(field: string, most: number): string {
    return closeUp(this.text(field, most))
  }

  required(field: string, text: string): string {
    if (text === '') this.fault(field, 'intake.cell-empty')
    return text
  }

  code(field: string, list: readonly Code[], fallback: string): string {
    const text = this.text(field, 1000)
    if (text === '') return fallback
    const found = readCode(list, text)
    if (found !== undefined) return found
    this.fault(field, 'intake.word-unknown', list.map(({ zh }) => zh).join('、'))
    return fallback
  }

  /** A day or the first and last of a span. Null when the cell is empty or faulty. */
  span(field: string): Span | null {
    const text = this.text(field, 1000)
    if (text === '') return null
    const read = readDateOnce(text, this.#choices)
    if ('date' in read) return { from: read.date, to: read.date }
    if ('range' in read) return { from: read.range[0], to: read.range[1] }
    this.fault(field, read.problem)
    return null
  }

  /** The same for something that was seen, which no later day than today can be. */
  pastSpan(field: string): Span | null {
    const span = this.span(field)
    if (span === null || span.from <= this.#choices.today) return span
    this.fault(field, 'intake.in-the-future', span.from)
    return null
  }

  #isFaulty(field: string): boolean {
    return this.faults.some((fault) => fault.field === field)
  }
}
