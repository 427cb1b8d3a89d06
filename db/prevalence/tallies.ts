import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'

import type { Reader } from '#db/engine/case-file.ts'

import type { PrevalenceQuery } from './contract.ts'
import { isOfAllLooks, ofLook, ofProblem, ofUnit } from './filter.ts'
import { FORM_ONLY, OVER_UNITS, PER_UNIT } from './per-unit.ts'

/** Units of one type. Drawn units are counted apart from all others. */
export type TypeTally = {
  readonly problemType: string
  readonly examined: number
  readonly found: number
  readonly unconfirmed: number
  readonly unannounced: number
  readonly unannouncedFound: number
  readonly otherExamined: number
  readonly otherFound: number
  /** Prefectures in which a drawn unit was examined, and found. */
  readonly prefecturesExamined: number
  readonly prefecturesFound: number
  /** The same drawn units by kind. */
  readonly kinds: readonly KindTally[]
}
const Kinds = z.array(z.object({ kind: z.string(), examined: z.number(), found: z.number() }))
export type KindTally = Readonly<z.infer<typeof Kinds>[number]>

/**
 * Counts units once per type however often they were looked at (domain §4.1 (2)). A unit is found
 * when any look found it and the problem is confirmed (4), unconfirmed when all its finds wait.
 * What is asked of all looks is kept ready; any other question goes through the examinations.
 */
export async function countsOf(db: Reader, query: PrevalenceQuery): Promise<TypeCounts> {
  if (!isOfAllLooks(query)) {
    const tallies = await talliesOf(db, countedGroups(query), OVER)
    return { tallies, problems: await problemCounts(db, query) }
  }
  // The problems are kept beside the looks, so that both are read at once.
  const columns = [...OVER, 'problems', 'problemUnits']
  const tallies = await talliesOf(db, readyGroups(query, columns), columns)
  const problems = tallies.map(({ problemType, ...row }) => ({
    problemType,
    problems: row.problems ?? 0,
    problemUnits: row.problemUnits ?? 0,
  }))
  return { tallies, problems }
}

type Tally = TypeTally & Partial<Omit<ProblemCount, 'problemType'>>

async function talliesOf(
  db: Reader,
  groups: RawBuilder<unknown>,
  columns: readonly string[],
): Promise<readonly Tally[]> {
  const { rows } = await sql<Omit<Tally, 'kinds'> & { readonly kinds: string }>`
    with unitGroups as ${groups},
    byPrefecture as (
      select problemType, sum(examined) > 0 as examined, sum(found) > 0 as found
      from unitGroups group by problemType, prefectureId
    ),
    prefectures as materialized (
      select problemType, sum(examined) as examined, sum(found) as found
      from byPrefecture group by problemType
    ),
    byKind as (
      select problemType, kind, sum(examined) as examined, sum(found) as found
      from unitGroups group by problemType, kind having sum(examined) > 0
    ),
    kindsOf as materialized (
      select problemType, json_group_array(
        json_object('kind', kind, 'examined', examined, 'found', found)) as kinds
      from byKind group by problemType
    ),
    totals as (select problemType, ${sql.raw(sumsOf(columns))} from unitGroups group by problemType)
    select totals.*, prefectures.examined as prefecturesExamined,
           prefectures.found as prefecturesFound, coalesce(kindsOf.kinds, '[]') as kinds
    from totals
    join prefectures on prefectures.problemType = totals.problemType
    left join kindsOf on kindsOf.problemType = totals.problemType
  `.execute(db)
  return rows.map(({ kinds, ...row }) => ({ ...row, kinds: Kinds.parse(JSON.parse(kinds)) }))
}

const OVER = Object.keys(OVER_UNITS)

function sumsOf(columns: readonly string[]): string {
  return columns.map((column) => `sum(${column}) as ${column}`).join()
}

/** Sums by type, level, kind and prefecture as they are kept. */
function readyGroups(query: PrevalenceQuery, columns: readonly string[]) {
  return sql`not materialized (
    select problemType, kind, prefectureId, ${sql.raw(columns.join())}
    from unitGroup as unit where ${ofUnit(query)}
  )`
}

/** The same counted anew, once. */
function countedGroups(query: PrevalenceQuery) {
  const sums = Object.entries(OVER_UNITS).map(([column, sum]) => `${sum} as ${column}`)
  return sql`materialized (
    select perUnit.problemType, unit.kind, coalesce(unit.prefectureId, '') as prefectureId,
           ${sql.raw(sums.join())}
    from (
      select problemType, unitId, ${sql.raw(PER_UNIT)}
      from examination as look
      where ${ofLook(query, 'look')}
      group by problemType, unitId
    ) as perUnit join unit on unit.id = perUnit.unitId
    where ${ofUnit(query)}
    group by perUnit.problemType, unit.kind, coalesce(unit.prefectureId, '')
  )`
}

export type ProblemCount = {
  readonly problemType: string
  readonly problems: number
  readonly problemUnits: number
}

export type TypeCounts = {
  readonly tallies: readonly TypeTally[]
  readonly problems: readonly ProblemCount[]
}

/** Problems and their units by type: counts, not prevalences (R43, INV-25). */
async function problemCounts(db: Reader, query: PrevalenceQuery): Promise<readonly ProblemCount[]> {
  const { rows } = await sql<ProblemCount>`
    select problemType, count(*) as problems, count(distinct unitId) as problemUnits
    from problem ${narrowed(query)} ${ofProblem(query)} group by problemType
  `.execute(db)
  return rows
}

function narrowed(query: PrevalenceQuery) {
  return query.levels.length + query.kinds.length + query.prefectures.length > 0
    ? sql`join unit on unit.id = problem.unitId where ${ofUnit(query)} and`
    : sql`where`
}

/** Units that could have been drawn under this query on the given day. */
export async function frameOf(db: Reader, query: PrevalenceQuery, on: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from unit
    where (validFrom is null or validFrom <= ${on}) and (validTo is null or validTo >= ${on})
      and ${ofUnit(query)}
  `.execute(db)
  return rows[0]?.n ?? 0
}

/** How many units were examined for anything, and from when to when. */
export type Extent = {
  readonly examinedUnits: number
  readonly drawnUnits: number
  readonly unannouncedUnits: number
  readonly firstOn: string | null
  readonly lastOn: string | null
}

/** All looks under a query, whatever their nature: the facts behind the bias warnings (§4.6). */
export type LookFacts = {
  readonly exposures: number
  readonly formOnly: number | null
  readonly unannounced: number | null
  readonly notFound: number | null
  readonly drawn: number | null
}

/** How far the looks under a query reach, and of what nature they are. */
export async function looksOf(
  db: Reader,
  query: PrevalenceQuery,
): Promise<{ readonly extent: Extent; readonly facts: LookFacts }> {
  if (!isOfAllLooks(query)) {
    return { extent: await extentOf(db, query), facts: await factsOf(db, query) }
  }
  const { rows } = await sql<Extent & LookFacts>`
    select coalesce(sum(examined), 0) as examinedUnits,
           coalesce(sum(examinedByDraw), 0) as drawnUnits,
           coalesce(sum(examinedUnannounced), 0) as unannouncedUnits,
           min(firstOn) as firstOn, max(lastOn) as lastOn,
           coalesce(sum(looks), 0) as exposures, sum(formOnly) as formOnly,
           sum(unannounced) as unannounced, sum(notFound) as notFound, sum(drawn) as drawn
    from lookGroup as unit where ${ofUnit(query)}
  `.execute(db)
  const { exposures, formOnly, unannounced, notFound, drawn, ...extent } = rows[0] ?? NOTHING
  return { extent, facts: { exposures, formOnly, unannounced, notFound, drawn } }
}

const NOTHING: Extent & LookFacts = {
  examinedUnits: 0,
  drawnUnits: 0,
  unannouncedUnits: 0,
  firstOn: null,
  lastOn: null,
  exposures: 0,
  formOnly: null,
  unannounced: null,
  notFound: null,
  drawn: null,
}

async function extentOf(db: Reader, query: PrevalenceQuery): Promise<Extent> {
  const { rows } = await sql<Extent>`
    select count(distinct unitId) as examinedUnits,
           count(distinct iif(selection = 'drawn', unitId, null)) as drawnUnits,
           count(distinct iif(selection = 'drawn' and notice = 'unannounced', unitId, null))
             as unannouncedUnits,
           min(lookedOn) as firstOn, max(lookedOn) as lastOn
    from examination as look join unit on unit.id = look.unitId
    where ${ofLook(query, 'look')} and ${ofUnit(query)}
  `.execute(db)
  return rows[0] ?? NOTHING
}

async function factsOf(db: Reader, query: PrevalenceQuery): Promise<LookFacts> {
  const { rows } = await sql<LookFacts>`
    select count(*) as exposures, sum${sql.raw(FORM_ONLY)} as formOnly,
           sum(visit.notice = 'unannounced') as unannounced,
           sum(look.result = 'notFound') as notFound,
           sum(visit.selection = 'drawn') as drawn
    from exposure as look
    join visit on visit.id = look.visitId
    join unit on unit.id = look.unitId
    where ${ofUnit(query)} and ${ofLook(query, 'look', 'visit')}
  `.execute(db)
  return rows[0] ?? NOTHING
}
