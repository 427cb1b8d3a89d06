import { type Kysely, sql } from 'kysely'

import { addProblemEndings } from './parts/problem-endings.ts'

/** All states of SM1 (domain §3.4). */
const states = [
  'lead',
  'found',
  'reminded',
  'fedBack',
  'rectifying',
  'awaitingCheck',
  'sentBack',
  'struckOff',
  'reopened',
  'longTerm',
  'handedOver',
  'merged',
  'notSubstantiated',
]
/** States in which nothing has to be pinned down. */
const loose = `'lead', 'notSubstantiated', 'handedOver', 'merged'`
/** The path table of SM1. From found nothing leads to struckOff (INV-22). */
const paths = [
  'lead>found',
  'lead>notSubstantiated',
  'lead>handedOver',
  'lead>merged',
  'found>reminded',
  'found>rectifying',
  'found>handedOver',
  'found>merged',
  'reminded>fedBack',
  'reminded>rectifying',
  'fedBack>rectifying',
  'rectifying>awaitingCheck',
  'rectifying>longTerm',
  'awaitingCheck>sentBack',
  'awaitingCheck>struckOff',
  'sentBack>rectifying',
  'struckOff>reopened',
  'reopened>reminded',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  await rebuild(db)
  await evidence(db)
  await reminders(db)
  await fences(db)
  await confirmation(db)
  await doors(db)
  await addProblemEndings(db)
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
      soughtAgainst text not null default '',
      mergedInto  text references problem (id),
      check (mergedInto is null or mergedInto <> id),
      check ((mergedInto is null) = (state <> 'merged')),
      check (confirmedBy is null or confirmedBy <> enteredBy),
      check ((confirmedBy is null) = (confirmedOn is null)),
      check (state in (${sql.raw(loose)}) or confirmedOn is not null)
    ) strict
  `.execute(db)
  await sql`insert into problemAnew select *, '', null from problem order by no`.execute(db)
  await sql`drop table problem`.execute(db)
  await sql`pragma legacy_alter_table = on`.execute(db)
  await sql`alter table problemAnew rename to problem`.execute(db)
  await sql`pragma legacy_alter_table = off`.execute(db)
  for (const { sql: definition } of hanging) await sql.raw(definition).execute(db)
}

/** What speaks for a problem and against it (R70, INV-20). It is only ever added to. */
async function evidence(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table problemEvidence (
      id         text primary key,
      problemId  text not null references problem (id),
      kind       text not null
                 check (kind in ('observation', 'opinion', 'document', 'ballot', 'otherBody')),
      ref        text not null check (length(ref) > 0),
      directness text not null check (directness in ('firstHand', 'secondHand')),
      supports   text not null check (supports in ('for', 'against')),
      origin     text not null check (length(origin) > 0),
      enteredBy  text not null references member (id),
      enteredAt  text not null
    ) strict
  `.execute(db)
  await sql`create index problemEvidenceByProblem on problemEvidence (problemId)`.execute(db)
}

/** 点明提醒: to whom a problem was pointed out, and in which words (R10, R11, R96). */
async function reminders(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reminder (
      id          text primary key,
      toName      text not null check (length(toName) > 0),
      toPost      text not null default '',
      toRank      text not null check (toRank in ('head', 'leader', 'staff')),
      mode        text not null check (mode in ('face', 'phone', 'letter')),
      wording     text not null check (length(wording) > 0),
      remindedOn  text not null,
      place       text not null default '',
      response    text not null default '',
      respondedOn text check (respondedOn >= remindedOn),
      enteredBy   text not null references member (id),
      enteredAt   text not null,
      check ((respondedOn is null) = (response = ''))
    ) strict
  `.execute(db)
  await sql`
    create table reminderMember (
      id         text primary key,
      reminderId text not null references reminder (id),
      memberId   text not null references member (id),
      unique (reminderId, memberId)
    ) strict
  `.execute(db)
  await sql`
    create table reminderProblem (
      id         text primary key,
      reminderId text not null references reminder (id),
      problemId  text not null references problem (id),
      unique (problemId, reminderId)
    ) strict
  `.execute(db)
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

/** INV-20 and domain §3.3: who confirms, and on what. */
async function confirmation(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger problemIsConfirmedByDeputy before update of state on problem
    when new.state = 'found' and old.state = 'lead' and not exists (
      select 1 from member where id = new.confirmedBy and role in ('leader', 'deputy'))
    begin select raise(abort, 'problem.not-a-confirmer'); end
  `.execute(db)
  // What a visit looked at and found was seen by the group itself.
  await sql`
    create trigger problemIsEvidenced before update of state on problem
    when new.state = 'found' and old.state = 'lead' and new.exposureId is null
      and not exists (
        select 1 from problemEvidence
        where problemId = new.id and supports = 'for' and directness = 'firstHand')
      and (
        select count(distinct origin) from problemEvidence
        where problemId = new.id and supports = 'for') < 2
    begin select raise(abort, 'problem.evidence-missing'); end
  `.execute(db)
  await sql`
    create trigger problemIsSoughtAgainst before update of state on problem
    when new.state = 'found' and old.state = 'lead' and new.soughtAgainst = ''
      and not exists (
        select 1 from problemEvidence where problemId = new.id and supports = 'against')
    begin select raise(abort, 'problem.against-not-sought'); end
  `.execute(db)
  for (const event of ['update', 'delete']) {
    await sql`
      create trigger ${sql.raw(`problemEvidenceNo${event}`)}
      before ${sql.raw(event)} on problemEvidence
      begin select raise(abort, 'problem.evidence-is-frozen'); end
    `.execute(db)
  }
}

/** What the other steps need before they are taken, and what they leave. */
async function doors(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger problemIsPointedOut before update of state on problem
    when new.state = 'reminded' and old.state <> 'reminded' and not exists (
      select 1 from reminderProblem join reminder on reminder.id = reminderProblem.reminderId
      where reminderProblem.problemId = new.id and (
        mode <> 'face' or toRank = 'staff' or
        (select count(*) from reminderMember where reminderId = reminder.id) >= 2))
    begin select raise(abort, 'problem.reminder-missing'); end
  `.execute(db)
  // INV-42.
  await sql`
    create trigger reminderFollowsFind before insert on reminderProblem
    when exists (
      select 1 from problem, reminder
      where problem.id = new.problemId and reminder.id = new.reminderId
        and remindedOn < foundOn)
    begin select raise(abort, 'problem.reminded-before-found'); end
  `.execute(db)
  // The answer comes later; the words that were said stay.
  await sql`
    create trigger reminderIsFrozen
    before update of id, toName, toPost, toRank, mode, wording, remindedOn, place, enteredBy,
      enteredAt on reminder
    begin select raise(abort, 'problem.reminder-is-frozen'); end
  `.execute(db)
  await sql`
    create trigger reminderIsKept before delete on reminder
    begin select raise(abort, 'problem.reminder-is-frozen'); end
  `.execute(db)
  for (const table of ['reminderMember', 'reminderProblem']) {
    for (const event of ['update', 'delete']) {
      await sql`
        create trigger ${sql.raw(`${table}No${event}`)} before ${sql.raw(event)} on ${sql.ref(table)}
        begin select raise(abort, 'problem.reminder-is-frozen'); end
      `.execute(db)
    }
  }
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ')
}
