import type { Reader } from '#db/engine/case-file.ts'
import type { World } from '#db/engine/handlers.ts'

/** Changes that are looked through at once. */
const SLICE = 20_000
/** Changesets that are looked through first, back from the time when a record was made. */
const NEAREST = 3
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export type Insertion = { readonly n: number; readonly changeset: number }

/**
 * Where records were inserted, each as often as told. Insertions have no index: an import brings them by the hundred
 * thousand. So the changesets about the time when a record was made are looked through, and all of
 * them from the newest back where that does not help; others run between the slices.
 */
export async function insertionsOf(
  db: Reader,
  world: World,
  expected: ReadonlyMap<string, number>,
  times: readonly string[],
): Promise<readonly Insertion[]> {
  const waiting = new Map(expected)
  const found: Insertion[] = []
  const seen = new Set<number>()

  async function look(from: number, to: number): Promise<void> {
    const rows = await db
      .selectFrom('change')
      .select(['n', 'changeset', 'rowId'])
      .where('n', '>=', from)
      .where('n', '<', to)
      .where('operation', '=', 'insert')
      .where('rowId', 'in', [...waiting.keys()])
      .execute()
    for (const { n, changeset, rowId } of rows) {
      if (seen.has(n)) continue
      seen.add(n)
      const left = (waiting.get(rowId) ?? 1) - 1
      if (left > 0) waiting.set(rowId, left)
      else waiting.delete(rowId)
      found.push({ n, changeset })
    }
  }

  const looked = new Set<number>()
  for (const time of new Set([...times, ...[...expected.keys()].flatMap(timeOf)])) {
    for (const { seq, first, changes } of waiting.size > 0
      ? await changesetsBefore(db, time)
      : []) {
      if (waiting.size === 0 || looked.has(seq)) continue
      looked.add(seq)
      for (let from = first; from < first + changes; from += SLICE) {
        await look(from, Math.min(from + SLICE, first + changes))
      }
    }
  }
  const { last } = await db
    .selectFrom('change')
    .select(({ fn }) => fn.max('n').as('last'))
    .executeTakeFirstOrThrow()
  for (let to = (last ?? 0) + 1; to > 1 && waiting.size > 0; to -= SLICE) {
    await look(Math.max(1, to - SLICE), to)
    await world.pause((last ?? 0) + 1 - to, last ?? 0)
  }
  return found
}

function changesetsBefore(db: Reader, time: string) {
  return db
    .selectFrom('changeset')
    .select(['seq', 'first', 'changes'])
    .where('at', '<=', time)
    .orderBy('seq', 'desc')
    .limit(NEAREST)
    .execute()
}

/** The time that an id tells: the first ten signs of a ULID are milliseconds. */
function timeOf(id: string): readonly string[] {
  if (!ULID.test(id)) return []
  let milliseconds = 0
  for (const sign of id.slice(0, 10)) milliseconds = milliseconds * 32 + CROCKFORD.indexOf(sign)
  return [new Date(milliseconds).toISOString()]
}
