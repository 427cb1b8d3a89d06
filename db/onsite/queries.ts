import { sql } from 'kysely'

import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { onsiteContract } from './contract.ts'

export const onsiteQueries: QueryHandlers<typeof onsiteContract> = {
  observations: (db, { visitId }) =>
    db
      .selectFrom('observation')
      .innerJoin('member', 'member.id', 'observation.enteredBy')
      .leftJoin('site', 'site.id', 'observation.siteId')
      .where('observation.visitId', '=', visitId)
      .select([
        'observation.id',
        'site.name as siteName',
        'observation.text',
        'observation.fit',
        'member.name as by',
        'observation.at',
      ])
      .orderBy('observation.at')
      .orderBy('observation.id')
      .execute(),

  async unit(db, { unitId }, world) {
    const recording = await isRecording(db, unitId, world.actor)
    const hypotheses = await db
      .selectFrom('hypothesis')
      .innerJoin('member', 'member.id', 'hypothesis.enteredBy')
      .where('unitId', '=', unitId)
      .select([
        'hypothesis.id',
        'text',
        'basis',
        'enteredBy',
        'member.name as by',
        'at',
        'outcome',
        'outcomeOn',
      ])
      .orderBy('at')
      .orderBy('hypothesis.id')
      .execute()
    const assessments = await db
      .selectFrom('assessment')
      .innerJoin('member', 'member.id', 'assessment.enteredBy')
      .where('unitId', '=', unitId)
      .select(['assessment.id', 'text', 'lookedFor', 'member.name as by', 'at'])
      .orderBy('at')
      .orderBy('assessment.id')
      .execute()
    return {
      recording,
      hypotheses: hypotheses.map(({ enteredBy, ...hypothesis }) =>
        recording && enteredBy !== world.actor
          ? { ...hypothesis, text: null, basis: null }
          : hypothesis,
      ),
      assessments,
      ...(await contraryOf(db, unitId)),
    }
  },
}

/** Whether the member is on a visit of the unit that is not closed yet. */
async function isRecording(db: Reader, unitId: string, memberId: string): Promise<boolean> {
  const open = await db
    .selectFrom('visit')
    .innerJoin('visitMember', 'visitMember.visitId', 'visit.id')
    .where('visit.unitId', '=', unitId)
    .where('visit.state', '=', 'open')
    .where('visitMember.memberId', '=', memberId)
    .select('visit.id')
    .executeTakeFirst()
  return open !== undefined
}

/** Observations at a unit: how many came after its latest hypothesis, and how many do not fit. */
export async function contraryOf(
  db: Reader,
  unitId: string,
): Promise<{ readonly since: number; readonly against: number }> {
  const latest = await db
    .selectFrom('hypothesis')
    .where('unitId', '=', unitId)
    .select(({ fn }) => fn.max('at').as('at'))
    .executeTakeFirst()
  return db
    .selectFrom('visit')
    .innerJoin('observation', 'observation.visitId', 'visit.id')
    .where('visit.unitId', '=', unitId)
    .select([
      sql<number>`count(*) filter (where observation.at > ${latest?.at ?? ''})`.as('since'),
      sql<number>`count(*) filter (where observation.fit = 'against')`.as('against'),
    ])
    .executeTakeFirstOrThrow()
}
