import { type Kysely, sql } from 'kysely'

/** Half-filled forms. They stay on this device and are no record, so no changeset holds them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table draft (
      form      text not null,
      subject   text not null,
      memberId  text not null,
      title     text not null,
      content   text not null,
      savedAt   text not null,
      primary key (form, subject, memberId)
    ) strict
  `.execute(db)
}
