import { type Kysely, sql } from 'kysely'

/**
 * Who writes (pen), what was written (change) and in which transaction (changeset). The triggers
 * that fill `change` are made by the engine for every table, after each upgrade.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table changeset (
      seq      integer primary key,
      hash     text not null unique check (length(hash) = 64),
      previous text not null,
      memberId text not null,
      deviceId text not null,
      command  text not null,
      at       text not null,
      first    integer not null,
      changes  integer not null check (changes > 0)
    ) strict
  `.execute(db)
  await sql`
    create table pen (
      only      integer primary key check (only = 1),
      changeset integer not null,
      memberId  text not null,
      deviceId  text not null,
      command   text not null
    ) strict
  `.execute(db)
  await sql`
    create table change (
      n         integer primary key,
      changeset integer not null,
      tableName text not null,
      rowId     text not null,
      operation text not null check (operation in ('insert', 'update', 'delete')),
      content   text not null
    ) strict
  `.execute(db)
  // Kept up by the door, so that the number of all records is known without walking through them.
  await sql`
    create table rowCount (
      tableName text primary key,
      n         integer not null check (n >= 0)
    ) strict, without rowid
  `.execute(db)
  for (const table of ['change', 'changeset']) {
    await sql`
      create trigger ${sql.raw(`${table}IsFrozen`)} before update on ${sql.raw(table)}
      begin select raise(abort, 'changeset.is-frozen'); end
    `.execute(db)
    await sql`
      create trigger ${sql.raw(`${table}IsKept`)} before delete on ${sql.raw(table)}
      begin select raise(abort, 'changeset.is-kept'); end
    `.execute(db)
  }
}
