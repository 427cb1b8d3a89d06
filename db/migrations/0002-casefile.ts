import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table caseFile (
      id         text primary key check (id = 'case'),
      caseId     text not null,
      title      text not null check (length(title) between 1 and 100),
      rootKind   text not null check (rootKind in ('province', 'corps', 'ministry')),
      groupName  text not null check (length(groupName) between 1 and 100),
      practice   integer not null check (practice in (0, 1)),
      openedOn   text not null
    ) strict
  `.execute(db)
  await sql`
    create table member (
      id     text primary key,
      name   text not null check (length(name) between 1 and 50),
      role   text not null check (role in ('leader', 'deputy', 'member', 'liaison')),
      fromOn text not null,
      toOn   text check (toOn >= fromOn)
    ) strict
  `.execute(db)
  await sql`
    create table parameter (
      id     text primary key,
      code   text not null,
      value  real not null,
      setBy  text not null references member (id),
      setOn  text not null,
      reason text not null check (length(reason) > 0)
    ) strict
  `.execute(db)
  await sql`
    create trigger parameterIsFrozen before update on parameter
    begin select raise(abort, 'casefile.parameter-is-frozen'); end
  `.execute(db)
  await sql`
    create trigger parameterIsKept before delete on parameter
    begin select raise(abort, 'casefile.parameter-is-frozen'); end
  `.execute(db)
}
