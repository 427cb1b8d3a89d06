import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await ownList(db)
  await responsibility(db)
}

/** What a unit itself lists as its problems, and which of the group's it is (R37, R51). */
async function ownList(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unitOwnProblem (
      id               text primary key,
      unitId           text not null references unit (id),
      text             text not null check (length(text) > 0),
      wayFound         text not null
                       check (wayFound in ('masses', 'self', 'superior', 'mutual', 'together')),
      claimedBy        text not null default '',
      listedOn         text not null,
      matchesProblemId text references problem (id),
      enteredBy        text not null references member (id),
      enteredAt        text not null
    ) strict
  `.execute(db)
  await sql`create index unitOwnProblemByUnit on unitOwnProblem (unitId)`.execute(db)
  await sql`create index unitOwnProblemByMatch on unitOwnProblem (matchesProblemId)`.execute(db)
  // What was merged into a problem is looked up with it.
  await sql`
    create index problemByTarget on problem (mergedInto) where mergedInto is not null
  `.execute(db)
  for (const event of ['insert', 'update']) {
    await sql`
      create trigger ${sql.raw(`ownListMatchesItsUnit${event}`)}
      before ${sql.raw(event)} on unitOwnProblem
      when exists (
        select 1 from problem where id = new.matchesProblemId and unitId <> new.unitId)
      begin select raise(abort, 'ownlist.match-of-another-unit'); end
    `.execute(db)
  }
}

/** 负总责: what was asked of a committee about a problem, and what it did itself (R94). */
async function responsibility(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table responsibility (
      id          text primary key,
      committeeId text not null references unit (id),
      problemId   text not null references problem (id),
      asked       text not null check (length(asked) > 0),
      askedOn     text not null,
      ownActs     text not null default 'none'
                  check (ownActs in ('none', 'researched', 'inspected', 'corrected', 'reported')),
      actedOn     text check (actedOn >= askedOn),
      result      text not null default '',
      enteredBy   text not null references member (id),
      enteredAt   text not null,
      check ((ownActs = 'none') = (actedOn is null)),
      check (ownActs <> 'none' or result = '')
    ) strict
  `.execute(db)
  await sql`create index responsibilityByProblem on responsibility (problemId)`.execute(db)
  await sql`
    create trigger responsibilityIsOfStanding before insert on responsibility
    when exists (
      select 1 from problem where id = new.problemId
        and state in ('lead', 'notSubstantiated', 'handedOver', 'merged'))
    begin select raise(abort, 'responsibility.not-confirmed'); end
  `.execute(db)
  await sql`
    create trigger responsibilityFollowsFind before insert on responsibility
    when exists (select 1 from problem where id = new.problemId and foundOn > new.askedOn)
    begin select raise(abort, 'responsibility.asked-before-found'); end
  `.execute(db)
  // What the committee does comes later; what was asked of it stays.
  await sql`
    create trigger responsibilityIsFrozen
    before update of id, committeeId, problemId, asked, askedOn, enteredBy, enteredAt
    on responsibility
    begin select raise(abort, 'responsibility.is-frozen'); end
  `.execute(db)
  await sql`
    create trigger responsibilityIsKept before delete on responsibility
    begin select raise(abort, 'responsibility.is-frozen'); end
  `.execute(db)
}
