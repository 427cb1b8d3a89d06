import { type ExpressionBuilder, sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'
import { countRows } from '#db/engine/row-count.ts'
import { Failure } from '#db/kernel/failure.ts'
import type { Tables } from '#db/tables.ts'

import { type visitContract, VisitFilter } from './contract.ts'

/** The filter that lets all records through. */
const EVERYTHING = JSON.stringify(VisitFilter.parse({}))

export const visitQueries: QueryHandlers<typeof visitContract> = {
  rounds: (db) =>
    db
      .selectFrom('round')
      .select((eb) => [
        'id',
        'no',
        'purpose',
        'fromOn',
        'toOn',
        eb
          .selectFrom('visit')
          .whereRef('visit.roundId', '=', 'round.id')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .$asScalar()
          .$notNull()
          .as('visits'),
      ])
      .orderBy('no')
      .execute(),

  async list(db, { filter, sort, descending, offset, limit }) {
    const total = await totalOf(db, filter)
    const rows = await visitRows(db)
      .where((eb) => ofVisit(eb, filter))
      .where((eb) => ofUnit(eb, filter))
      .orderBy(sql.ref(sort), descending ? 'desc' : 'asc')
      .orderBy('visit.id')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows }
  },

  async one(db, { id }) {
    const visit = await visitRows(db)
      .innerJoin('member as enterer', 'enterer.id', 'visit.enteredBy')
      .select(['visit.roundId', 'visit.note', 'enterer.name as enteredBy', 'visit.enteredAt'])
      .where('visit.id', '=', id)
      .executeTakeFirst()
    if (!visit) throw new Failure('not-found', [{ code: 'visit.unknown' }])
    const members = await db
      .selectFrom('visitMember')
      .innerJoin('member', 'member.id', 'visitMember.memberId')
      .select(['member.id', 'member.name'])
      .where('visitId', '=', id)
      .orderBy('visitMember.id')
      .execute()
    return { ...visit, members, items: await itemsOf(db, id), ...(await onsiteOf(db, id)) }
  },
}

/** What the visit tells besides its looks: its facts, its sites, and the minutes of each method. */
export async function onsiteOf(db: Reader, visitId: string) {
  const { toHear, toFind, toLearn, ceremony, ...facts } = await db
    .selectFrom('visit')
    .select([
      'placeKind',
      'toHear',
      'toFind',
      'toLearn',
      'thirdPersons',
      'accompanying',
      'meal',
      'mealFen',
      'lodgingFen',
      'vehicles',
      'ceremony',
      'gift',
    ])
    .where('id', '=', visitId)
    .executeTakeFirstOrThrow()
  const sites = await db
    .selectFrom('site')
    .select(['id', 'name', 'side', 'proposedBy', 'minutes'])
    .where('visitId', '=', visitId)
    .orderBy('id')
    .execute()
  const minutes = await db
    .selectFrom('visitMethod')
    .select(['method', 'minutes'])
    .where('visitId', '=', visitId)
    .orderBy('method')
    .execute()
  const onsite = {
    ...facts,
    toHear: toHear === 1,
    toFind: toFind === 1,
    toLearn: toLearn === 1,
    ceremony: ceremony === null ? null : ceremony === 1,
  }
  return { onsite, sites, minutes }
}

function visitRows(db: Reader) {
  return db
    .selectFrom('visit')
    .innerJoin('unit', 'unit.id', 'visit.unitId')
    .leftJoin('unit as prefecture', 'prefecture.id', 'unit.prefectureId')
    .leftJoin('round', 'round.id', 'visit.roundId')
    .select((eb) => [
      'visit.id',
      'visit.unitId',
      'unit.name as unitName',
      'prefecture.name as prefectureName',
      'round.no as roundNo',
      'visit.startedOn',
      'visit.endedOn',
      'visit.method',
      'visit.notice',
      'visit.selection',
      'visit.state',
      eb
        .selectFrom('exposure')
        .whereRef('exposure.visitId', '=', 'visit.id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .$asScalar()
        .$notNull()
        .as('exposures'),
      eb
        .selectFrom('exposure')
        .whereRef('exposure.visitId', '=', 'visit.id')
        .where('exposure.result', '=', 'found')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .$asScalar()
        .$notNull()
        .as('found'),
    ])
}

function itemsOf(db: Reader, visitId: string) {
  return db
    .selectFrom('exposure')
    .innerJoin('unit', 'unit.id', 'exposure.unitId')
    .where('exposure.visitId', '=', visitId)
    .select((eb) => [
      'exposure.id',
      'exposure.unitId',
      'unit.name as unitName',
      'exposure.problemType',
      'exposure.method',
      'exposure.nature',
      'exposure.result',
      'exposure.lookedOn',
      'exposure.looked',
      'exposure.foundCount',
      'exposure.note',
      eb
        .selectFrom('problem')
        .whereRef('problem.exposureId', '=', 'exposure.id')
        .select('problem.id')
        .orderBy('problem.no')
        .limit(1)
        .as('problemId'),
    ])
    .orderBy('exposure.id')
    .execute()
}

/** How many records the filter lets through; without one the number is known beforehand. */
async function totalOf(db: Reader, filter: VisitFilter): Promise<number> {
  if (JSON.stringify(filter) === EVERYTHING) return countRows(db, 'visit')
  const { total } = await db
    .selectFrom('visit')
    .$if(filter.prefectures.length > 0 || filter.text !== '', (query) =>
      query.innerJoin('unit', 'unit.id', 'visit.unitId').where((eb) => ofUnit(eb, filter)),
    )
    .where((eb) => ofVisit(eb, filter))
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

function ofVisit(eb: ExpressionBuilder<Tables, 'visit'>, filter: VisitFilter) {
  const { unitId, rounds, period, notices, selections, state } = filter
  const parts = [
    unitId === null ? undefined : eb('visit.unitId', '=', unitId),
    rounds.length === 0 ? undefined : eb('visit.roundId', 'in', rounds),
    period.from === null ? undefined : eb('visit.endedOn', '>=', period.from),
    period.to === null ? undefined : eb('visit.startedOn', '<=', period.to),
    notices.length === 0 ? undefined : eb('visit.notice', 'in', notices),
    selections.length === 0 ? undefined : eb('visit.selection', 'in', selections),
    state === null ? undefined : eb('visit.state', '=', state),
  ]
  return eb.and(parts.filter((part) => part !== undefined))
}

function ofUnit(eb: ExpressionBuilder<Tables, 'visit' | 'unit'>, filter: VisitFilter) {
  const parts = [
    filter.prefectures.length === 0 ? undefined : eb('unit.prefectureId', 'in', filter.prefectures),
    filter.text === ''
      ? undefined
      : eb(sql<number>`instr(unit.name || visit.note, ${filter.text})`, '>', 0),
  ]
  return eb.and(parts.filter((part) => part !== undefined))
}
