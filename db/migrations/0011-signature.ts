import { type Kysely, sql } from 'kysely'

/**
 * Who signed what. The signature stands with its changeset; the public keys are records like any
 * other, so that each of them comes and ends in a changeset, and stays known for good. And the way
 * from a record to its changes: insertions are left out, which come by the hundred thousand.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table changeset add column signature text check (length(signature) = 88)
  `.execute(db)
  await sql`
    create table signingKey (
      id        text primary key,
      memberId  text not null,
      publicKey text not null unique check (length(publicKey) = 60),
      fromAt    text not null,
      toAt      text check (toAt >= fromAt)
    ) strict
  `.execute(db)
  await sql`
    create index changeOfRecord on change (rowId) where operation <> 'insert'
  `.execute(db)
  await sql`
    create index changeOfRemoved
      on change (coalesce(content ->> '$.problemId', content ->> '$.visitId'))
      where operation = 'delete'
  `.execute(db)
  await sql`
    create trigger signingKeyIsFrozen before update on signingKey
    when old.toAt is not null or old.id <> new.id or old.memberId <> new.memberId
      or old.publicKey <> new.publicKey or old.fromAt <> new.fromAt
    begin select raise(abort, 'changeset.is-frozen'); end
  `.execute(db)
  await sql`
    create trigger signingKeyIsKept before delete on signingKey
    begin select raise(abort, 'changeset.is-kept'); end
  `.execute(db)
}
