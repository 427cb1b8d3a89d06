import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { accessContract } from './contract.ts'

export const accessQueries: QueryHandlers<typeof accessContract> = {
  async list(db, { offset, limit }) {
    const { total } = await db
      .selectFrom('access')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await db
      .selectFrom('access')
      .leftJoin('member', 'member.id', 'access.memberId')
      .leftJoin('member as other', 'other.id', 'access.aboutId')
      .select((eb) => [
        'access.id',
        'access.kind',
        eb.fn.coalesce('member.name', 'access.memberId').as('member'),
        eb.fn.coalesce('other.name', 'access.aboutId').as('about'),
        'access.deviceId',
        'access.at',
        'access.times',
      ])
      .orderBy('access.at', 'desc')
      .orderBy('access.id', 'desc')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total, rows }
  },
}
