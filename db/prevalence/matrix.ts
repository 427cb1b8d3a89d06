import { sql } from 'kysely'
import type { z } from 'zod'

import type { Reader } from '#db/engine/case-file.ts'
import type { Notice, Selection } from '#db/visit/contract.ts'

import type { prevalenceContract } from './contract.ts'
import { ofLook, ofProblem, ofUnit } from './filter.ts'

type Input = z.output<typeof prevalenceContract.matrix.input>
type Output = z.input<typeof prevalenceContract.matrix.output>
type Cell = Output['units'][number]['cells'][number]

type UnitLine = {
  readonly id: string
  readonly name: string
  readonly level: string
  readonly prefectureName: string | null
  readonly selection: Selection
  readonly notice: Notice
}

/** One page of units that were looked at, each with one cell for every type asked for. */
export async function matrixOf(db: Reader, input: Input): Promise<Output> {
  const units = await unitLines(db, input)
  const cells = await cellsOf(
    db,
    input,
    units.map(({ id }) => id),
  )
  const notFor = new Map(
    (await db.selectFrom('problemType').select(['id', 'notForLevels']).execute()).map((type) => [
      type.id,
      type.notForLevels.split(','),
    ]),
  )
  return {
    total: await countUnits(db, input.query),
    units: units.map(({ level, ...unit }) => ({
      ...unit,
      cells: input.problemTypes.map(
        (problemType): Cell =>
          cells.get(`${unit.id} ${problemType}`) ?? {
            state: notFor.get(problemType)?.includes(level) ? 'notApplicable' : 'notLooked',
            problems: 0,
          },
      ),
    })),
  }
}

async function unitLines(db: Reader, { query, offset, limit }: Input): Promise<UnitLine[]> {
  const { rows } = await sql<UnitLine>`
    with lastLook as (
      select unitId, max(lookedOn || ' ' || selection || ' ' || notice) as last
      from examination as look where ${ofLook(query, 'look')} group by unitId
    )
    select unit.id, unit.name, unit.level, prefecture.name as prefectureName,
           substr(last, 12, instr(substr(last, 12), ' ') - 1) as selection,
           substr(last, 12 + instr(substr(last, 12), ' ')) as notice
    from lastLook join unit on unit.id = lastLook.unitId
    left join unit as prefecture on prefecture.id = unit.prefectureId
    where ${ofUnit(query)}
    order by prefecture.position, prefecture.name, unit.position, unit.name
    limit ${limit} offset ${offset}
  `.execute(db)
  return rows
}

async function countUnits(db: Reader, query: Input['query']): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct look.unitId) as n
    from examination as look join unit on unit.id = look.unitId
    where ${ofLook(query, 'look')} and ${ofUnit(query)}
  `.execute(db)
  return rows[0]?.n ?? 0
}

async function cellsOf(
  db: Reader,
  { query, problemTypes }: Input,
  units: readonly string[],
): Promise<ReadonlyMap<string, Cell>> {
  if (units.length === 0 || problemTypes.length === 0) return new Map()
  const { rows } = await sql<{
    unitId: string
    problemType: string
    finds: number
    unconfirmed: number
    problems: number
  }>`
    select look.unitId, look.problemType, sum(look.finds) as finds,
           sum(look.unconfirmed) as unconfirmed,
           (select count(*) from problem
            where problem.problemType = look.problemType and problem.unitId = look.unitId
              and problem.confirmedOn is not null and ${ofProblem(query)}) as problems
    from examination as look
    where look.problemType in (${sql.join(problemTypes)})
      and look.unitId in (${sql.join(units)})
      and ${ofLook(query, 'look')}
    group by look.unitId, look.problemType
  `.execute(db)
  return new Map(
    rows.map((row) => [
      `${row.unitId} ${row.problemType}`,
      {
        state: row.finds + row.unconfirmed > 0 ? ('found' as const) : ('looked' as const),
        problems: row.finds > 0 ? row.problems : 0,
      },
    ]),
  )
}
