import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'

import type { Reader } from '#db/engine/case-file.ts'

import type { prevalenceContract } from './contract.ts'
import { ofLook, ofUnit } from './filter.ts'

type Input = z.output<typeof prevalenceContract.records.input>
type Output = z.input<typeof prevalenceContract.records.output>
type Row = Output['rows'][number] & { readonly total: number; readonly units: number }

/** Whether the unit of the row was looked at by draw for the same type under the same query. */
function drawnToo(query: Input['query']): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from examination as drawn
    where drawn.problemType = seen.problemType and drawn.unitId = seen.unitId
      and drawn.selection = 'drawn' and ${ofLook(query, 'drawn')})`
}

/** Whether a look by draw found a confirmed problem in the unit of the row, under the same query. */
function confirmedToo(query: Input['query']): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from examination as drawn
    where drawn.problemType = seen.problemType and drawn.unitId = seen.unitId
      and drawn.selection = 'drawn' and drawn.finds > 0 and ${ofLook(query, 'drawn')})`
}

/** Which looks stand behind a number of the row (the counts of `groupsOf`). */
function behind({ part, query }: Input): RawBuilder<boolean> {
  const parts: Record<Input['part'], RawBuilder<boolean>> = {
    all: sql<boolean>`true`,
    examined: sql<boolean>`seen.selection = 'drawn'`,
    found: sql<boolean>`seen.selection = 'drawn' and seen.confirmed`,
    unconfirmed: sql<boolean>`seen.selection = 'drawn' and seen.result = 'found' and not seen.confirmed and not ${confirmedToo(query)}`,
    unannounced: sql<boolean>`seen.selection = 'drawn' and seen.notice = 'unannounced'`,
    otherExamined: sql<boolean>`seen.selection <> 'drawn' and not ${drawnToo(query)}`,
    otherFound: sql<boolean>`seen.selection <> 'drawn' and seen.confirmed and not ${drawnToo(query)}`,
  }
  return parts[part]
}

/** The looks behind one number, each with its visit, its unit and the problem it found. */
export async function recordsOf(db: Reader, input: Input): Promise<Output> {
  const chosen = sql`
    from examination as look
    join unit on unit.id = look.unitId
    join substantiveExposure as seen
      on seen.unitId = look.unitId and seen.problemType = look.problemType
      and seen.lookedOn = look.lookedOn and seen.selection = look.selection
      and seen.notice = look.notice
    where look.problemType = ${input.problemType}
      and ${ofLook(input.query, 'look')} and ${ofUnit(input.query)} and ${behind(input)}
      and ${input.unitId === null ? sql`true` : sql`look.unitId = ${input.unitId}`}`
  const { rows: counted } = await sql<{ total: number; units: number }>`
    select count(*) as total, count(distinct seen.unitId) as units ${chosen}
  `.execute(db)
  const { rows } = await sql<Row>`
    with chosen as (
      select seen.id, seen.visitId, seen.unitId, seen.lookedOn, seen.selection, seen.notice,
             seen.method, seen.result ${chosen}
      order by seen.lookedOn desc, seen.id
      limit ${input.limit} offset ${input.offset}
    )
    select chosen.id as exposureId, chosen.visitId, chosen.unitId, unit.name as unitName,
           prefecture.name as prefectureName, chosen.lookedOn, chosen.selection, chosen.notice,
           chosen.method, chosen.result, problem.id as problemId, problem.no as problemNo,
           problem.what
    from chosen
    join unit on unit.id = chosen.unitId
    left join unit as prefecture on prefecture.id = unit.prefectureId
    left join problem on problem.id = (
      select id from problem where exposureId = chosen.id order by no limit 1)
    order by chosen.lookedOn desc, chosen.id
  `.execute(db)
  return { total: counted[0]?.total ?? 0, units: counted[0]?.units ?? 0, rows }
}
