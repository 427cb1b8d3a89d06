import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'

import type { PrevalenceQuery } from './contract.ts'
import { isOfAllLooks, ofLook, ofUnit } from './filter.ts'
import type { BiasFacts } from './rules/warnings.ts'
import type { LookFacts } from './tallies.ts'

/** Completes the facts behind the bias warnings (domain §4.6). */
export async function biasFacts(
  db: Reader,
  query: PrevalenceQuery,
  facts: LookFacts,
): Promise<BiasFacts> {
  return {
    ...facts,
    belowCounty: await belowCounty(db),
    visits: facts.notFound === 0 ? await visitsOf(db, query) : 0,
    observers: await observerShares(db, query),
  }
}

/** 1 when anything below the county was looked at: asked of all levels, not of those filtered for. */
async function belowCounty(db: Reader): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select exists (select 1 from lookGroup where level > '31' and looks > 0) as n
  `.execute(db)
  return rows[0]?.n ?? 0
}

async function visitsOf(db: Reader, query: PrevalenceQuery): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct look.visitId) as n
    from exposure as look
    join visit on visit.id = look.visitId
    join unit on unit.id = look.unitId
    where ${ofUnit(query)} and ${ofLook(query, 'look', 'visit')}
  `.execute(db)
  return rows[0]?.n ?? 0
}

/** For each type, the one member whose finds are the largest share (B10). */
async function observerShares(db: Reader, query: PrevalenceQuery): Promise<BiasFacts['observers']> {
  const byMember = isOfAllLooks(query)
    ? sql`
      select problemType, enteredBy, sum(finds) as finds
      from observerGroup as unit where ${ofUnit(query)}
      group by problemType, enteredBy`
    : sql`
      select problem.problemType, problem.enteredBy, count(*) as finds
      from problem
      join exposure as look on look.id = problem.exposureId
      join visit on visit.id = look.visitId
      join unit on unit.id = problem.unitId
      where problem.state not in ('notSubstantiated', 'merged')
        and ${ofLook(query, 'look', 'visit')} and ${ofUnit(query)}
      group by problem.problemType, problem.enteredBy`
  const { rows } = await sql<{ problemType: string; finds: number; largest: number }>`
    with byMember as (${byMember})
    select problemType, sum(finds) as finds, max(finds) as largest from byMember group by problemType
  `.execute(db)
  return rows
}
