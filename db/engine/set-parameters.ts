import type { SetParameter } from '#db/kernel/parameters.ts'

import type { Reader } from './case-file.ts'

/** Everything that the group has set for its parameters, in the order of setting. */
export function setParameters(db: Reader): Promise<SetParameter[]> {
  return db
    .selectFrom('parameter')
    .select(['code', 'value'])
    .orderBy('setOn')
    .orderBy('id')
    .execute()
}
