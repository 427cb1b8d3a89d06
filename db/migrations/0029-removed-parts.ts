import { type Kysely, sql } from 'kysely'

/** What was taken off a round, a local group or a defect of the group, found by whom it belonged to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index changeOfPart on change (coalesce(
      content ->> '$.roundId', content ->> '$.localGroupId', content ->> '$.ownDefectId'))
    where operation = 'delete'
  `.execute(db)
}
