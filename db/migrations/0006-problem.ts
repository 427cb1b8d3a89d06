import { type Kysely, sql } from 'kysely'

const states = `'lead', 'found', 'reminded', 'notSubstantiated'`

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table problem (
      no          integer primary key,
      id          text not null unique,
      unitId      text not null references unit (id),
      visitId     text references visit (id),
      exposureId  text references exposure (id),
      foundOn     text not null,
      problemType text not null references problemType (id),
      wind        text check (wind in ('F1', 'F2', 'F3', 'F4')),
      what        text not null check (length(what) > 0),
      happened    text not null default '',
      place       text not null default '',
      effect      text not null default '',
      severity    text not null check (severity in ('ordinary', 'serious', 'outstanding')),
      source      text not null
                  check (source in ('masses', 'fieldwork', 'material', 'otherBody', 'unitItself')),
      measure     text not null default '',
      state       text not null check (state in (${sql.raw(states)})),
      enteredBy   text not null references member (id),
      enteredAt   text not null,
      confirmedBy text references member (id),
      confirmedOn text,
      check (confirmedBy is null or confirmedBy <> enteredBy),
      check ((confirmedBy is null) = (confirmedOn is null)),
      check (state not in ('found', 'reminded') or confirmedOn is not null)
    ) strict
  `.execute(db)
  await sql`
    create table problemPerson (
      id        text primary key,
      problemId text not null references problem (id) on delete cascade,
      name      text not null check (length(name) > 0),
      post      text not null default '',
      part      text not null check (part in ('direct', 'leading', 'collective'))
    ) strict
  `.execute(db)
  await sql`create index problemPersonByProblem on problemPerson (problemId)`.execute(db)
  await sql`
    create table problemEvent (
      id        text primary key,
      problemId text not null references problem (id),
      fromState text,
      toState   text not null,
      basis     text not null default '',
      at        text not null,
      by        text not null references member (id)
    ) strict
  `.execute(db)
  await sql`create index problemEventByProblem on problemEvent (problemId, at)`.execute(db)
  await indexes(db)
  await fences(db)
  await agreements(db)
}

/** Few and narrow: an import of a ledger writes each of them for every row. */
async function indexes(db: Kysely<unknown>): Promise<void> {
  // The number, which is the key of the table, orders what was found on one day.
  await sql`create index problemByDate on problem (foundOn)`.execute(db)
  await sql`create index problemByType on problem (problemType, foundOn)`.execute(db)
  // Holds all that is counted of a unit's problems.
  await sql`
    create index problemByUnit on problem (unitId, problemType, state, enteredBy, exposureId)
  `.execute(db)
  await sql`
    create index problemByExposure on problem (exposureId, confirmedOn)
    where exposureId is not null
  `.execute(db)
}

async function fences(db: Kysely<unknown>): Promise<void> {
  for (const event of ['update', 'delete']) {
    await sql`
      create trigger ${sql.raw(`problemEventNo${event}`)} before ${sql.raw(event)} on problemEvent
      begin select raise(abort, 'problem.history-is-frozen'); end
    `.execute(db)
  }
  await sql`
    create trigger problemIsKept before delete on problem
    begin select raise(abort, 'problem.is-kept'); end
  `.execute(db)
  await sql`
    create trigger problemStartsAsLead before insert on problem
    when new.state <> 'lead' and coalesce((select command from pen), '') not in
      ('intake.commit', 'practice.load')
    begin select raise(abort, 'problem.starts-as-lead'); end
  `.execute(db)
  // The path table of SM1, as far as its first states.
  await sql`
    create trigger problemStepIsOpen before update of state on problem
    when old.state <> new.state and (old.state || '>' || new.state) not in
      ('lead>found', 'lead>notSubstantiated', 'found>reminded')
    begin select raise(abort, 'problem.step-not-open'); end
  `.execute(db)
  await sql`
    create trigger problemIsPinnedDown before update of state on problem
    when new.state = 'found' and old.state = 'lead' and (
      new.what = '' or new.happened = '' or new.place = '' or new.effect = '' or
      not exists (select 1 from problemPerson where problemId = new.id))
    begin select raise(abort, 'problem.event-incomplete'); end
  `.execute(db)
  await sql`
    create trigger problemStaysPinnedDown before update on problem
    when old.state in ('found', 'reminded') and (
      new.what = '' or new.happened = '' or new.place = '' or new.effect = '')
    begin select raise(abort, 'problem.event-incomplete'); end
  `.execute(db)
}

/**
 * INV-24: what was looked for and not found has no problem behind it, and what was found has one of
 * the same unit and type.
 */
async function agreements(db: Kysely<unknown>): Promise<void> {
  for (const [name, event] of [
    ['Insert', 'insert'],
    ['Update', 'update of exposureId, unitId, problemType'],
  ]) {
    await sql`
      create trigger ${sql.raw(`problemAgreesWithExposure${name}`)}
      before ${sql.raw(event ?? '')} on problem
      when new.exposureId is not null
      begin
        select raise(abort, 'problem.exposure-found-nothing')
        where exists (select 1 from exposure where id = new.exposureId and result <> 'found');
        select raise(abort, 'problem.exposure-of-another-matter')
        where exists (
          select 1 from exposure
          where id = new.exposureId
            and (unitId <> new.unitId or problemType <> new.problemType));
      end
    `.execute(db)
  }
  await sql`
    create trigger exposureAgreesWithProblem before update of result on exposure
    when new.result <> 'found' and exists (select 1 from problem where exposureId = new.id)
    begin select raise(abort, 'visit.exposure-has-problem'); end
  `.execute(db)
  await sql`
    create trigger exposureStaysWithItsProblem before update of unitId, problemType on exposure
    when exists (
      select 1 from problem
      where exposureId = new.id
        and (unitId <> new.unitId or problemType <> new.problemType))
    begin select raise(abort, 'visit.exposure-has-problem'); end
  `.execute(db)
}
