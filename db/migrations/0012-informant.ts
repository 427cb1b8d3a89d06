import { type Kysely, sql } from 'kysely'

const purposes = `'read', 'destroy', 'addHolder', 'removeHolder', 'changePassphrase'`

/**
 * Who spoke, sealed; the key of the role that may open it; and letters of which only the envelope
 * is registered (Rules on Accusations, Art. 15 and 47).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await role(db)
  await informants(db)
  await keys(db)
  await openings(db)
  await envelopes(db)
  await fences(db)
}

/** The public key that everybody seals to, and the private one, sealed to each holder's own key. */
async function role(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table informantRole (
      id        text primary key,
      recipient text not null,
      bundle    text not null,
      epoch     integer not null check (epoch > 0),
      madeBy    text not null references member (id),
      madeAt    text not null
    ) strict
  `.execute(db)
  await sql`
    create table informantHolder (
      id        text primary key,
      memberId  text not null unique references member (id),
      recipient text not null,
      slot      text not null,
      since     text not null,
      addedBy   text not null references member (id)
    ) strict
  `.execute(db)
}

/** Its number is all that other records know of who spoke. A destroyed one keeps it. */
async function informants(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table informant (
      no           integer primary key,
      id           text not null unique,
      sealed       text not null,
      writtenBy    text not null references member (id),
      writtenAt    text not null,
      destroyedBy  text references member (id),
      destroyedAt  text,
      destroyedWhy text not null default '',
      check (no between 1 and 99990),
      check ((sealed = '') = (destroyedAt is not null)),
      check ((destroyedBy is null) = (destroyedAt is null)),
      check ((destroyedWhy = '') = (destroyedAt is null))
    ) strict
  `.execute(db)
  await sql`
    create table informantLink (
      id          text primary key,
      informantId text not null references informant (id),
      problemId   text references problem (id),
      visitId     text references visit (id),
      check ((problemId is null) <> (visitId is null)),
      unique (informantId, problemId),
      unique (informantId, visitId)
    ) strict
  `.execute(db)
  await sql`
    create index informantLinkByProblem on informantLink (problemId) where problemId is not null
  `.execute(db)
  await sql`
    create index informantLinkByVisit on informantLink (visitId) where visitId is not null
  `.execute(db)
}

/**
 * The key of each sealed text, wrapped by the role's. It is captured nowhere, so that a key which
 * is taken away is gone from the database, the log and the history at once.
 */
async function keys(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table informantKey (
      informantId text primary key,
      recipient   text not null,
      wrapped     text not null
    ) strict
  `.execute(db)
  await sql`
    create table informantKeyEdition (
      only    integer primary key check (only = 1),
      edition text not null
    ) strict
  `.execute(db)
  for (const event of ['insert', 'update', 'delete']) {
    await sql`
      create trigger ${sql.raw(`informantKeyEditionAfter${event}`)}
      after ${sql.raw(event)} on informantKey
      begin insert or replace into informantKeyEdition values (1, hex(randomblob(8))); end
    `.execute(db)
  }
}

/** Each time that the role's key was used or tried. Who, when, which code, what for: no content. */
async function openings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table informantOpening (
      id          text primary key,
      informantId text references informant (id),
      purpose     text not null check (purpose in (${sql.raw(purposes)})),
      reason      text not null default '',
      outcome     text not null check (outcome in ('opened', 'wrongPassphrase', 'notHolder')),
      memberId    text not null references member (id),
      deviceId    text not null,
      at          text not null,
      check (purpose not in ('read', 'destroy') or (informantId is not null and reason <> ''))
    ) strict
  `.execute(db)
  await sql`create index informantOpeningByMember on informantOpening (memberId)`.execute(db)
}

/** A letter that belongs to a higher level: its content is not entered, so there is no column. */
async function envelopes(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table envelope (
      no         integer primary key,
      id         text not null unique,
      receivedOn text not null,
      seal       text not null check (length(seal) between 1 and 60),
      holder     text not null check (length(holder) between 1 and 50),
      handedTo   text check (length(handedTo) between 1 and 100),
      handedOn   text check (handedOn >= receivedOn),
      enteredBy  text not null references member (id),
      enteredAt  text not null,
      check ((handedTo is null) = (handedOn is null))
    ) strict
  `.execute(db)
}

async function fences(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger informantIsKept before delete on informant
    begin select raise(abort, 'informant.is-kept'); end
  `.execute(db)
  await sql`
    create trigger informantIsFrozen before update on informant
    when old.destroyedAt is not null or new.destroyedAt is null or new.no <> old.no or
      new.id <> old.id or new.writtenBy <> old.writtenBy or new.writtenAt <> old.writtenAt
    begin select raise(abort, 'informant.is-frozen'); end
  `.execute(db)
  await sql`
    create trigger informantLosesItsKey after update of destroyedAt on informant
    when new.destroyedAt is not null
    begin delete from informantKey where informantId = new.id; end
  `.execute(db)
  await sql`
    create trigger informantKeyIsForTheLiving before insert on informantKey
    when exists (select 1 from informant where id = new.informantId and destroyedAt is not null)
    begin select raise(abort, 'informant.is-destroyed'); end
  `.execute(db)
  for (const event of ['update', 'delete']) {
    await sql`
      create trigger ${sql.raw(`informantOpeningNo${event}`)}
      before ${sql.raw(event)} on informantOpening
      begin select raise(abort, 'informant.opening-is-frozen'); end
    `.execute(db)
    await sql`
      create trigger ${sql.raw(`informantLinkNo${event}`)}
      before ${sql.raw(event)} on informantLink
      begin select raise(abort, 'informant.link-is-frozen'); end
    `.execute(db)
  }
  await sql`
    create trigger envelopeIsKept before delete on envelope
    begin select raise(abort, 'informant.envelope-is-kept'); end
  `.execute(db)
  await sql`
    create trigger envelopeIsFrozen before update on envelope
    when old.handedTo is not null or new.no <> old.no or new.id <> old.id or
      new.receivedOn <> old.receivedOn or new.seal <> old.seal or new.holder <> old.holder or
      new.enteredBy <> old.enteredBy or new.enteredAt <> old.enteredAt
    begin select raise(abort, 'informant.envelope-is-frozen'); end
  `.execute(db)
}
