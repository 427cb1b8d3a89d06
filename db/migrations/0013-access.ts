import { type Kysely, sql } from 'kysely'

/**
 * Who opened the case, who tried in vain, and which keys changed. Records like any other, so that
 * each of them stands in a changeset; never what was typed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table access (
      id       text primary key,
      kind     text not null check (kind in (
        'opened', 'openedBySheet', 'wrongTries', 'memberAdded', 'memberRemoved', 'memberRenewed',
        'passphraseChanged', 'keyFileSet', 'keyFileDropped', 'sheetKept', 'sheetSplit')),
      memberId text not null,
      aboutId  text,
      deviceId text not null,
      at       text not null,
      times    integer not null check (times >= 1)
    ) strict
  `.execute(db)
  await sql`create index accessByAt on access (at)`.execute(db)
  await sql`
    create trigger accessIsFrozen before update on access
    begin select raise(abort, 'changeset.is-frozen'); end
  `.execute(db)
  await sql`
    create trigger accessIsKept before delete on access
    begin select raise(abort, 'changeset.is-kept'); end
  `.execute(db)
}
