import type { Reader } from '#db/engine/case-file.ts'
import { contentId } from '#db/engine/content-id.ts'

import type { Judging, Judge, Judged, Target } from './judging.ts'
import { listOf } from './list-of.ts'
import { resolveNames } from './resolve-names.ts'
import { type ProblemRow, readProblemRow } from './rules/rows.ts'

/** Judges a ledger of problems. Equal rows of one file are as many problems, each with its id. */
export function problemJudge(judging: Judging): Judge {
  const { db, rows, dryRun } = judging
  const { ids, present, isWhole: isKnown } = dryRun
  const seen = new Map<string, number>()

  function newId(row: ProblemRow, unit: Target, type: Target): string {
    const content = idOf(row, unit, type)
    const ordinal = (seen.get(content) ?? 0) + 1
    seen.set(content, ordinal)
    return ordinal === 1 ? content : contentId(content, ordinal)
  }

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
    // How many equal rows came before is only known of rows that were all gone through.
    const id = (isKnown ? ids[index] : undefined) ?? newId(row, unit, type)
    ids[index] = id
    return { kind: 'add', ready: { kind: 'problem', id, row, unit, type } }
  }

  return async (from, to) => {
    const judged = Array.from({ length: to - from }, (_each, at) => read(from + at))
    if (!isKnown) {
      for (const id of await presentOf(db, ids.slice(from, to))) present.add(id)
      dryRun.isWhole = to === rows.count
    }
    return judged.map((each) =>
      each.kind === 'add' && present.has(each.ready.id) ? { kind: 'already' } : each,
    )
  }
}

async function presentOf(
  db: Reader,
  ids: readonly (string | undefined)[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('problem')
    .select('id')
    .where('id', 'in', listOf(ids.filter((id) => id !== undefined)))
    .execute()
  return rows.map(({ id }) => id)
}

/** The record itself names it, not how the ledger writes it: 3月5日 and 2014-03-05 are one day. */
function idOf(row: ProblemRow, unit: Target, type: Target): string {
  const { foundOn, what, happened, place, effect, persons } = row
  const { severity, source, measure, wind } = row
  const told = [what, happened, place, effect, ...persons]
  return contentId('problem', unit.id, type.id, foundOn, severity, source, measure, wind, ...told)
}
