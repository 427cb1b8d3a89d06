import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table round (
      id      text primary key,
      no      integer not null unique check (no > 0),
      purpose text not null default '',
      fromOn  text not null,
      toOn    text not null check (toOn >= fromOn)
    ) strict
  `.execute(db)
  await sql`
    create table visit (
      id        text primary key,
      roundId   text references round (id),
      unitId    text not null references unit (id),
      startedOn text not null,
      endedOn   text not null check (endedOn >= startedOn),
      method    text not null,
      notice    text not null check (notice in ('announced', 'short', 'unannounced')),
      selection text not null check (selection in ('drawn', 'chosen', 'invited', 'continued')),
      note      text not null default '',
      state     text not null check (state in ('open', 'closed')),
      enteredBy text not null references member (id),
      enteredAt text not null
    ) strict
  `.execute(db)
  await sql`create index visitByUnit on visit (unitId, startedOn)`.execute(db)
  await sql`create index visitByDate on visit (startedOn desc, id)`.execute(db)
  await sql`create index visitByRound on visit (roundId) where roundId is not null`.execute(db)
  await sql`
    create table visitMember (
      id       text primary key,
      visitId  text not null references visit (id) on delete cascade,
      memberId text not null references member (id),
      unique (visitId, memberId)
    ) strict
  `.execute(db)
  await sql`
    create table exposure (
      id          text primary key,
      visitId     text not null references visit (id) on delete cascade,
      unitId      text not null references unit (id),
      problemType text not null references problemType (id),
      method      text not null,
      nature      text not null
                  check (nature in ('papers', 'meeting', 'procedure', 'effect', 'masses')),
      result      text not null check (result in ('found', 'notFound', 'couldNotLook')),
      lookedOn    text not null,
      looked      integer check (looked >= 0),
      foundCount  integer check (foundCount >= 0 and foundCount <= looked),
      note        text not null default '',
      unique (visitId, unitId, problemType, method, nature)
    ) strict
  `.execute(db)
  await sql`create index exposureByUnit on exposure (unitId, problemType, lookedOn)`.execute(db)
  await fences(db)
}

async function fences(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger closedVisitIsFrozen before update on visit
    when old.state = 'closed' and new.state = 'closed'
    begin select raise(abort, 'visit.is-closed'); end
  `.execute(db)
  // A visit that was made stays, and with it what was looked for (domain §3.5, 37).
  await sql`
    create trigger visitIsKept before delete on visit
    begin select raise(abort, 'visit.is-kept'); end
  `.execute(db)
  const parts: readonly (readonly [table: string, event: string, rows: string])[] = [
    ['exposure', 'insert', 'new.visitId'],
    ['exposure', 'update', 'old.visitId, new.visitId'],
    ['exposure', 'delete', 'old.visitId'],
    ['visitMember', 'insert', 'new.visitId'],
    ['visitMember', 'update', 'old.visitId, new.visitId'],
    ['visitMember', 'delete', 'old.visitId'],
  ]
  for (const [table, event, rows] of parts) {
    await sql`
      create trigger ${sql.raw(`${table}OfClosedVisitNo${event}`)}
      before ${sql.raw(event)} on ${sql.raw(table)}
      when exists (select 1 from visit where state = 'closed' and id in (${sql.raw(rows)}))
      begin select raise(abort, 'visit.is-closed'); end
    `.execute(db)
  }
}
