import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { opinionContract } from './contract.ts'
import { alikePairs } from './rules/similarity.ts'

/** Opinions that are compared with each other at most: the newest. */
const MOST_COMPARED = 3000
const MOST_PAIRS = 100

type Clusters = Pick<QueryHandlers<typeof opinionContract>, 'coverage' | 'clusters' | 'alike'>

/** What is counted over many voices: of each unit, of each event, and which may be of one event. */
export const clusterQueries: Clusters = {
  async coverage(db, { unitId, period }) {
    const count = (condition: ReturnType<typeof sql<boolean>>) =>
      sql<number>`sum(iif(${condition}, 1, 0))`
    const rows = await standing(db)
      .innerJoin('unit', 'unit.id', 'opinion.unitId')
      .$if(unitId !== null, (query) => query.where('opinion.unitId', '=', unitId ?? ''))
      .$if(period.from !== null, (query) => query.where('heardOn', '>=', period.from ?? ''))
      .$if(period.to !== null, (query) => query.where('heardOn', '<=', period.to ?? ''))
      .select(({ fn }) => [
        'opinion.unitId',
        'unit.name as unitName',
        fn.countAll<number>().as('total'),
        count(sql`directness = 'direct'`).as('direct'),
        count(sql`speakerKind = 'V01'`).as('V01'),
        count(sql`speakerKind = 'V02'`).as('V02'),
        count(sql`speakerKind = 'V03'`).as('V03'),
      ])
      .groupBy('opinion.unitId')
      .orderBy('unit.name')
      .orderBy('opinion.unitId')
      .execute()
    const { silent } = await db
      .selectFrom('visit')
      .$if(unitId !== null, (query) => query.where('visit.unitId', '=', unitId ?? ''))
      .$if(period.from !== null, (query) => query.where('endedOn', '>=', period.from ?? ''))
      .$if(period.to !== null, (query) => query.where('startedOn', '<=', period.to ?? ''))
      .where('visit.unitId', 'not in', rows.length === 0 ? [''] : rows.map((row) => row.unitId))
      .select(sql<number>`count(distinct visit.unitId)`.as('silent'))
      .executeTakeFirstOrThrow()
    return { silent, rows }
  },

  async clusters(db, { unitId }) {
    const { voices, gathered } = await standing(db)
      .leftJoin('opinionClusterMember as belongs', 'belongs.opinionId', 'opinion.id')
      .$if(unitId !== null, (query) => query.where('unitId', '=', unitId ?? ''))
      .select(({ fn }) => [
        fn.countAll<number>().as('voices'),
        fn.count<number>('belongs.id').as('gathered'),
      ])
      .executeTakeFirstOrThrow()
    const rows = await standing(db)
      .innerJoin('opinionClusterMember as belongs', 'belongs.opinionId', 'opinion.id')
      .innerJoin('opinionCluster as cluster', 'cluster.id', 'belongs.clusterId')
      .innerJoin('unit', 'unit.id', 'cluster.unitId')
      .$if(unitId !== null, (query) => query.where('cluster.unitId', '=', unitId ?? ''))
      .select(({ fn }) => [
        'cluster.id',
        'cluster.name',
        'cluster.unitId',
        'unit.name as unitName',
        fn.countAll<number>().as('voices'),
      ])
      .groupBy('cluster.id')
      .orderBy('voices', 'desc')
      .orderBy('cluster.id')
      .execute()
    return { voices, events: voices - gathered + rows.length, rows }
  },

  async alike(db, { unitId }) {
    const said = await standing(db)
      .innerJoin('unit', 'unit.id', 'opinion.unitId')
      .leftJoin('opinionClusterMember as belongs', 'belongs.opinionId', 'opinion.id')
      .$if(unitId !== null, (query) => query.where('opinion.unitId', '=', unitId ?? ''))
      .select([
        'opinion.id',
        'opinion.no',
        'opinion.verbatim',
        'opinion.speakerKind',
        'opinion.heardOn',
        'belongs.clusterId',
        'opinion.unitId as group',
        'unit.name as unitName',
        'opinion.verbatim as text',
        'belongs.clusterId as cluster',
      ])
      .orderBy('opinion.no', 'desc')
      .limit(MOST_COMPARED)
      .execute()
    return alikePairs(said, MOST_PAIRS).map(({ one, other, likeness }) => ({
      unitId: one.group,
      unitName: one.unitName,
      likeness,
      one: told(one),
      other: told(other),
    }))
  },
}

type Told = {
  readonly group: string
  readonly unitName: string
  readonly text: string
  readonly cluster: string | null
}

function told<T extends Told>({ group: _g, unitName: _u, text: _t, cluster: _c, ...opinion }: T) {
  return opinion
}

/** Opinions that nothing corrects: each voice once. */
function standing(db: Reader) {
  return db
    .selectFrom('opinion')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('opinion as later')
            .select('later.id')
            .whereRef('later.supersedes', '=', 'opinion.id'),
        ),
      ),
    )
}
