import { type Kysely, sql } from 'kysely'

/** All states of SM1 (domain §3.4). */
const states = [
  ...['lead', 'found', 'reminded', 'fedBack', 'rectifying', 'awaitingCheck', 'sentBack'],
  ...['struckOff', 'reopened', 'longTerm', 'handedOver', 'merged', 'notSubstantiated'],
]
/** States in which nothing has to be pinned down. */
const loose = `'lead', 'notSubstantiated', 'handedOver', 'merged'`
/** The path table of SM1. From found nothing leads to struckOff (INV-22). */
const paths = [
  ...['lead>found', 'lead>notSubstantiated', 'lead>handedOver', 'lead>merged'],
  ...['found>reminded', 'found>rectifying', 'found>handedOver', 'found>merged'],
  ...['reminded>fedBack', 'reminded>rectifying', 'fedBack>rectifying'],
  ...['rectifying>awaitingCheck', 'rectifying>longTerm'],
  ...['awaitingCheck>sentBack', 'awaitingCheck>struckOff', 'sentBack>rectifying'],
  ...['struckOff>reopened', 'reopened>reminded'],
]

export async function up(db: Kysely<unknown>): Promise<void> {
  await rebuild(db)
  await fences(db)
}

/**
 * SQLite cannot widen a check, so the table is made anew under its name, with its rows and whatever
 * hangs on it. Without foreign keys and with the old way of renaming, the tables, triggers and views
 * that name it stay as they are (sqlite.org/lang_altertable.html, §7).
 */
async function rebuild(db: Kysely<unknown>): Promise<void> {
  const { rows: hanging } = await sql<{ sql: string }>`
    select sql from sqlite_schema
    where tbl_name = 'problem' and type in ('index', 'trigger') and sql is not null
      and name not in ('problemStepIsOpen', 'problemStaysPinnedDown')
    order by rowid
  `.execute(db)
  await sql`
    create table problemAnew (
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
      state       text not null check (state in (${sql.raw(quoted(states))})),
      enteredBy   text not null references member (id),
      enteredAt   text not null,
      confirmedBy text references member (id),
      confirmedOn text,
      check (confirmedBy is null or confirmedBy <> enteredBy),
      check ((confirmedBy is null) = (confirmedOn is null)),
      check (state in (${sql.raw(loose)}) or confirmedOn is not null)
    ) strict
  `.execute(db)
  await sql`insert into problemAnew select * from problem order by no`.execute(db)
  await sql`drop table problem`.execute(db)
  await sql`pragma legacy_alter_table = on`.execute(db)
  await sql`alter table problemAnew rename to problem`.execute(db)
  await sql`pragma legacy_alter_table = off`.execute(db)
  for (const { sql: definition } of hanging) await sql.raw(definition).execute(db)
}

async function fences(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger problemStepIsOpen before update of state on problem
    when old.state <> new.state and (old.state || '>' || new.state) not in
      (${sql.raw(quoted(paths))})
    begin select raise(abort, 'problem.step-not-open'); end
  `.execute(db)
  await sql`
    create trigger problemStaysPinnedDown before update on problem
    when old.state not in (${sql.raw(loose)}) and (
      new.what = '' or new.happened = '' or new.place = '' or new.effect = '')
    begin select raise(abort, 'problem.event-incomplete'); end
  `.execute(db)
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ')
}
