import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { viewContract } from './contract.ts'

export const viewQueries: QueryHandlers<typeof viewContract> = {
  list: (db, { list }) =>
    db
      .selectFrom('savedView')
      .innerJoin('member', 'member.id', 'savedView.memberId')
      .where('list', '=', list)
      .select(['savedView.id', 'savedView.name', 'savedView.look', 'member.name as by'])
      .orderBy('savedView.name')
      .execute(),
}
