import { type Kysely, sql } from 'kysely'

/** Types of problems of this case: those shipped, and those that the group adds (domain §2.4.4). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table problemType (
      id           text primary key,
      name         text not null unique check (length(name) between 1 and 60),
      nameEn       text not null default '',
      brief        text not null check (length(brief) between 1 and 12),
      wind         text check (wind in ('F1', 'F2', 'F3', 'F4')),
      scheme       text not null check (scheme in ('task', 'wind', 'own')),
      position     integer not null,
      notForLevels text not null default ''
    ) strict
  `.execute(db)
  await sql`
    create trigger problemTypeIsKept before delete on problemType
    begin select raise(abort, 'problem.type-is-kept'); end
  `.execute(db)
}
