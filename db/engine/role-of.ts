import { Failure } from '#db/kernel/failure.ts'
import type { Role } from '#db/kernel/roles.ts'

import type { Reader } from './case-file.ts'

/** The part of a member in the group. Fails with `casefile.unknown-member`. */
export async function roleOf(db: Reader, memberId: string): Promise<Role> {
  const member = await db
    .selectFrom('member')
    .select('role')
    .where('id', '=', memberId)
    .executeTakeFirst()
  if (!member) throw new Failure('not-found', [{ code: 'casefile.unknown-member' }])
  return member.role
}
