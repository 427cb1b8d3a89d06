import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { holidayContract } from './contract.ts'

export const holidayQueries: QueryHandlers<typeof holidayContract> = {
  list: (db) =>
    db.selectFrom('holiday').select(['id', 'date', 'kind', 'name']).orderBy('date').execute(),
}
