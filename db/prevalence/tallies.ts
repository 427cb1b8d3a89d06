import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'

import type { PrevalenceQuery } from './contract.ts'
import { ofLook, ofProblem, ofUnit } from './filter.ts'

/** Units of one type, kind and prefecture. Drawn units are counted apart from all others. */
export type Group = {
  readonly problemType: string
  readonly kind: string
  readonly prefectureId: string | null
  readonly examined: number
  readonly found: number
  readonly unconfirmed: number
  readonly unannounced: number
  readonly unannouncedFound: number
  readonly otherExamined: number
  readonly otherFound: number
}

/**
 * Counts units once per type however often they were looked at (domain §4.1 (2)). A unit is found
 * when any look found it and the problem is confirmed (4), unconfirmed when all its finds wait.
 */
export async function groupsOf(db: Reader, query: PrevalenceQuery): Promise<readonly Group[]> {
  const { rows } = await sql<Group>`
    with perUnit as (
      select problemType, unitId,
             max(selection = 'drawn') as examined,
             max(selection = 'drawn' and finds > 0) as found,
             max(selection = 'drawn' and unconfirmed > 0) as unconfirmed,
             max(selection = 'drawn' and notice = 'unannounced') as unannounced,
             max(selection = 'drawn' and notice = 'unannounced' and finds > 0) as unannouncedFound,
             max(selection <> 'drawn') as otherExamined,
             max(selection <> 'drawn' and finds > 0) as otherFound
      from examination as look
      where ${ofLook(query, 'look')}
      group by problemType, unitId
    )
    select perUnit.problemType, unit.kind, unit.prefectureId,
           sum(examined) as examined, sum(found) as found,
           sum(unconfirmed and not found) as unconfirmed,
           sum(unannounced) as unannounced, sum(unannouncedFound) as unannouncedFound,
           sum(otherExamined and not examined) as otherExamined,
           sum(otherFound and not examined) as otherFound
    from perUnit join unit on unit.id = perUnit.unitId
    where ${ofUnit(query)}
    group by perUnit.problemType, unit.kind, unit.prefectureId
  `.execute(asExecutor(db))
  return rows
}

export type ProblemCount = {
  readonly problemType: string
  readonly problems: number
  readonly units: number
}

/** Problems and their units by type: counts, not prevalences (R43, INV-25). */
export async function problemCounts(
  db: Reader,
  query: PrevalenceQuery,
): Promise<readonly ProblemCount[]> {
  const narrowed = query.levels.length + query.kinds.length + query.prefectures.length > 0
  const units = narrowed
    ? sql`join unit on unit.id = problem.unitId where ${ofUnit(query)} and`
    : sql`where`
  const { rows } = await sql<ProblemCount>`
    select problemType, count(*) as problems, count(distinct unitId) as units
    from problem ${units} ${ofProblem(query)}
    group by problemType
  `.execute(asExecutor(db))
  return rows
}

export type Extent = {
  readonly examinedUnits: number
  readonly drawnUnits: number
  readonly unannouncedUnits: number
  readonly firstOn: string | null
  readonly lastOn: string | null
}

/** How many units were examined for anything, and from when to when. */
export async function extentOf(db: Reader, query: PrevalenceQuery): Promise<Extent> {
  const { rows } = await sql<Extent>`
    select count(distinct unitId) as examinedUnits,
           count(distinct iif(selection = 'drawn', unitId, null)) as drawnUnits,
           count(distinct iif(selection = 'drawn' and notice = 'unannounced', unitId, null))
             as unannouncedUnits,
           min(lookedOn) as firstOn, max(lookedOn) as lastOn
    from examination as look join unit on unit.id = look.unitId
    where ${ofLook(query, 'look')} and ${ofUnit(query)}
  `.execute(asExecutor(db))
  return (
    rows[0] ?? {
      examinedUnits: 0,
      drawnUnits: 0,
      unannouncedUnits: 0,
      firstOn: null,
      lastOn: null,
    }
  )
}

/** Units that could have been drawn under this query on the given day. */
export async function frameOf(db: Reader, query: PrevalenceQuery, on: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from unit
    where (validTo is null or validTo >= ${on}) and ${ofUnit(query)}
  `.execute(asExecutor(db))
  return rows[0]?.n ?? 0
}

/**
 * Facts behind the bias warnings (domain §4.6): all looks under the query, whatever their nature.
 * Whether anything below the county was seen is asked of all levels, not of the one filtered for.
 */
export async function biasFacts(db: Reader, query: PrevalenceQuery) {
  const { rows } = await sql<{
    exposures: number
    formOnly: number
    unannounced: number
    belowCounty: number
    notFound: number
    visits: number
    drawn: number
  }>`
    select count(*) as exposures,
           sum(look.method in ('M01', 'M02', 'M16') or look.nature not in ('effect', 'masses'))
             as formOnly,
           sum(visit.notice = 'unannounced') as unannounced,
           (select count(*) from exposure as low join unit as under on under.id = low.unitId
            where under.level > '31') as belowCounty,
           sum(look.result = 'notFound') as notFound,
           count(distinct look.visitId) as visits,
           sum(visit.selection = 'drawn') as drawn
    from exposure as look
    join visit on visit.id = look.visitId
    join unit on unit.id = look.unitId
    where ${ofUnit(query)}
      and (${query.period.from} is null or look.lookedOn >= ${query.period.from})
      and (${query.period.to} is null or look.lookedOn <= ${query.period.to})
  `.execute(asExecutor(db))
  return rows[0]
}

/** For each type, the one member whose finds are the largest share (B10). */
export async function observerShares(db: Reader, query: PrevalenceQuery) {
  const { rows } = await sql<{ problemType: string; finds: number; largest: number }>`
    with byMember as (
      select problem.problemType, problem.enteredBy, count(*) as finds
      from problem join unit on unit.id = problem.unitId
      where problem.exposureId is not null and ${ofProblem(query)} and ${ofUnit(query)}
      group by problem.problemType, problem.enteredBy
    )
    select problemType, sum(finds) as finds, max(finds) as largest from byMember group by problemType
  `.execute(asExecutor(db))
  return rows
}

/** Raw reading statements run on the Reader too; its type only hides the writing ones. */
export function asExecutor(db: Reader): Parameters<ReturnType<typeof sql>['execute']>[0] {
  return db as unknown as Parameters<ReturnType<typeof sql>['execute']>[0]
}
