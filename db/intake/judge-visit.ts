import { contentId } from '#db/engine/content-id.ts'
import { checkDates } from '#db/visit/rules.ts'

import type { Judging, Judge, Judged, Target } from './judging.ts'
import { listOf } from './list-of.ts'
import { resolveNames } from './resolve-names.ts'
import type { CellFault } from './rules/cell-reader.ts'
import { readVisitRow, type VisitRow } from './rules/rows.ts'

type Look = Extract<Extract<Judged, { kind: 'add' }>['ready'], { kind: 'visit' }>
type Seen = { readonly number: number; readonly result: string }

/** Reasons of the domain that a row can run into, by the field that they speak of. */
const FIELD_OF_REASON: Readonly<Record<string, string>> = {
  'visit.unit-was-closed': 'startedOn',
  'visit.outside-round': 'round',
}

/**
 * Judges a ledger of visits. Rows of one unit, the same days, notice, selection and round are one
 * visit; in it each type is looked for once by a method and nature. A row that says so again adds
 * nothing, one that says otherwise is a fault.
 */
export function visitJudge(judging: Judging): Judge {
  const { db, rows } = judging
  const seen = new Map<string, Seen>()

  function read(index: number): Judged {
    const fields = rows.fields(index)
    if (!fields) return { kind: 'skipped' }
    const { row, faults } = readVisitRow(fields, rows.dates)
    const names = resolveNames(judging, index, row, true)
    if (!names) return { kind: 'skipped' }
    const { unit, type } = names
    const all = [...faults, ...names.faults, ...domainFaults(judging, row, unit)]
    if (all.length > 0 || !unit || !type) return faulty(index, all)
    const { startedOn, endedOn, notice, selection, round, method, nature, result } = row
    const visitId = contentId('visit', unit.id, startedOn, endedOn, notice, selection, round)
    const id = contentId('look', visitId, type.id, method, nature)
    const twin = seen.get(id)
    if (twin) {
      if (twin.result === result) return { kind: 'already' }
      return faulty(index, [fault('result', row.result, 'intake.looked-twice', twin.number)])
    }
    seen.set(id, { number: rows.numberOf(index), result })
    return { kind: 'add', ready: { kind: 'visit', id, visitId, row, unit, type } }
  }

  function faulty(index: number, faults: readonly CellFault[]): Judged {
    return { kind: 'faulty', faults: rows.locate(index, faults) }
  }

  return async (from, to) => {
    const judged = Array.from({ length: to - from }, (_each, at) => read(from + at))
    const looks = judged.flatMap((each) =>
      each.kind === 'add' && each.ready.kind === 'visit' ? [each.ready] : [],
    )
    const present = await presentLooks(db, looks)
    return judged.map((each, at) => {
      if (each.kind !== 'add' || each.ready.kind !== 'visit') return each
      const told = present(each.ready)
      if (told === undefined) return each
      if (told.result === each.ready.row.result) return { kind: 'already' }
      const code = told.result === null ? 'visit.is-closed' : 'intake.look-differs'
      return faulty(from + at, [fault('result', each.ready.row.result, code)])
    })
  }
}

function domainFaults(
  { context, rows }: Judging,
  row: VisitRow,
  unit: Target | undefined,
): readonly CellFault[] {
  const { startedOn, endedOn } = row
  const round = row.round === null ? null : context.round(row.round)
  if (round === undefined)
    return [fault('round', String(row.round), 'intake.round-unknown', row.round)]
  if (startedOn === '' || unit === undefined) return []
  const unitValidTo = context.unitOf(unit.id)?.validTo ?? null
  const verdict = checkDates({ startedOn, endedOn, today: rows.dates.today, unitValidTo, round })
  if (verdict.kind !== 'refused') return []
  return verdict.reasons.flatMap(({ code, about = [] }) => {
    const field = FIELD_OF_REASON[code]
    // The others were found when the cells were read.
    return field === undefined ? [] : [{ field, value: startedOn, code, about }]
  })
}

function fault(
  field: string,
  value: string,
  code: string,
  ...about: readonly (string | number | null)[]
): CellFault {
  return { field, value, code, about: about.map(String) }
}

/**
 * What the case file says of a look: its result, null where the visit is closed and holds no such
 * look, undefined where it can be added.
 */
async function presentLooks(db: Judging['db'], looks: readonly Look[]) {
  const ids = listOf(looks.map(({ visitId }) => visitId))
  const visits = await db
    .selectFrom('visit')
    .select(['id', 'state'])
    .where('id', 'in', ids)
    .execute()
  const states = new Map(visits.map(({ id, state }) => [id, state]))
  const exposures = await db
    .selectFrom('exposure')
    .select(['visitId', 'unitId', 'problemType', 'method', 'nature', 'result'])
    .where('visitId', 'in', listOf(states.keys()))
    .execute()
  const key = (...parts: readonly string[]) => parts.join(' ')
  const results = new Map(
    exposures.map((each) => [
      key(each.visitId, each.unitId, each.problemType, each.method, each.nature),
      each.result,
    ]),
  )
  return ({ visitId, row, unit, type }: Look): { readonly result: string | null } | undefined => {
    const result = results.get(key(visitId, unit.id, type.id, row.method, row.nature))
    if (result !== undefined) return { result }
    return states.get(visitId) === 'closed' ? { result: null } : undefined
  }
}
