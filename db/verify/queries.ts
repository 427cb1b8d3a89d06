import { FIRST } from '#db/engine/changeset.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { verifyContract } from './contract.ts'
import { shortCodeOf } from './rules.ts'

export const verifyQueries: QueryHandlers<typeof verifyContract> = {
  async head(db) {
    const last = await db
      .selectFrom('changeset')
      .select(['seq', 'hash', 'at'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const { seq, hash, at } = last ?? { seq: 0, hash: FIRST, at: null }
    return { seq, at, code: shortCodeOf(hash) }
  },
}
