import { type Kysely, sql } from 'kysely'

/**
 * The one definition of examined and found (domain §4.1), and what is kept ready of it. `stale`
 * names the units that must be counted again before the transaction ends.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Papers and meetings alone say nothing of substance (R53, INV-26), so they are no denominator.
  await sql`
    create view substantiveExposure as
    select exposure.id, exposure.visitId, exposure.unitId, exposure.problemType,
           exposure.lookedOn, exposure.method, exposure.nature, exposure.result,
           visit.selection, visit.notice, unit.level, unit.kind, unit.prefectureId,
           exposure.result = 'found' and exists (
             select 1 from problem
             where problem.exposureId = exposure.id and problem.confirmedOn is not null
           ) as confirmed
    from exposure
    join visit on visit.id = exposure.visitId
    join unit on unit.id = exposure.unitId
    where exposure.nature in ('effect', 'masses')
      and exposure.method not in ('M01', 'M02', 'M16')
      and exposure.result in ('found', 'notFound')
  `.execute(db)
  await countsOfUnits(db)
  await countsOfGroups(db)
  await countsOfLooks(db)
  await staleMarks(db)
}

/** One unit at a time, so that a change is counted again where it was made and nowhere else. */
async function countsOfUnits(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table examination (
      problemType text not null,
      level       text not null,
      lookedOn    text not null,
      unitId      text not null,
      selection   text not null,
      notice      text not null,
      looks       integer not null,
      finds       integer not null,
      unconfirmed integer not null,
      primary key (problemType, unitId, lookedOn, selection, notice)
    ) strict, without rowid
  `.execute(db)
  // All looks at a unit whatever their nature, and those of them that are examinations.
  await sql`
    create table unitLook (
      unitId       text primary key,
      level        text not null,
      kind         text not null,
      prefectureId text not null,
      looks       integer not null,
      formOnly    integer not null,
      unannounced integer not null,
      notFound    integer not null,
      drawn       integer not null,
      examined            integer not null,
      examinedByDraw      integer not null,
      examinedUnannounced integer not null,
      firstOn     text,
      lastOn      text
    ) strict, without rowid
  `.execute(db)
  await sql`
    create table unitProblem (
      problemType text not null,
      unitId      text not null,
      enteredBy   text not null,
      problems    integer not null,
      finds       integer not null,
      primary key (problemType, unitId, enteredBy)
    ) strict, without rowid
  `.execute(db)
}

/**
 * Sums over units, as few as there are types, levels, weeks, kinds and prefectures. prefectureId is
 * empty where a unit lies in none.
 */
async function countsOfGroups(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table examinationWeek (
      problemType text not null,
      level       text not null,
      week        text not null,
      selection   text not null,
      examined    integer not null,
      found       integer not null,
      primary key (problemType, level, week, selection)
    ) strict, without rowid
  `.execute(db)
  await sql`
    create table unitGroup (
      problemType text not null,
      level        text not null,
      kind         text not null,
      prefectureId text not null,
      examined         integer not null default 0,
      found            integer not null default 0,
      unconfirmed      integer not null default 0,
      unannounced      integer not null default 0,
      unannouncedFound integer not null default 0,
      otherExamined    integer not null default 0,
      otherFound       integer not null default 0,
      problems         integer not null default 0,
      problemUnits     integer not null default 0,
      primary key (problemType, prefectureId, kind, level)
    ) strict, without rowid
  `.execute(db)
  // Prefectures are summed in the order of the key, kinds in that of the index: neither is sorted.
  await sql`
    create index unitGroupByKind on unitGroup (problemType, kind, level, examined, found)
  `.execute(db)
  await sql`
    create table observerGroup (
      problemType  text not null,
      level        text not null,
      kind         text not null,
      prefectureId text not null,
      enteredBy    text not null,
      finds        integer not null,
      primary key (problemType, enteredBy, level, kind, prefectureId)
    ) strict, without rowid
  `.execute(db)
}

/** The sums of unitLook. Of the days, the first and the last are read off its indexes. */
async function countsOfLooks(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table lookGroup (
      level        text not null,
      kind         text not null,
      prefectureId text not null,
      looks       integer not null,
      formOnly    integer not null,
      unannounced integer not null,
      notFound    integer not null,
      drawn       integer not null,
      examined            integer not null,
      examinedByDraw      integer not null,
      examinedUnannounced integer not null,
      firstOn     text,
      lastOn      text,
      primary key (level, kind, prefectureId)
    ) strict, without rowid
  `.execute(db)
  for (const day of ['firstOn', 'lastOn']) {
    await sql`
      create index ${sql.raw(`unitLookBy${day}`)}
      on unitLook (level, kind, prefectureId, ${sql.ref(day)})
    `.execute(db)
  }
}

/**
 * The looks or the problems of a unit are to be counted again. Where the unit itself changed, the
 * mark keeps the place at which it was counted before.
 */
async function staleMarks(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stale (
      unitId       text not null,
      part         text not null check (part in ('looks', 'problems')),
      level        text,
      kind         text,
      prefectureId text,
      primary key (unitId, part)
    ) strict, without rowid
  `.execute(db)
  for (const [name, when, marked] of marks()) {
    await sql`
      create trigger ${sql.raw(`stale${name}`)} after ${sql.raw(when)}
      begin
        insert into stale (unitId, part) ${sql.raw(marked)} on conflict do nothing;
      end
    `.execute(db)
  }
  await sql`
    create trigger staleunitMoved after update of level, kind, prefectureId on unit
    begin
      insert into stale
      select old.id, part.column1, old.level, old.kind, coalesce(old.prefectureId, '')
      from (values ('looks'), ('problems')) as part where true
      on conflict do update set level = coalesce(level, excluded.level),
                                kind = coalesce(kind, excluded.kind),
                                prefectureId = coalesce(prefectureId, excluded.prefectureId);
    end
  `.execute(db)
}

function changed(columns: readonly string[]): string {
  return columns.map((column) => `old.${column} is not new.${column}`).join(' or ')
}

/** What makes which units stale. A form writes all fields of a record, most of them as they were. */
function marks(): readonly (readonly [name: string, when: string, marked: string])[] {
  const looksOther = changed([
    'visitId',
    'unitId',
    'problemType',
    'method',
    'nature',
    'result',
    'lookedOn',
  ])
  const isOther = changed(['unitId', 'problemType', 'state', 'enteredBy', 'exposureId'])
  return [
    ['exposureAdded', 'insert on exposure', `values (new.unitId, 'looks')`],
    ['exposureRemoved', 'delete on exposure', `values (old.unitId, 'looks')`],
    ['exposureChanged', `update on exposure when ${looksOther}`, `values (new.unitId, 'looks')`],
    ['exposureWas', `update on exposure when ${looksOther}`, `values (old.unitId, 'looks')`],
    [
      'visitChanged',
      `update on visit when ${changed(['selection', 'notice'])}`,
      `select unitId, 'looks' from exposure where visitId = new.id group by unitId`,
    ],
    ['problemAdded', 'insert on problem', `values (new.unitId, 'problems')`],
    ['problemChanged', `update on problem when ${isOther}`, `values (new.unitId, 'problems')`],
    ['problemWas', `update on problem when ${isOther}`, `values (old.unitId, 'problems')`],
    [
      'findAdded',
      'insert on problem when new.exposureId is not null',
      `select unitId, 'looks' from exposure where id = new.exposureId`,
    ],
    [
      'findChanged',
      `update on problem when ${changed(['exposureId', 'confirmedOn'])}`,
      `select unitId, 'looks' from exposure where id in (new.exposureId, old.exposureId)
       group by unitId`,
    ],
  ]
}
