import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { responsibilityContract } from './contract.ts'

export const responsibilityQueries: QueryHandlers<typeof responsibilityContract> = {
  ofProblem: (db, { problemId }) =>
    db
      .selectFrom('responsibility')
      .innerJoin('unit', 'unit.id', 'responsibility.committeeId')
      .innerJoin('member', 'member.id', 'responsibility.enteredBy')
      .where('problemId', '=', problemId)
      .select(['responsibility.id', 'committeeId', 'problemId', 'asked', 'askedOn', 'ownActs'])
      .select(['actedOn', 'result', 'unit.name as committeeName', 'member.name as enteredBy'])
      .orderBy('askedOn')
      .orderBy('responsibility.id')
      .execute(),
}
