import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'
import { countRows } from '#db/engine/row-count.ts'
import { Failure } from '#db/kernel/failure.ts'
import { bigramsOf, likeness } from '#db/kernel/likeness.ts'
import { spell } from '#db/unit/rules.ts'

import { type problemContract, ProblemFilter } from './contract.ts'
import { type Due, dueOf, needsUnit, ofProblem, ofUnit } from './filter.ts'
import { currentLimits } from './limits.ts'
import { partsOf } from './parts.ts'

const ROW = [
  'problem.id',
  'problem.no',
  'problem.unitId',
  'unit.name as unitName',
  'prefecture.name as prefectureName',
  'problem.foundOn',
  'problem.problemType',
  'problem.what',
  'problem.severity',
  'problem.source',
  'problem.state',
] as const

/** The filter that lets all records through. */
const EVERYTHING = JSON.stringify(ProblemFilter.parse({}))

export const problemQueries: QueryHandlers<typeof problemContract> = {
  async types(db) {
    const types = await db
      .selectFrom('problemType')
      .select(['id', 'name', 'nameEn', 'brief', 'wind', 'scheme'])
      .orderBy('position')
      .execute()
    return types.map((type) => ({ ...type, initials: spell(type.name).initials }))
  },

  async list(db, { filter, sort, descending, offset, limit }, world) {
    const due = await dueOf(db, world.today())
    const total = await totalOf(db, filter, due)
    const direction = descending ? 'desc' : 'asc'
    const rows = await db
      .selectFrom('problem')
      .innerJoin('unit', 'unit.id', 'problem.unitId')
      .leftJoin('unit as prefecture', 'prefecture.id', 'unit.prefectureId')
      .where((eb) => ofProblem(eb, filter, due))
      .where((eb) => ofUnit(eb, filter))
      .select(ROW)
      .orderBy(sort === 'unitName' ? 'unit.name' : sql.ref(`problem.${sort}`), direction)
      .orderBy('problem.no', direction)
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows }
  },

  async one(db, { id }, world) {
    const problem = await db
      .selectFrom('problem')
      .innerJoin('unit', 'unit.id', 'problem.unitId')
      .leftJoin('unit as prefecture', 'prefecture.id', 'unit.prefectureId')
      .innerJoin('member as enterer', 'enterer.id', 'problem.enteredBy')
      .leftJoin('member as confirmer', 'confirmer.id', 'problem.confirmedBy')
      .leftJoin('problem as target', 'target.id', 'problem.mergedInto')
      .select(ROW)
      .select([
        'problem.visitId',
        'problem.exposureId',
        'problem.wind',
        'problem.happened',
        'problem.place',
        'problem.effect',
        'problem.measure',
        'problem.enteredBy as entererId',
        'enterer.name as enteredBy',
        'problem.enteredAt',
        'confirmer.name as confirmedBy',
        'problem.confirmedOn',
        'problem.soughtAgainst',
        'problem.mergedInto',
        'target.no as mergedIntoNo',
        'unit.level as unitLevel',
      ])
      .where('problem.id', '=', id)
      .executeTakeFirst()
    if (!problem) throw new Failure('not-found', [{ code: 'problem.unknown' }])
    const limits = await currentLimits(db)
    return { ...problem, ...(await partsOf(db, id)), limits, asOf: world.today() }
  },

  async similar(db, { id }) {
    const one = await db
      .selectFrom('problem')
      .select(['unitId', 'what'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!one) throw new Failure('not-found', [{ code: 'problem.unknown' }])
    const others = await db
      .selectFrom('problem')
      .select(['id', 'no', 'what', 'state'])
      .where('unitId', '=', one.unitId)
      .where('id', '<>', id)
      .where('state', 'not in', ['merged', 'notSubstantiated', 'handedOver'])
      .execute()
    const pairs = bigramsOf(one.what)
    return others
      .map((other) => ({ other, like: likeness(pairs, bigramsOf(other.what)) }))
      .toSorted((a, b) => b.like - a.like || a.other.no - b.other.no)
      .slice(0, 8)
      .map(({ other }) => other)
  },
}

/** How many records the filter lets through; without one the number is known beforehand. */
async function totalOf(db: Reader, filter: ProblemFilter, due: Due): Promise<number> {
  if (JSON.stringify(filter) === EVERYTHING) return countRows(db, 'problem')
  const { total } = await db
    .selectFrom('problem')
    .$if(needsUnit(filter), (query) =>
      query.innerJoin('unit', 'unit.id', 'problem.unitId').where((eb) => ofUnit(eb, filter)),
    )
    .where((eb) => ofProblem(eb, filter, due))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
