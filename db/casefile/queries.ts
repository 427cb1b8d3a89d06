import type { Reader } from '#db/engine/case-file.ts'
import type { QueryHandlers, World } from '#db/engine/handlers.ts'
import { countRows } from '#db/engine/row-count.ts'
import { Failure } from '#db/kernel/failure.ts'

import type { casefileContract, Member } from './contract.ts'

export const casefileQueries: QueryHandlers<typeof casefileContract> = {
  async summary(db, _input, world) {
    const file = await db
      .selectFrom('caseFile')
      .select(['title', 'rootKind', 'groupName', 'practice', 'openedOn'])
      .executeTakeFirst()
    if (!file) throw new Failure('not-found', [{ code: 'casefile.not-founded' }])
    const last = await db
      .selectFrom('changeset')
      .select(['seq', 'at'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const members = await membersOf(db, world)
    const actor = members.find((member) => member.id === world.actor)
    if (!actor) throw new Failure('not-found', [{ code: 'casefile.unknown-member' }])
    return {
      ...file,
      practice: file.practice === 1,
      today: world.today(),
      actor,
      units: await countRows(db, 'unit'),
      visits: await countRows(db, 'visit'),
      exposures: await countRows(db, 'exposure'),
      problems: await countRows(db, 'problem'),
      changesets: last?.seq ?? 0,
      lastChangeAt: last?.at ?? null,
    }
  },

  members: (db, _input, world) => membersOf(db, world),
}

async function membersOf(db: Reader, world: World): Promise<Member[]> {
  const members = await db
    .selectFrom('member')
    .select(['id', 'name', 'role', 'toOn'])
    .orderBy('fromOn')
    .orderBy('id')
    .execute()
  return members.map(({ toOn, ...member }) => ({
    ...member,
    active: toOn === null || toOn >= world.today(),
  }))
}
