import { contentId } from '#db/engine/content-id.ts'

import type { Judging, Judge, Judged, Target } from './judging.ts'
import { listOf } from './list-of.ts'
import { resolveNames } from './resolve-names.ts'
import { type ProblemRow, readProblemRow } from './rules/rows.ts'

/** Judges a ledger of problems. Equal rows of one file are as many problems, each with its id. */
export function problemJudge(judging: Judging): Judge {
  const { db, rows } = judging
  const seen = new Map<string, number>()

  function read(index: number): Judged {
    const fields = rows.fields(index)
    if (!fields) return { kind: 'skipped' }
    const { row, faults } = readProblemRow(fields, rows.dates)
    const names = resolveNames(judging, index, row, false)
    if (!names) return { kind: 'skipped' }
    const { unit, type } = names
    if (faults.length + names.faults.length > 0 || !unit || !type) {
      return { kind: 'faulty', faults: rows.locate(index, [...faults, ...names.faults]) }
    }
    const content = idOf(row, unit, type)
    const ordinal = (seen.get(content) ?? 0) + 1
    seen.set(content, ordinal)
    const id = ordinal === 1 ? content : contentId(content, ordinal)
    return { kind: 'add', ready: { kind: 'problem', id, row, unit, type } }
  }

  return async (from, to) => {
    const judged = Array.from({ length: to - from }, (_each, at) => read(from + at))
    const ids = judged.flatMap((each) => (each.kind === 'add' ? [each.ready.id] : []))
    const found = await db
      .selectFrom('problem')
      .select('id')
      .where('id', 'in', listOf(ids))
      .execute()
    const present = new Set(found.map(({ id }) => id))
    return judged.map((each) =>
      each.kind === 'add' && present.has(each.ready.id) ? { kind: 'already' } : each,
    )
  }
}

/** The record itself names it, not how the ledger writes it: 3月5日 and 2014-03-05 are one day. */
function idOf(row: ProblemRow, unit: Target, type: Target): string {
  const { foundOn, what, happened, place, effect, persons } = row
  const { severity, source, measure, wind } = row
  const told = [what, happened, place, effect, ...persons]
  return contentId('problem', unit.id, type.id, foundOn, severity, source, measure, wind, ...told)
}
