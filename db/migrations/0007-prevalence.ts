import { type Kysely, sql } from 'kysely'

/**
 * The one definition of examined and found (domain §4.1), and what is kept ready of it. `stale`
 * names what must be counted again before the transaction ends.
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
  await sql`
    create index examinationByDate
    on examination (problemType, level, lookedOn, selection, unitId, finds)
  `.execute(db)
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
    create table stale (
      unitId      text not null,
      problemType text not null,
      lookedOn    text not null,
      primary key (unitId, problemType, lookedOn)
    ) strict, without rowid
  `.execute(db)
  await staleMarks(db)
}

async function staleMarks(db: Kysely<unknown>): Promise<void> {
  const marks: readonly (readonly [name: string, when: string, row: string])[] = [
    ['exposureAdded', 'insert on exposure', 'new'],
    ['exposureRemoved', 'delete on exposure', 'old'],
    ['exposureChanged', 'update on exposure', 'new'],
    ['exposureWas', 'update on exposure', 'old'],
  ]
  for (const [name, when, row] of marks) {
    await sql`
      create trigger ${sql.raw(`stale${name}`)} after ${sql.raw(when)}
      begin
        insert or ignore into stale values
          (${sql.raw(`${row}.unitId, ${row}.problemType, ${row}.lookedOn`)});
      end
    `.execute(db)
  }
  const through: readonly (readonly [name: string, when: string, where: string])[] = [
    ['problemAdded', 'insert on problem', 'id = new.exposureId'],
    [
      'problemChanged',
      'update of exposureId, confirmedOn on problem',
      'id in (new.exposureId, old.exposureId)',
    ],
    ['visitChanged', 'update of selection, notice on visit', 'visitId = new.id'],
    ['unitChanged', 'update of level on unit', 'unitId = new.id'],
  ]
  for (const [name, when, where] of through) {
    await sql`
      create trigger ${sql.raw(`stale${name}`)} after ${sql.raw(when)}
      begin
        insert or ignore into stale
        select unitId, problemType, lookedOn from exposure where ${sql.raw(where)};
      end
    `.execute(db)
  }
}
