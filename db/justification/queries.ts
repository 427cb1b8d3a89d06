import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { justificationContract } from './contract.ts'

export const justificationQueries: QueryHandlers<typeof justificationContract> = {
  list: (db, { subject, subjectId }) =>
    db
      .selectFrom('justification')
      .innerJoin('member', 'member.id', 'justification.memberId')
      .where('subject', '=', subject)
      .where('subjectId', '=', subjectId)
      .select([
        'justification.id',
        'justification.code',
        'justification.kind',
        'justification.reason',
        'member.name as by',
        'justification.at',
      ])
      .orderBy('justification.at')
      .orderBy('justification.id')
      .execute(),
}
