import { type Kysely, sql } from 'kysely'

/** What is searched besides: the kind, the table whose change makes its text stale, its id. */
const SOURCES: readonly (readonly [kind: string, table: string, id: string, columns: string])[] = [
  ['ownDefect', 'ownDefect', 'id', 'name, what, place, measure, evidence'],
  ['localGroup', 'localGroup', 'id', 'name, leadName'],
  ['localGroup', 'localGroupContact', 'localGroupId', 'note'],
  ['localGroup', 'localGroupCheck', 'localGroupId', 'seen'],
  ['localGroup', 'localGroupItem', 'localGroupId', 'what'],
]

/** The group's own defects, and local groups with what they told, are found by the search as well. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [kind, table, id, columns] of SOURCES) {
    const events = [
      ['Added', 'insert', 'new'],
      ['Changed', `update of ${columns}`, 'new'],
      ['Removed', 'delete', 'old'],
    ] as const
    for (const [name, event, row] of events) {
      // A defect is kept for ever.
      if (name === 'Removed' && table === 'ownDefect') continue
      await sql`
        create trigger ${sql.raw(`search${table}${name}`)}
        after ${sql.raw(event)} on ${sql.table(table)}
        begin
          insert or ignore into searchStale values (${sql.lit(kind)}, ${sql.raw(`${row}.${id}`)});
        end
      `.execute(db)
    }
    await sql`
      insert or ignore into searchStale select ${sql.lit(kind)}, ${sql.ref(id)}
      from ${sql.table(table)}
    `.execute(db)
  }
}
