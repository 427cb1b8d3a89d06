import { type Kysely, sql } from 'kysely'

/**
 * Files that belong to a record. The row is a record like any other and names the content by its
 * hash; the content lies in chunks of 256 KiB that no changeset holds. A row whose content was
 * removed stays, with who removed it and why.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await makeTables(db)
  await guardChunks(db)
  await guardRows(db)
}

async function makeTables(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table attachment (
      id         text primary key,
      subject    text not null check (length(subject) > 0),
      subjectId  text not null,
      name       text not null check (length(name) between 1 and 255),
      mediaType  text not null check (length(mediaType) > 0),
      bytes      integer not null check (bytes between 1 and 209715200),
      sha256     text not null check (length(sha256) = 64),
      addedBy    text not null references member (id),
      addedAt    text not null,
      removedWhy text check (length(trim(removedWhy)) > 0),
      removedBy  text references member (id),
      removedAt  text,
      check ((removedAt is null) = (removedBy is null)),
      check ((removedAt is null) = (removedWhy is null))
    ) strict
  `.execute(db)
  await sql`create index attachmentBySubject on attachment (subject, subjectId)`.execute(db)
  // The id of an upload becomes that of its attachment, so that no content is copied.
  await sql`
    create table attachmentUpload (
      id        text primary key,
      subject   text not null,
      subjectId text not null,
      name      text not null,
      mediaType text not null,
      bytes     integer not null check (bytes > 0),
      memberId  text not null,
      startedAt text not null
    ) strict
  `.execute(db)
  await sql`
    create table attachmentChunk (
      attachmentId text not null,
      n            integer not null check (n between 0 and 799),
      bytes        blob not null check (length(bytes) between 1 and 262144),
      primary key (attachmentId, n)
    ) strict
  `.execute(db)
  await sql`
    create table attachmentExport (
      id           text primary key,
      attachmentId text not null references attachment (id),
      memberId     text not null references member (id),
      at           text not null
    ) strict
  `.execute(db)
}

async function guardChunks(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger attachmentChunkHasUpload before insert on attachmentChunk
    when not exists (select 1 from attachmentUpload where id = new.attachmentId)
    begin select raise(abort, 'attachment.no-upload'); end
  `.execute(db)
  await sql`
    create trigger attachmentChunkIsFrozen before update on attachmentChunk
    begin select raise(abort, 'attachment.is-frozen'); end
  `.execute(db)
  await sql`
    create trigger attachmentChunkIsKept before delete on attachmentChunk
    when exists (select 1 from attachment where id = old.attachmentId and removedAt is null)
    begin select raise(abort, 'attachment.is-kept'); end
  `.execute(db)
}

async function guardRows(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger attachmentIsComplete before insert on attachment
    when new.bytes <> (
      select coalesce(sum(length(bytes)), 0) from attachmentChunk where attachmentId = new.id)
    begin select raise(abort, 'attachment.incomplete'); end
  `.execute(db)
  await sql`
    create trigger attachmentIsFrozen before update on attachment
    when old.removedAt is not null or new.removedAt is null or new.id <> old.id
      or new.subject <> old.subject or new.subjectId <> old.subjectId or new.name <> old.name
      or new.mediaType <> old.mediaType or new.bytes <> old.bytes or new.sha256 <> old.sha256
      or new.addedBy <> old.addedBy or new.addedAt <> old.addedAt
    begin select raise(abort, 'attachment.is-frozen'); end
  `.execute(db)
  await sql`
    create trigger attachmentIsKept before delete on attachment
    begin select raise(abort, 'attachment.is-kept'); end
  `.execute(db)
  await sql`
    create trigger attachmentContentGoes after update on attachment
    when new.removedAt is not null
    begin delete from attachmentChunk where attachmentId = new.id; end
  `.execute(db)
  await sql`
    create trigger attachmentExportIsFrozen before update on attachmentExport
    begin select raise(abort, 'attachment.export-is-frozen'); end
  `.execute(db)
  await sql`
    create trigger attachmentExportIsKept before delete on attachmentExport
    begin select raise(abort, 'attachment.export-is-frozen'); end
  `.execute(db)
}
