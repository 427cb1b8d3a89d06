import { type Kysely, sql } from 'kysely'

/**
 * Local supervision groups: which units each answers for and when, when this group met it, what it
 * told of a unit against what was seen there, and what its own checks were aimed at (R28, R47–R53).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table localGroup (
      id        text primary key,
      name      text not null unique check (length(name) between 1 and 100),
      level     text not null check (level in ('00', '10', '15', '20', '30')),
      leadName  text not null default '',
      size      integer check (size > 0),
      validFrom text,
      validTo   text,
      check (validTo is null or validFrom is null or validTo >= validFrom)
    ) strict
  `.execute(db)
  await sql`
    create table localGroupUnit (
      id           text primary key,
      localGroupId text not null references localGroup (id),
      unitId       text not null references unit (id),
      fromOn       text not null,
      toOn         text check (toOn >= fromOn)
    ) strict
  `.execute(db)
  await sql`create index localGroupUnitByUnit on localGroupUnit (unitId, fromOn)`.execute(db)
  await sql`create index localGroupUnitByGroup on localGroupUnit (localGroupId)`.execute(db)
  await sql`
    create table localGroupContact (
      id           text primary key,
      localGroupId text not null references localGroup (id),
      heldOn       text not null,
      kind         text not null
                   check (kind in ('briefing', 'jointVisit', 'training', 'reReview')),
      note         text not null default '',
      enteredBy    text not null references member (id),
      enteredAt    text not null
    ) strict
  `.execute(db)
  await sql`
    create index localGroupContactByGroup on localGroupContact (localGroupId, heldOn)
  `.execute(db)
  await answers(db)
  await sql`
    create table localGroupItem (
      id           text primary key,
      localGroupId text not null references localGroup (id),
      unitId       text not null references unit (id),
      checkedOn    text not null,
      nature       text not null
                   check (nature in ('papers', 'meeting', 'procedure', 'effect', 'masses')),
      what         text not null check (length(what) > 0)
    ) strict
  `.execute(db)
  await sql`
    create index localGroupItemByGroup on localGroupItem (localGroupId, unitId, checkedOn, nature)
  `.execute(db)
  await fences(db)
}

async function answers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table localGroupCheck (
      id           text primary key,
      localGroupId text not null references localGroup (id),
      unitId       text not null references unit (id),
      answeredOn   text not null,
      question     text not null check (length(question) > 0),
      answer       text not null check (length(answer) > 0),
      seen         text not null default '',
      visitId      text references visit (id),
      matches      text check (matches in ('yes', 'partly', 'no')),
      enteredBy    text not null references member (id),
      enteredAt    text not null,
      check ((matches is null) = (seen = ''))
    ) strict
  `.execute(db)
  await sql`
    create index localGroupCheckByGroup on localGroupCheck (localGroupId, matches)
  `.execute(db)
}

async function fences(db: Kysely<unknown>): Promise<void> {
  for (const event of ['insert', 'update']) {
    await sql`
      create trigger ${sql.raw(`unitHasOneLocalGroup${event}`)}
      before ${sql.raw(event)} on localGroupUnit
      when exists (
        select 1 from localGroupUnit
        where unitId = new.unitId and id <> new.id
          and fromOn <= coalesce(new.toOn, '9999') and coalesce(toOn, '9999') >= new.fromOn)
      begin select raise(abort, 'localgroup.unit-has-one'); end
    `.execute(db)
    await sql`
      create trigger ${sql.raw(`seenNeedsVisit${event}`)}
      before ${sql.raw(event)} on localGroupCheck
      when new.seen <> '' and new.visitId is null
      begin select raise(abort, 'localgroup.seen-without-visit'); end
    `.execute(db)
    await sql`
      create trigger ${sql.raw(`seenAtThatUnit${event}`)}
      before ${sql.raw(event)} on localGroupCheck
      when new.visitId is not null
        and not exists (select 1 from visit where id = new.visitId and unitId = new.unitId)
        and not exists (
          select 1 from exposure where visitId = new.visitId and unitId = new.unitId)
      begin select raise(abort, 'localgroup.visit-of-another-unit'); end
    `.execute(db)
    await sql`
      create trigger ${sql.raw(`seenAfterAnswer${event}`)}
      before ${sql.raw(event)} on localGroupCheck
      when exists (select 1 from visit where id = new.visitId and endedOn < new.answeredOn)
      begin select raise(abort, 'localgroup.seen-before-answer'); end
    `.execute(db)
  }
  // What was answered stays as it was, or it could be made to fit what was seen.
  await sql`
    create trigger localGroupAnswerIsKept
    before update of localGroupId, unitId, answeredOn, question, answer on localGroupCheck
    begin select raise(abort, 'localgroup.answer-is-kept'); end
  `.execute(db)
}
