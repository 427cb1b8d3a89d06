import { type RawBuilder, sql } from 'kysely'

import type { PrevalenceQuery } from './contract.ts'

/** `column in (…)`, or nothing to check where the list is empty. */
function within(column: string, values: readonly string[]): RawBuilder<unknown> | undefined {
  return values.length === 0 ? undefined : sql`${sql.ref(column)} in (${sql.join(values)})`
}

function all(parts: readonly (RawBuilder<unknown> | undefined)[]): RawBuilder<boolean> {
  const present = parts.filter((part) => part !== undefined)
  return present.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(present, sql` and `)}`
}

/** Whether a query asks of all looks, whenever and however they were made. */
export function isOfAllLooks({ period, selections, notices }: PrevalenceQuery): boolean {
  const unbounded = period.from === null && period.to === null
  return unbounded && selections.length === 0 && notices.length === 0
}

/** The part of the query object that speaks of units, over a table named `unit`. */
export function ofUnit(query: PrevalenceQuery): RawBuilder<boolean> {
  return all([
    within('unit.level', query.levels),
    within('unit.kind', query.kinds),
    within('unit.prefectureId', query.prefectures),
  ])
}

/**
 * The part that speaks of looks, over a table or view with these columns under the given name;
 * `visit` names another one that holds selection and notice.
 */
export function ofLook(query: PrevalenceQuery, name: string, visit = name): RawBuilder<boolean> {
  return all([
    within(`${visit}.selection`, query.selections),
    within(`${visit}.notice`, query.notices),
    query.period.from === null
      ? undefined
      : sql`${sql.ref(`${name}.lookedOn`)} >= ${query.period.from}`,
    query.period.to === null
      ? undefined
      : sql`${sql.ref(`${name}.lookedOn`)} <= ${query.period.to}`,
  ])
}

/** The part that speaks of problems, over a table named `problem`. */
export function ofProblem(query: PrevalenceQuery): RawBuilder<boolean> {
  return all([
    sql`problem.state not in ('notSubstantiated', 'merged')`,
    query.period.from === null ? undefined : sql`problem.foundOn >= ${query.period.from}`,
    query.period.to === null ? undefined : sql`problem.foundOn <= ${query.period.to}`,
  ])
}
