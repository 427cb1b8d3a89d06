import type { Reader } from '#db/engine/case-file.ts'
import { FIRST, startDigest } from '#db/engine/changeset.ts'
import type { QueryHandlers } from '#db/engine/handlers.ts'

import type { journalContract } from './contract.ts'
import { recordHistory } from './record-history.ts'

/** An import makes one changeset of hundreds of thousands of changes; memory holds a part of them. */
const READ_AT_ONCE = 5000

export const journalQueries: QueryHandlers<typeof journalContract> = {
  ...recordHistory,

  async list(db, { offset, limit }) {
    // They are numbered without a gap.
    const { total } = await db
      .selectFrom('changeset')
      .select(({ fn }) => fn.max('seq').as('total'))
      .executeTakeFirstOrThrow()
    const rows = await db
      .selectFrom('changeset')
      .leftJoin('member', 'member.id', 'changeset.memberId')
      .select((eb) => [
        'changeset.seq',
        'changeset.hash',
        eb.fn.coalesce('member.name', 'changeset.memberId').as('member'),
        'changeset.deviceId',
        'changeset.command',
        'changeset.at',
        'changeset.changes',
      ])
      .orderBy('changeset.seq', 'desc')
      .offset(offset)
      .limit(limit)
      .execute()
    return { total: total ?? 0, rows }
  },

  async verify(db, _input, world) {
    const changesets = await db
      .selectFrom('changeset')
      .select([
        'seq',
        'hash',
        'previous',
        'memberId',
        'deviceId',
        'command',
        'at',
        'first',
        'changes',
      ])
      .orderBy('seq')
      .execute()
    let head = FIRST
    let counted = 0
    for (const [index, changeset] of changesets.entries()) {
      const follows = changeset.previous === head && changeset.first === counted + 1
      if (!follows || (await hashOf(db, changeset)) !== changeset.hash) {
        return { changesets: index, changes: counted, brokenAt: changeset.seq, head }
      }
      head = changeset.hash
      counted += changeset.changes
      await world.pause(index + 1, changesets.length)
    }
    const stray = await db
      .selectFrom('change')
      .select('n')
      .where('n', '>', counted)
      .limit(1)
      .executeTakeFirst()
    const { length } = changesets
    const brokenAt = stray ? (changesets.at(-1)?.seq ?? 0) + 1 : null
    return { changesets: length, changes: counted, brokenAt, head }
  },
}

type Chained = Parameters<typeof startDigest>[0] & {
  readonly first: number
  readonly changes: number
}

/** The hash of a changeset as its changes give it now; undefined where one is not its own. */
async function hashOf(db: Reader, changeset: Chained): Promise<string | undefined> {
  const digest = startDigest(changeset)
  let counted = 0
  const end = changeset.first + changeset.changes
  for (let from = changeset.first; from < end; from += READ_AT_ONCE) {
    const changes = await db
      .selectFrom('change')
      .select(['tableName', 'rowId', 'operation', 'content', 'changeset'])
      .where('n', '>=', from)
      .where('n', '<', Math.min(from + READ_AT_ONCE, end))
      .orderBy('n')
      .execute()
    if (changes.some((change) => change.changeset !== changeset.seq)) return undefined
    for (const change of changes) digest.add(change)
    counted += changes.length
  }
  return counted === changeset.changes ? digest.end() : undefined
}
