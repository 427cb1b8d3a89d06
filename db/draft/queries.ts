import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { draftContract } from './contract.ts'

export const draftQueries: QueryHandlers<typeof draftContract> = {
  list: (db, _input, world) =>
    db
      .selectFrom('draft')
      .select(['form', 'subject', 'title', 'content', 'savedAt'])
      .where('memberId', '=', world.actor)
      .orderBy('savedAt', 'desc')
      .execute(),
}
