import { type Kysely, sql } from 'kysely'

/** Ways of looking at a list that somebody gave a name: its filter, order and columns. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table savedView (
      id       text primary key,
      list     text not null check (length(list) > 0),
      name     text not null check (length(name) between 1 and 40),
      look     text not null check (json_valid(look)),
      memberId text not null references member (id),
      savedAt  text not null,
      unique (list, name)
    ) strict
  `.execute(db)
}
