import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unit (
      id           text primary key,
      name         text not null check (length(name) between 1 and 100),
      level        text not null,
      kind         text not null,
      parentId     text references unit (id),
      prefectureId text references unit (id),
      code         text,
      position     integer not null default 0,
      pinyin       text not null default '',
      initials     text not null default '',
      validFrom    text,
      validTo      text check (validTo is null or validFrom is null or validTo >= validFrom)
    ) strict
  `.execute(db)
  await sql`create index unitByParent on unit (parentId, position, name)`.execute(db)
  await sql`create index unitByPrefecture on unit (prefectureId, level)`.execute(db)
  await sql`create index unitByName on unit (name)`.execute(db)
  await sql`create unique index unitByCode on unit (code) where code is not null`.execute(db)
  await sql`
    create trigger unitIsNotItsOwnAncestor before update of parentId on unit
    when new.parentId is not null
    begin
      select raise(abort, 'unit.under-itself')
      where exists (
        with recursive above (id) as (
          select new.parentId
          union
          select unit.parentId from unit join above on unit.id = above.id
          where unit.parentId is not null
        )
        select 1 from above where id = new.id
      );
    end
  `.execute(db)
  await sql`
    create trigger unitIsKept before delete on unit
    begin select raise(abort, 'unit.is-kept'); end
  `.execute(db)
}
