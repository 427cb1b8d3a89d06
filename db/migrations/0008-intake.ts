import { type Kysely, sql } from 'kysely'

/** What came in from ledgers, and the columns as last mapped. A row's id is made of its content. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table importBatch (
      id         text primary key,
      kind       text not null check (kind in ('unit', 'visit', 'problem')),
      fileName   text not null,
      fileHash   text not null,
      sheetName  text not null,
      rowCount   integer not null,
      importedBy text not null references member (id),
      importedAt text not null
    ) strict
  `.execute(db)
  await sql`
    create table columnMapping (
      id      text primary key,
      kind    text not null,
      headers text not null,
      mapping text not null
    ) strict
  `.execute(db)
}
