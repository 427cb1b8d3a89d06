import { type Kysely, sql } from 'kysely'

/** What names that ledgers use were chosen to stand for, so that the next ledger need not ask. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ledgerName (
      id       text primary key,
      kind     text not null check (kind in ('unit', 'problemType')),
      name     text not null,
      targetId text not null
    ) strict
  `.execute(db)
}
