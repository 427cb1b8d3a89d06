import type { LedgerField } from './fields.ts'
import { bigramLikeness } from './suggest.ts'
import { nameKey } from './text.ts'

/** Why a column was taken for a field. */
export type Reason = {
  /** Its head is a known one, contains a known one, or resembles one. */
  readonly by: 'equal' | 'part' | 'like'
  /** Between 0 and 1. */
  readonly likeness: number
}

export type Guess = {
  readonly mapping: Readonly<Record<string, number | null>>
  readonly reasons: Readonly<Record<string, Reason>>
  /** How well the sheet fits: required fields that were found, and the share of columns taken. */
  readonly score: number
}

const LIKE_ENOUGH = 0.55
/** Heads that merely contain a known one. */
const PART = 0.8
/** The lower part of a merged head names the column nearly as well as a head of its own. */
const LOWER_PART = 0.97

/** The likeness of fields that leave a column to all others. */
const MODEST = 0.8

/** Which column each field is likely to be, the surest pairs first; each column is taken once. */
export function guessColumns(headers: readonly string[], fields: readonly LedgerField[]): Guess {
  const pairs = fields
    .flatMap((field) =>
      headers.map((header, column) => ({
        field: field.field,
        column,
        reason: field.modest ? modest(reasonFor(header, field)) : reasonFor(header, field),
      })),
    )
    .filter(({ reason }) => reason.likeness >= LIKE_ENOUGH)
    .sort((a, b) => b.reason.likeness - a.reason.likeness || a.column - b.column)
  const mapping: Record<string, number | null> = Object.fromEntries(
    fields.map(({ field }) => [field, null]),
  )
  const reasons: Record<string, Reason> = {}
  const taken = new Set<number>()
  for (const { field, column, reason } of pairs) {
    if (mapping[field] !== null || taken.has(column)) continue
    mapping[field] = column
    reasons[field] = reason
    taken.add(column)
  }
  return { mapping, reasons, score: scoreOf(fields, reasons, headers.length) }
}

/** A ledger of problems names units too, so that a required field alone says little of the kind. */
function scoreOf(
  fields: readonly LedgerField[],
  reasons: Readonly<Record<string, Reason>>,
  columns: number,
): number {
  const required = fields.filter((field) => field.required)
  const met = required.filter(({ field }) => reasons[field] !== undefined).length
  const sum = Object.values(reasons).reduce((total, { likeness }) => total + likeness, 0)
  return met / Math.max(1, required.length) + sum / Math.max(1, columns)
}

function modest(reason: Reason): Reason {
  return { ...reason, likeness: reason.likeness * MODEST }
}

function reasonFor(header: string, field: LedgerField): Reason {
  const parts = header.split('/')
  const whole = bestReason(parts.join(''), field)
  if (parts.length === 1) return whole
  const lower = bestReason(parts.at(-1) ?? '', field)
  const reduced = { ...lower, likeness: lower.likeness * LOWER_PART }
  return reduced.likeness > whole.likeness ? reduced : whole
}

/** Equal heads are surest; earlier names of a field are better than later ones. */
function bestReason(header: string, { heads, never }: LedgerField): Reason {
  // Units and remarks in brackets, as in 时间(年/月/日), say nothing of what the column is.
  const whole = nameKey(header)
  const key = whole.replaceAll(/\([^)]*\)|[*:"'“”]|^\d+[.、]/g, '')
  const none: Reason = { by: 'like', likeness: 0 }
  if (key === '' || never?.some((head) => nameKey(head) === key || nameKey(head) === whole)) {
    return none
  }
  return heads
    .map((head, rank): Reason => {
      const known = nameKey(head)
      if (key === known || whole === known) return { by: 'equal', likeness: 1 - rank * 0.005 }
      const isPart = known.length > 1 && (startsWithWord(key, known) || key.endsWith(known))
      if (isPart) return { by: 'part', likeness: PART - rank * 0.005 }
      return { by: 'like', likeness: bigramLikeness(key, known) * 0.75 }
    })
    .reduce((best, each) => (each.likeness > best.likeness ? each : best), none)
}

/** problem_verbatim is the problem, but source_no is no source. */
function startsWithWord(key: string, known: string): boolean {
  return key.startsWith(`${known}_`) && !/_(ids?|no|number|code|count|length)$/.test(key)
}
