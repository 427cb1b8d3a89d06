import { type Kysely, sql } from 'kysely'

/**
 * How problems are put right (SM2), what was checked, shown and asked before one is struck off, and
 * the days off that words about working days count with. What the database refuses of it follows in
 * 0025 and 0026.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await items(db)
  await evidence(db)
  await publicView(db)
  await closings(db)
  await standing(db)
}

async function items(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table rectItem (
      id           text primary key,
      problemId    text not null references problem (id),
      kind         text not null check (kind in ('atOnce', 'byDate', 'lasting')),
      measure      text not null check (length(measure) > 0),
      ownerName    text not null default '',
      ownerPost    text not null default '',
      unitId       text not null references unit (id),
      test         text not null default '',
      deadline     text,
      state        text not null check (state in ('drafted', 'claimed', 'underWay', 'reportedDone',
                   'beingChecked', 'done', 'returned', 'relapsed', 'cancelled')),
      cancelledWhy text not null default '',
      enteredBy    text not null references member (id),
      enteredAt    text not null,
      check (state <> 'cancelled' or length(trim(cancelledWhy)) > 0)
    ) strict
  `.execute(db)
  await sql`create index rectItemByProblem on rectItem (problemId)`.execute(db)
  await sql`create index rectItemByUnit on rectItem (unitId)`.execute(db)
  await sql`
    create table rectEvent (
      id        text primary key,
      itemId    text not null references rectItem (id),
      fromState text,
      toState   text not null,
      basis     text not null default '',
      at        text not null,
      by        text not null references member (id)
    ) strict
  `.execute(db)
  await sql`create index rectEventByItem on rectEvent (itemId, at)`.execute(db)
  await sql`
    create table rectExtension (
      id          text primary key,
      itemId      text not null references rectItem (id),
      newDeadline text not null,
      reason      text not null check (length(trim(reason)) > 0),
      by          text not null references member (id),
      at          text not null
    ) strict
  `.execute(db)
  await sql`create index rectExtensionByItem on rectExtension (itemId, newDeadline)`.execute(db)
  await sql`
    create table rectMilestone (
      id        text primary key,
      itemId    text not null references rectItem (id),
      dueOn     text not null,
      aim       text not null check (length(aim) > 0),
      reachedOn text
    ) strict
  `.execute(db)
  await sql`create index rectMilestoneByItem on rectMilestone (itemId, dueOn)`.execute(db)
}

async function evidence(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table rectReport (
      id        text primary key,
      itemId    text not null references rectItem (id),
      claimedOn text not null,
      words     text not null check (length(trim(words)) > 0),
      enteredBy text not null references member (id),
      enteredAt text not null
    ) strict
  `.execute(db)
  await sql`create index rectReportByItem on rectReport (itemId, enteredAt)`.execute(db)
  await sql`
    create table rectCheck (
      id        text primary key,
      itemId    text not null references rectItem (id),
      reportId  text not null references rectReport (id),
      checkedOn text not null,
      checkedBy text not null references member (id),
      method    text not null check (method in ('onSite', 'unannounced', 'household')),
      visitId   text not null references visit (id),
      result    text not null check (result in ('solved', 'partly', 'not', 'worse')),
      words     text not null default '',
      at        text not null
    ) strict
  `.execute(db)
  await sql`create index rectCheckByItem on rectCheck (itemId, checkedOn)`.execute(db)
  await sql`create index rectCheckByReport on rectCheck (reportId)`.execute(db)
  await sql`create index rectCheckByVisit on rectCheck (visitId)`.execute(db)
  await sql`
    create table supervisionMeasure (
      id        text primary key,
      problemId text not null references problem (id),
      kind      text not null check (kind in ('remind', 'talk', 'letter', 'rewrite', 'postpone',
                'makeUp', 'holdAgain', 'circular', 'upward')),
      decidedOn text not null,
      decidedBy text not null check (length(decidedBy) > 0),
      effect    text not null default '',
      enteredBy text not null references member (id)
    ) strict
  `.execute(db)
  await sql`create index supervisionMeasureByProblem on supervisionMeasure (problemId)`.execute(db)
}

/** What the masses could see (R64) and what they said (R67). Counts add up (INV-35). */
async function publicView(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table publicity (
      id           text primary key,
      itemId       text not null references rectItem (id),
      place        text not null default '',
      fromOn       text,
      toOn         text,
      audience     text not null default '',
      exemptReason text not null default '',
      enteredBy    text not null references member (id),
      check (toOn >= fromOn),
      check (exemptReason <> '' or (place <> '' and audience <> '' and fromOn is not null))
    ) strict
  `.execute(db)
  await sql`create index publicityByItem on publicity (itemId)`.execute(db)
  await sql`
    create table massEvaluation (
      id           text primary key,
      itemId       text not null references rectItem (id),
      evaluatedOn  text not null,
      method       text not null
                   check (method in ('household', 'meeting', 'questionnaire', 'phone')),
      asked        integer not null check (asked > 0),
      answers      integer not null,
      satisfied    integer not null check (satisfied >= 0),
      partly       integer not null check (partly >= 0),
      dissatisfied integer not null check (dissatisfied >= 0),
      drawn        integer not null check (drawn in (0, 1)),
      words        text not null default '',
      enteredBy    text not null references member (id),
      check (satisfied + partly + dissatisfied <= answers and answers <= asked)
    ) strict
  `.execute(db)
  await sql`create index massEvaluationByItem on massEvaluation (itemId, evaluatedOn)`.execute(db)
}

async function closings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table closing (
      id        text primary key,
      problemId text not null references problem (id),
      closedOn  text not null,
      closedBy  text not null references member (id),
      basis     text not null check (length(trim(basis)) > 0),
      at        text not null
    ) strict
  `.execute(db)
  await sql`create index closingByProblem on closing (problemId, closedOn)`.execute(db)
  await sql`
    create table relapse (
      id        text primary key,
      itemId    text not null references rectItem (id),
      checkId   text not null references rectCheck (id),
      closingId text references closing (id),
      seenOn    text not null,
      source    text not null check (source in ('observation', 'visit', 'opinion')),
      visitId   text references visit (id),
      words     text not null check (length(trim(words)) > 0),
      enteredBy text not null references member (id),
      check (source <> 'visit' or visitId is not null)
    ) strict
  `.execute(db)
  await sql`create index relapseByItem on relapse (itemId)`.execute(db)
  await sql`create index relapseByCheck on relapse (checkId)`.execute(db)
  await sql`create index relapseByClosing on relapse (closingId)`.execute(db)
  await sql`
    create table holiday (
      id   text primary key,
      date text not null unique,
      kind text not null check (kind in ('rest', 'work')),
      name text not null default ''
    ) strict
  `.execute(db)
}

/** How each item stands now: all lists, numbers and fences ask here. */
async function standing(db: Kysely<unknown>): Promise<void> {
  await sql`
    create view rectNow as
    select
      i.id as itemId,
      coalesce((select max(newDeadline) from rectExtension where itemId = i.id), i.deadline) as due,
      (select count(*) from rectExtension where itemId = i.id) as extensions,
      (select id from rectReport where itemId = i.id order by rowid desc limit 1) as reportId,
      (select id from rectCheck where itemId = i.id order by rowid desc limit 1) as checkId,
      case
        when exists (select 1 from publicity where itemId = i.id and exemptReason = '')
          then 'published'
        when exists (select 1 from publicity where itemId = i.id) then 'exempt'
        else 'none'
      end as published
    from rectItem i
  `.execute(db)
}
