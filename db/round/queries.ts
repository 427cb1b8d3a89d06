import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'
import { justifiedCodes } from '#db/engine/justified.ts'
import { setParameters } from '#db/engine/set-parameters.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { roundContract, RoundDay, RoundMeasures, RoundRecord } from './contract.ts'
import { measureDays } from './rules/nights.ts'
import { roundParametersOf } from './rules/parameters.ts'

export const roundQueries: QueryHandlers<typeof roundContract> = {
  list: (db) =>
    heads(db)
      .select((eb) => [
        eb
          .selectFrom('roundMember')
          .whereRef('roundMember.roundId', '=', 'round.id')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .$asScalar()
          .$notNull()
          .as('members'),
        eb
          .selectFrom('roundPlan')
          .whereRef('roundPlan.roundId', '=', 'round.id')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .$asScalar()
          .$notNull()
          .as('plans'),
        eb
          .selectFrom('visit')
          .whereRef('visit.roundId', '=', 'round.id')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .$asScalar()
          .$notNull()
          .as('visits'),
        eb
          .selectFrom('visit')
          .whereRef('visit.roundId', '=', 'round.id')
          .where('visit.state', '=', 'open')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .$asScalar()
          .$notNull()
          .as('openVisits'),
        eb
          .selectFrom('roundDay')
          .whereRef('roundDay.roundId', '=', 'round.id')
          .where('roundDay.lodgingLevel', 'is not', null)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .$asScalar()
          .$notNull()
          .as('nights'),
      ])
      .orderBy('round.no', 'desc')
      .execute(),

  one: (db, { id }) => roundRecord(db, id),
}

/** A round with all that its page shows and its rules judge. */
export async function roundRecord(db: Reader, id: string): Promise<RoundRecord> {
  const round = await heads(db)
    .select('round.summary')
    .where('round.id', '=', id)
    .executeTakeFirst()
  if (!round) throw new Failure('not-found', [{ code: 'round.unknown' }])
  const members = await db
    .selectFrom('roundMember')
    .innerJoin('member', 'member.id', 'roundMember.memberId')
    .where('roundId', '=', id)
    .select(['memberId', 'member.name', 'team'])
    .orderBy('team')
    .orderBy('roundMember.id')
    .execute()
  const days = await daysOfRound(db, id)
  const openVisits = await db
    .selectFrom('visit')
    .innerJoin('unit', 'unit.id', 'visit.unitId')
    .where('visit.roundId', '=', id)
    .where('visit.state', '=', 'open')
    .select(['visit.id', 'unit.name as unitName'])
    .orderBy('visit.startedOn')
    .orderBy('visit.id')
    .execute()
  return {
    ...round,
    members,
    days,
    plan: await planOf(db, id),
    steps: await stepsOf(db, id),
    openVisits,
    unreminded: await countUnreminded(db, id),
    measures: { ...measureDays(round, members, days), ...(await measureVisits(db, id)) },
    parameters: await currentParameters(db),
    justified: [...(await justifiedCodes(db, id))],
  }
}

function heads(db: Reader) {
  return db
    .selectFrom('round')
    .leftJoin('member as leadMember', 'leadMember.id', 'round.leadMemberId')
    .select([
      'round.id',
      'round.no',
      'round.purpose',
      'round.fromOn',
      'round.toOn',
      'round.state',
      'round.leadMemberId',
      'leadMember.name as leadName',
    ])
}

function planOf(db: Reader, roundId: string) {
  return db
    .selectFrom('roundPlan')
    .innerJoin('unit', 'unit.id', 'roundPlan.unitId')
    .where('roundId', '=', roundId)
    .select([
      'roundPlan.id',
      'unitId',
      'unit.name as unitName',
      'reason',
      'plannedOn',
      'notice',
      'halfDays',
      'team',
      'note',
    ])
    .orderBy('plannedOn')
    .orderBy('team')
    .orderBy('roundPlan.id')
    .execute()
}

async function daysOfRound(db: Reader, roundId: string): Promise<RoundDay[]> {
  const rows = await db
    .selectFrom('roundDay')
    .selectAll()
    .where('roundId', '=', roundId)
    .orderBy('memberId')
    .orderBy('dayOn')
    .execute()
  return rows.map(({ memberId, dayOn, lodgingLevel, lodgingKind, ...row }) => ({
    memberId,
    dayOn,
    lodgingLevel,
    lodgingKind,
    minutes: {
      province: row.minutesProvince,
      city: row.minutesCity,
      county: row.minutesCounty,
      township: row.minutesTownship,
      village: row.minutesVillage,
    },
  }))
}

function stepsOf(db: Reader, roundId: string) {
  return db
    .selectFrom('roundStep')
    .innerJoin('member', 'member.id', 'roundStep.by')
    .where('roundId', '=', roundId)
    .select(['roundStep.id', 'toState', 'basis', 'at', 'member.name as by'])
    .orderBy('at')
    .orderBy('roundStep.id')
    .execute()
}

/** Problems found on visits of the round and confirmed, of which nobody has reminded the unit. */
async function countUnreminded(db: Reader, roundId: string): Promise<number> {
  const { n } = await db
    .selectFrom('visit')
    .innerJoin('problem', (join) =>
      join.onRef('problem.unitId', '=', 'visit.unitId').onRef('problem.visitId', '=', 'visit.id'),
    )
    .where('visit.roundId', '=', roundId)
    .where('problem.state', '=', 'found')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

type VisitMeasures = Pick<RoundMeasures, 'visits' | 'sites' | 'minutes'>

async function measureVisits(db: Reader, roundId: string): Promise<VisitMeasures> {
  const visits = await db
    .selectFrom('visit')
    .where('roundId', '=', roundId)
    .select([
      sql<number>`count(*)`.as('all'),
      sql<number>`count(*) filter (where notice = 'unannounced')`.as('unannounced'),
      sql<number>`count(*) filter (where selection = 'drawn')`.as('drawn'),
      sql<number>`count(*) filter (where toHear + toFind + toLearn < 3)`.as('withoutPurpose'),
      sql<number>`count(*) filter (where placeKind = 'upper')`.as('upper'),
      sql<number>`count(*) filter (where
        exists (select 1 from exposure where exposure.visitId = visit.id)
        and not exists (select 1 from exposure where exposure.visitId = visit.id
                        and nature in ('effect', 'masses')))`.as('formOnly'),
    ])
    .executeTakeFirstOrThrow()
  const sites = await db
    .selectFrom('visit')
    .innerJoin('site', 'site.visitId', 'visit.id')
    .where('visit.roundId', '=', roundId)
    .select([
      sql<number>`count(*)`.as('all'),
      sql<number>`count(*) filter (where side = 'front')`.as('front'),
      sql<number>`count(*) filter (where side = 'back')`.as('back'),
      sql<number>`count(*) filter (where proposedBy = 'host')`.as('host'),
      sql<number>`count(*) filter (where proposedBy = 'group')`.as('group'),
      sql<number>`count(*) filter (where proposedBy = 'draw')`.as('draw'),
      sql<number>`count(*) filter (where proposedBy = 'masses')`.as('masses'),
    ])
    .executeTakeFirstOrThrow()
  const minutes = await db
    .selectFrom('visit')
    .innerJoin('visitMethod', 'visitMethod.visitId', 'visit.id')
    .where('visit.roundId', '=', roundId)
    .select(['visitMethod.method', ({ fn }) => fn.sum<number>('visitMethod.minutes').as('minutes')])
    .groupBy('visitMethod.method')
    .orderBy('visitMethod.method')
    .execute()
  return { visits, sites, minutes }
}

async function currentParameters(db: Reader) {
  return roundParametersOf(await setParameters(db))
}
