import { type ExpressionBuilder, sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import type { Tables } from '#db/tables.ts'

import type { OwnListFilter, ownlistContract } from './contract.ts'
import { type Matter, overlapOf } from './rules.ts'

export const ownlistQueries: QueryHandlers<typeof ownlistContract> = {
  async list(db, { filter, sort, descending, offset, limit }) {
    const { total } = await db
      .selectFrom('unitOwnProblem as own')
      .where((eb) => ofFilter(eb, filter))
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const direction = descending ? 'desc' : 'asc'
    const rows = await rowsOf(db)
      .where((eb) => ofFilter(eb, filter))
      .orderBy(sort === 'unitName' ? 'unit.name' : 'own.listedOn', direction)
      .orderBy('own.id', direction)
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows }
  },

  async one(db, { id }) {
    const row = await rowsOf(db).where('own.id', '=', id).executeTakeFirst()
    if (!row) throw new Failure('not-found', [{ code: 'ownlist.unknown' }])
    return row
  },

  async overlap(db, { unitId }) {
    const units = await db
      .selectFrom('unit')
      .select(['unit.id', 'unit.name'])
      .where((eb) =>
        unitId === null
          ? eb('unit.id', 'in', eb.selectFrom('unitOwnProblem').select('unitId'))
          : eb('unit.id', '=', unitId),
      )
      .orderBy('unit.name')
      .execute()
    const overlaps = []
    for (const { id, name } of units) {
      const matters = await mattersOf(db, id)
      overlaps.push({ unitId: id, unitName: name, ...overlapOf(matters) })
    }
    return overlaps
  },
}

function rowsOf(db: Reader) {
  return db
    .selectFrom('unitOwnProblem as own')
    .innerJoin('unit', 'unit.id', 'own.unitId')
    .leftJoin('problem', 'problem.id', 'own.matchesProblemId')
    .select(['own.id', 'own.unitId', 'own.text', 'own.wayFound', 'own.claimedBy', 'own.listedOn'])
    .select(['own.matchesProblemId', 'unit.name as unitName', 'problem.no as matchesNo'])
}

type InOwn = ExpressionBuilder<Tables & { own: Tables['unitOwnProblem'] }, 'own'>

function ofFilter(eb: InOwn, { unitId, ways, text }: OwnListFilter) {
  const parts = [
    unitId === null ? undefined : eb('own.unitId', '=', unitId),
    ways.length === 0 ? undefined : eb('own.wayFound', 'in', ways),
    text === '' ? undefined : eb(sql<number>`instr(own.text, ${text})`, '>', 0),
  ]
  return eb.and(parts.filter((part) => part !== undefined))
}

/**
 * All that stands on one of the three lists of a unit. What was merged counts with the problem that
 * it went into, and brings its source along; what was dismissed or handed over counts no more.
 */
async function mattersOf(db: Reader, unitId: string): Promise<Matter[]> {
  const problems = await db
    .selectFrom('problem')
    .select(['id', 'source', 'state', 'mergedInto'])
    .where('unitId', '=', unitId)
    .where('state', 'not in', ['notSubstantiated', 'handedOver'])
    .execute()
  const own = await db
    .selectFrom('unitOwnProblem')
    .select(['id', 'matchesProblemId'])
    .where('unitId', '=', unitId)
    .execute()
  const into = new Map(problems.map(({ id, mergedInto }) => [id, mergedInto]))
  const rootOf = (id: string): string => {
    const next = into.get(id) ?? null
    return next === null ? id : rootOf(next)
  }
  const standing = problems.filter(({ state }) => state !== 'merged').map(({ id }) => id)
  const matched = own.map(({ matchesProblemId: id }) => (id === null ? null : rootOf(id)))
  const matters = standing.map((id) => {
    const parts = problems.filter((each) => rootOf(each.id) === id)
    const sources = new Set(parts.map(({ source }) => source))
    return {
      unit: matched.includes(id),
      masses: sources.has('masses'),
      group: sources.has('fieldwork'),
    }
  })
  const alone = matched.filter((id) => id === null || !standing.includes(id))
  return [...matters, ...alone.map(() => ({ unit: true, masses: false, group: false }))]
}
