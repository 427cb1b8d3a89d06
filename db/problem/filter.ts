import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import { addDays } from '#db/kernel/dates.ts'
import type { Tables } from '#db/tables.ts'

import type { ProblemFilter, ProblemMark } from './contract.ts'
import { currentLimits } from './limits.ts'

type InProblem = ExpressionBuilder<Tables, 'problem'>
type InUnit = ExpressionBuilder<Tables, 'problem' | 'unit'>

/** What is older than these days has waited too long (P-06, P-16). */
export type Due = { readonly foundBefore: string; readonly handedBefore: string }

export async function dueOf(db: Reader, today: string): Promise<Due> {
  const { remind, answer } = await currentLimits(db)
  return { foundBefore: addDays(today, -remind), handedBefore: addDays(today, -answer) }
}

/** Whether the filter asks anything of the unit. */
export function needsUnit(filter: ProblemFilter): boolean {
  return filter.prefectures.length + filter.levels.length + filter.kinds.length > 0
}

type Mark = (eb: InProblem, due: Due) => Expression<SqlBool>

/** The conditions of the marks; the first two say what the rule `overdue` says of one problem. */
const marks: Readonly<Record<ProblemMark, Mark>> = {
  unreminded: (eb, { foundBefore }) =>
    eb.and([eb('problem.state', '=', 'found'), eb('problem.foundOn', '<', foundBefore)]),
  unanswered: (eb, { handedBefore }) =>
    eb.exists(
      eb
        .selectFrom('handover')
        .select('handover.id')
        .whereRef('handover.problemId', '=', 'problem.id')
        .where('handover.receivedOn', 'is', null)
        .where('handover.handedOn', '<', handedBefore),
    ),
  asked: (eb) => eb.exists(askedOf(eb)),
  unasked: (eb) =>
    eb.and([
      eb('problem.state', 'not in', ['lead', 'notSubstantiated', 'handedOver', 'merged']),
      eb.not(eb.exists(askedOf(eb))),
    ]),
  massesUnlisted: (eb) => unlisted(eb, 'masses'),
  groupUnlisted: (eb) => unlisted(eb, 'fieldwork'),
}

function askedOf(eb: InProblem) {
  return eb
    .selectFrom('responsibility')
    .select('responsibility.id')
    .whereRef('responsibility.problemId', '=', 'problem.id')
}

/**
 * Told by this source and not on the unit's own list. What was merged into a problem counts as part
 * of it, with its source and its place on the list (R37).
 */
function unlisted(eb: InProblem, source: 'masses' | 'fieldwork') {
  const parts = sql.raw(`with recursive part (id) as (
    select problem.id
    union select merged.id from problem as merged join part on merged.mergedInto = part.id)`)
  return eb.and([
    eb('problem.state', 'not in', ['notSubstantiated', 'handedOver', 'merged']),
    sql<SqlBool>`exists (${parts} select 1 from part join problem as told on told.id = part.id
      where told.source = ${source})`,
    sql<SqlBool>`not exists (${parts} select 1 from part join unitOwnProblem as own
      on own.matchesProblemId = part.id)`,
  ])
}

/** What the filter asks of the unit. */
export function ofUnit(eb: InUnit, filter: ProblemFilter) {
  const parts = [
    filter.prefectures.length === 0 ? undefined : eb('unit.prefectureId', 'in', filter.prefectures),
    filter.levels.length === 0 ? undefined : eb(sql<string>`unit.level`, 'in', filter.levels),
    filter.kinds.length === 0 ? undefined : eb(sql<string>`unit.kind`, 'in', filter.kinds),
  ]
  return eb.and(parts.filter((part) => part !== undefined))
}

/** What the filter asks of the problem itself. */
export function ofProblem(eb: InProblem, filter: ProblemFilter, due: Due) {
  const parts = [
    filter.unitId === null ? undefined : eb('problem.unitId', '=', filter.unitId),
    filter.problemTypes.length === 0
      ? undefined
      : eb('problem.problemType', 'in', filter.problemTypes),
    filter.states.length === 0 ? undefined : eb('problem.state', 'in', filter.states),
    filter.severities.length === 0 ? undefined : eb('problem.severity', 'in', filter.severities),
    filter.sources.length === 0 ? undefined : eb('problem.source', 'in', filter.sources),
    filter.marks.length === 0 ? undefined : eb.or(filter.marks.map((mark) => marks[mark](eb, due))),
    filter.period.from === null ? undefined : eb('problem.foundOn', '>=', filter.period.from),
    filter.period.to === null ? undefined : eb('problem.foundOn', '<=', filter.period.to),
    filter.text === ''
      ? undefined
      : eb.or([
          eb(sql<number>`instr(problem.what, ${filter.text})`, '>', 0),
          eb(sql<string>`cast(problem.no as text)`, '=', filter.text),
          eb.exists(
            eb
              .selectFrom('unit as named')
              .select('named.id')
              .whereRef('named.id', '=', 'problem.unitId')
              .where(sql<number>`instr(named.name, ${filter.text})`, '>', 0),
          ),
        ]),
  ]
  return eb.and(parts.filter((part) => part !== undefined))
}
