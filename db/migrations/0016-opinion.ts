import { type Kysely, sql } from 'kysely'

const speakers = Array.from({ length: 14 }, (_, at) => `'V${String(at + 1).padStart(2, '0')}'`)

/**
 * What was said, in the words in which it was said (R30, R97), and what the group lays over it:
 * codes, clusters of voices on one event, masked spans. Places in a text are counted in characters
 * of Unicode, as `length()` of SQLite counts them, so that no character is ever cut in two (INV-8).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await opinions(db)
  await codes(db)
  await clusters(db)
  await redactions(db)
  await speakersApart(db)
  await seals(db)
  await ranges(db)
  await agreements(db)
}

/** Entered once. The two lists of ways and directness agree (INV-31). */
async function opinions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table opinion (
      no              integer primary key,
      id              text not null unique,
      unitId          text not null references unit (id),
      visitId         text references visit (id),
      heardOn         text not null,
      heardTime       text check (heardTime glob '[0-2][0-9]:[0-5][0-9]'),
      place           text not null default '',
      speakerKind     text not null check (speakerKind in (${sql.raw(speakers.join(', '))})),
      channel         text not null,
      directness      text not null,
      thirdPerson     integer not null check (thirdPerson in (0, 1)),
      verbatim        text not null check (length(trim(verbatim)) > 0),
      languageNote    text not null default '',
      heardBy         text not null references member (id),
      sha256          text not null check (length(sha256) = 64),
      supersedes      text references opinion (id),
      change          text check (change in ('changed', 'partly', 'not', 'worse')),
      changeProblemId text references problem (id),
      enteredBy       text not null references member (id),
      enteredAt       text not null,
      check (length(verbatim) <= 5000 and instr(verbatim, char(0)) = 0),
      check (supersedes <> id),
      check (channel <> 'CH2' or thirdPerson = 0),
      check (changeProblemId is null or change is not null),
      check (case directness
        when 'direct' then channel in ('CH1', 'CH2', 'CH3', 'CH6')
        when 'writtenBySpeaker' then channel in ('CH4', 'CH5', 'CH6', 'CH7', 'CH8')
        when 'relayed' then channel = 'CH9'
        when 'unitSummary' then channel = 'CH10'
        else 0 end)
    ) strict
  `.execute(db)
  await sql`create index opinionByDate on opinion (heardOn, heardTime)`.execute(db)
  await sql`
    create index opinionByUnit on opinion (unitId, speakerKind, directness, heardOn)
  `.execute(db)
  await sql`create index opinionByVisit on opinion (visitId) where visitId is not null`.execute(db)
  await sql`
    create index opinionBySuperseded on opinion (supersedes) where supersedes is not null
  `.execute(db)
}

/** What a part of the words, or all of them, speaks of. It may be changed: it is the group's view. */
async function codes(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table opinionCode (
      id          text primary key,
      opinionId   text not null references opinion (id),
      fromChar    integer,
      toChar      integer,
      problemType text references problemType (id),
      wind        text check (wind in ('F1', 'F2', 'F3', 'F4')),
      problemId   text references problem (id),
      intent      text not null check (intent in ('problem', 'praise', 'suggestion', 'help')),
      strong      integer not null check (strong in (0, 1)),
      enteredBy   text not null references member (id),
      enteredAt   text not null,
      check ((fromChar is null) = (toChar is null)),
      check (0 <= fromChar and fromChar < toChar)
    ) strict
  `.execute(db)
  await sql`create index opinionCodeByOpinion on opinionCode (opinionId, strong)`.execute(db)
}

/** Voices that tell of one event: ten who speak of one road are one event (domain §4). */
async function clusters(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table opinionCluster (
      id        text primary key,
      unitId    text not null references unit (id),
      name      text not null check (length(name) between 1 and 40),
      enteredBy text not null references member (id),
      enteredAt text not null
    ) strict
  `.execute(db)
  await sql`
    create table opinionClusterMember (
      id        text primary key,
      clusterId text not null references opinionCluster (id),
      opinionId text not null unique references opinion (id)
    ) strict
  `.execute(db)
  await sql`
    create index opinionClusterMemberByCluster on opinionClusterMember (clusterId)
  `.execute(db)
}

/** Spans that others see masked. The words stay; what was masked once stays masked. */
async function redactions(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table opinionRedaction (
      id        text primary key,
      opinionId text not null references opinion (id),
      fromChar  integer not null,
      toChar    integer not null,
      reason    text not null check (reason in ('speaker', 'thirdPerson', 'secret')),
      decidedIn text,
      enteredBy text not null references member (id),
      enteredAt text not null,
      check (0 <= fromChar and fromChar < toChar)
    ) strict
  `.execute(db)
  await sql`
    create index changeOfOpinion on change (content ->> '$.opinionId') where operation = 'delete'
  `.execute(db)
  await sql`create index opinionRedactionByOpinion on opinionRedaction (opinionId)`.execute(db)
}

/** Who said it is sealed elsewhere; here stands the pair of ids alone (INV-4). */
async function speakersApart(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table informantOpinion (
      id          text primary key,
      informantId text not null references informant (id),
      opinionId   text not null references opinion (id),
      unique (informantId, opinionId)
    ) strict
  `.execute(db)
  await sql`create index informantOpinionByOpinion on informantOpinion (opinionId)`.execute(db)
}

/** INV-1. A REPLACE takes the old row away first, and is refused for that. */
async function seals(db: Kysely<unknown>): Promise<void> {
  await fence(db, 'opinionIsSealed', 'update on opinion', 'true', 'opinion.is-sealed')
  await fence(db, 'opinionIsKept', 'delete on opinion', 'true', 'opinion.is-kept')
  await fence(
    db,
    'opinionRedactionIsFrozen',
    'update on opinionRedaction',
    // The collective study may be named later, once (INV-9).
    `old.decidedIn is not null or new.decidedIn is null or new.id <> old.id or
      new.opinionId <> old.opinionId or new.fromChar <> old.fromChar or
      new.toChar <> old.toChar or new.reason <> old.reason or
      new.enteredBy <> old.enteredBy or new.enteredAt <> old.enteredAt`,
    'opinion.redaction-is-frozen',
  )
  await fence(
    db,
    'opinionRedactionIsKept',
    'delete on opinionRedaction',
    'true',
    'opinion.redaction-is-frozen',
  )
  for (const event of ['update', 'delete']) {
    await fence(
      db,
      `informantOpinionNo${event}`,
      `${event} on informantOpinion`,
      'true',
      'informant.link-is-frozen',
    )
  }
}

/** INV-8: nothing is marked beyond the end of the words. */
async function ranges(db: Kysely<unknown>): Promise<void> {
  for (const [event, table] of [
    ['insert', 'opinionCode'],
    ['update', 'opinionCode'],
    ['insert', 'opinionRedaction'],
  ] as const) {
    await fence(
      db,
      `${table}IsInside${event}`,
      `${event} on ${table}`,
      `new.toChar > (select length(verbatim) from opinion where id = new.opinionId)`,
      'opinion.range-outside',
    )
  }
}

async function agreements(db: Kysely<unknown>): Promise<void> {
  const direct = `new.directness = 'direct'`
  await fence(
    db,
    'opinionDirectHasTime',
    'insert on opinion',
    `${direct} and new.heardTime is null`,
    'opinion.direct-without-time',
  )
  await fence(
    db,
    'opinionDirectHasPlace',
    'insert on opinion',
    `${direct} and trim(new.place) = ''`,
    'opinion.direct-without-place',
  )
  await fence(
    db,
    'opinionSupersedesItsOwnUnit',
    'insert on opinion',
    `exists (select 1 from opinion where id = new.supersedes and unitId <> new.unitId)`,
    'opinion.supersedes-another-unit',
  )
  await fence(
    db,
    'opinionHasOneSuccessor',
    'insert on opinion',
    `exists (select 1 from opinion where supersedes = new.supersedes)`,
    'opinion.has-successor',
  )
  for (const event of ['insert', 'update']) {
    await fence(
      db,
      `opinionClusterOfOneUnit${event}`,
      `${event} on opinionClusterMember`,
      `(select unitId from opinionCluster where id = new.clusterId) <>
        (select unitId from opinion where id = new.opinionId)`,
      'opinion.cluster-of-another-unit',
    )
  }
  await fence(
    db,
    'opinionClusterKeepsItsUnit',
    'update of unitId on opinionCluster',
    `new.unitId <> old.unitId`,
    'opinion.cluster-of-another-unit',
  )
}

async function fence(
  db: Kysely<unknown>,
  name: string,
  event: string,
  when: string,
  code: string,
): Promise<void> {
  await sql`
    create trigger ${sql.raw(name)} before ${sql.raw(event)}
    when ${sql.raw(when)}
    begin select raise(abort, ${sql.raw(`'${code}'`)}); end
  `.execute(db)
}
