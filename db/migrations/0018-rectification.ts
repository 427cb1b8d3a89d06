import { type Kysely, sql } from 'kysely'

/**
 * How problems are put right (SM2), what was checked, shown and asked before one is struck off, and
 * the days off that words about working days count with.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await items(db)
  await evidence(db)
  await publicView(db)
  await closings(db)
  await standing(db)
  await frozen(db)
  await steps(db)
  await passing(db)
  await evidenceFences(db)
  await closingFences(db)
  await problemFences(db)
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

async function frozen(db: Kysely<unknown>): Promise<void> {
  const written = ['rectEvent', 'rectExtension', 'rectReport', 'rectCheck', 'publicity']
  for (const table of [...written, 'massEvaluation', 'closing', 'relapse']) {
    for (const event of ['update', 'delete']) {
      await sql`
        create trigger ${sql.raw(`${table}No${event}`)} before ${sql.raw(event)}
        on ${sql.raw(table)}
        begin select raise(abort, 'rectification.history-is-frozen'); end
      `.execute(db)
    }
  }
  for (const table of ['rectItem', 'supervisionMeasure']) {
    await sql`
      create trigger ${sql.raw(`${table}IsKept`)} before delete on ${sql.raw(table)}
      begin select raise(abort, 'rectification.is-kept'); end
    `.execute(db)
  }
}

/** The path table of SM2, and what each step waits for. */
async function steps(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger rectItemStartsAsDrafted before insert on rectItem
    when new.state <> 'drafted'
    begin select raise(abort, 'rectification.starts-as-drafted'); end
  `.execute(db)
  await sql`
    create trigger rectStepIsOpen before update of state on rectItem
    when old.state <> new.state and (old.state || '>' || new.state) not in (
      'drafted>claimed', 'claimed>underWay', 'underWay>reportedDone',
      'reportedDone>beingChecked', 'beingChecked>done', 'beingChecked>returned',
      'returned>underWay', 'done>relapsed', 'relapsed>underWay', 'drafted>cancelled',
      'claimed>cancelled', 'underWay>cancelled', 'reportedDone>cancelled',
      'beingChecked>cancelled', 'returned>cancelled', 'relapsed>cancelled')
    begin select raise(abort, 'rectification.step-not-open'); end
  `.execute(db)
  await sql`
    create trigger rectItemIsClaimed before update on rectItem
    when old.state <> 'drafted' and (
      new.problemId <> old.problemId or new.kind <> old.kind or new.measure <> old.measure or
      new.unitId <> old.unitId or new.test <> old.test or new.deadline is not old.deadline or
      new.ownerName <> old.ownerName)
    begin select raise(abort, 'rectification.item-is-claimed'); end
  `.execute(db)
  await sql`
    create trigger rectClaimIsWhole before update of state on rectItem
    when new.state = 'claimed' and old.state = 'drafted'
    begin
      select raise(abort, 'rectification.claim-incomplete')
      where new.ownerName = '' or new.test = '' or new.deadline is null;
      select raise(abort, 'rectification.milestones-missing')
      where new.kind = 'lasting' and not exists (
        select 1 from rectMilestone where itemId = new.id);
    end
  `.execute(db)
  await sql`
    create trigger rectCancelIsTheLeaders before update of state on rectItem
    when new.state = 'cancelled' and old.state <> 'cancelled' and not exists (
      select 1 from member where id = (select memberId from pen) and role = 'leader')
    begin select raise(abort, 'rectification.cancelled-by-leader'); end
  `.execute(db)
  await sql`
    create trigger rectResumeHasNewDate before update of state on rectItem
    when new.state = 'underWay' and old.state in ('returned', 'relapsed') and (
      select n.due <= c.checkedOn from rectNow n join rectCheck c on c.id = n.checkId
      where n.itemId = new.id)
    begin select raise(abort, 'rectification.new-deadline-missing'); end
  `.execute(db)
}

async function passing(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger rectReportIsWritten before update of state on rectItem
    when new.state = 'reportedDone' and old.state = 'underWay' and not exists (
      select 1 from rectNow n where n.itemId = new.id and n.reportId is not null
        and not exists (select 1 from rectCheck where reportId = n.reportId))
    begin select raise(abort, 'rectification.report-missing'); end
  `.execute(db)
  await sql`
    create trigger rectPassIsChecked before update of state on rectItem
    when new.state = 'done' and old.state = 'beingChecked'
    begin
      select raise(abort, 'rectification.check-missing') where not exists (
        select 1 from rectNow n join rectCheck c on c.id = n.checkId
        where n.itemId = new.id and c.reportId = n.reportId and c.result = 'solved');
      select raise(abort, 'rectification.publicity-missing') where not exists (
        select 1 from publicity where itemId = new.id);
      select raise(abort, 'rectification.milestones-open') where exists (
        select 1 from rectMilestone where itemId = new.id and reachedOn is null);
    end
  `.execute(db)
  await sql`
    create trigger rectSendBackIsChecked before update of state on rectItem
    when new.state = 'returned' and old.state = 'beingChecked' and not exists (
      select 1 from rectNow n join rectCheck c on c.id = n.checkId
      where n.itemId = new.id and c.reportId = n.reportId and c.result <> 'solved')
    begin select raise(abort, 'rectification.check-missing'); end
  `.execute(db)
  await sql`
    create trigger rectRelapseIsSeen before update of state on rectItem
    when new.state = 'relapsed' and old.state = 'done' and not exists (
      select 1 from rectNow n join relapse r on r.checkId = n.checkId where n.itemId = new.id)
    begin select raise(abort, 'rectification.relapse-missing'); end
  `.execute(db)
}

/** INV-21, INV-22, INV-42 where a record of the way is written. */
async function evidenceFences(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger rectExtensionIsLater before insert on rectExtension
    when not exists (select 1 from rectNow where itemId = new.itemId and due < new.newDeadline)
    begin select raise(abort, 'rectification.extension-not-later'); end
  `.execute(db)
  await sql`
    create trigger rectReportIsInOrder before insert on rectReport
    begin
      select raise(abort, 'rectification.step-not-open') where not exists (
        select 1 from rectItem where id = new.itemId and state = 'underWay');
      select raise(abort, 'rectification.dates-out-of-order') where exists (
        select 1 from rectItem i join problem p on p.id = i.problemId
        where i.id = new.itemId and p.foundOn > new.claimedOn);
      select raise(abort, 'rectification.dates-out-of-order') where exists (
        select 1 from rectCheck where itemId = new.itemId and checkedOn > new.claimedOn);
      select raise(abort, 'rectification.dates-out-of-order') where (
        select min(date(e.at, '+8 hours'))
        from rectItem i join problemEvent e on e.problemId = i.problemId
        where i.id = new.itemId and e.toState = 'reminded') > new.claimedOn;
    end
  `.execute(db)
  await sql`
    create trigger rectCheckIsAnothers before insert on rectCheck
    begin
      select raise(abort, 'rectification.step-not-open') where not exists (
        select 1 from rectItem i join rectNow n on n.itemId = i.id
        where i.id = new.itemId and i.state = 'beingChecked' and n.reportId = new.reportId);
      select raise(abort, 'rectification.checked-by-claimant') where exists (
        select 1 from rectReport where id = new.reportId and enteredBy = new.checkedBy);
      select raise(abort, 'rectification.visit-before-claim') where exists (
        select 1 from rectReport r join visit v on v.id = new.visitId
        where r.id = new.reportId and v.endedOn < r.claimedOn);
      select raise(abort, 'rectification.dates-out-of-order') where exists (
        select 1 from rectReport where id = new.reportId and claimedOn > new.checkedOn);
    end
  `.execute(db)
  await sql`
    create trigger relapseIsLater before insert on relapse
    begin
      select raise(abort, 'rectification.step-not-open') where not exists (
        select 1 from rectItem i join rectNow n on n.itemId = i.id
        where i.id = new.itemId and i.state = 'done' and n.checkId = new.checkId);
      select raise(abort, 'rectification.dates-out-of-order') where exists (
        select 1 from rectCheck where id = new.checkId and checkedOn > new.seenOn);
      select raise(abort, 'rectification.dates-out-of-order') where exists (
        select 1 from closing where id = new.closingId and closedOn > new.seenOn);
    end
  `.execute(db)
}

/** What 销号 waits for (INV-21, INV-22, INV-23, INV-42). */
async function closingFences(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger closingIsEarned before insert on closing
    begin
      select raise(abort, 'rectification.struck-off-by-deputy') where not exists (
        select 1 from member where id = new.closedBy and role in ('leader', 'deputy'));
      select raise(abort, 'rectification.items-missing') where not exists (
        select 1 from rectItem where problemId = new.problemId and state = 'done');
      select raise(abort, 'rectification.items-open') where exists (
        select 1 from rectItem
        where problemId = new.problemId and state not in ('done', 'cancelled'));
      select raise(abort, 'rectification.struck-off-by-checker') where exists (
        select 1 from rectItem i join rectNow n on n.itemId = i.id
          join rectCheck c on c.id = n.checkId
        where i.problemId = new.problemId and i.state = 'done' and c.checkedBy = new.closedBy);
      select raise(abort, 'rectification.dates-out-of-order') where exists (
        select 1 from rectItem i join rectCheck c on c.itemId = i.id
        where i.problemId = new.problemId and c.checkedOn > new.closedOn);
      select raise(abort, 'rectification.masses-not-asked')
      where (select source from problem where id = new.problemId) = 'masses'
        and not exists (
          select 1 from rectItem i join rectNow n on n.itemId = i.id
            join rectReport r on r.id = n.reportId
            join massEvaluation m on m.itemId = i.id and m.evaluatedOn >= r.claimedOn
          where i.problemId = new.problemId and i.state = 'done')
        and not exists (
          select 1 from justification where subjectId = new.problemId and kind = 'reason'
            and code = 'rectification.masses-not-asked');
    end
  `.execute(db)
}

/** A problem goes on only with what its items show (SM1). */
async function problemFences(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger problemIsRectifiedByItems before update of state on problem
    when new.state = 'rectifying' and old.state <> 'rectifying' and not exists (
      select 1 from rectItem
      where problemId = new.id and state not in ('drafted', 'cancelled'))
    begin select raise(abort, 'rectification.items-missing'); end
  `.execute(db)
  await sql`
    create trigger problemAwaitsWhatIsReported before update of state on problem
    when new.state = 'awaitingCheck' and old.state <> 'awaitingCheck' and (
      not exists (select 1 from rectItem where problemId = new.id and state <> 'cancelled')
      or exists (select 1 from rectItem where problemId = new.id
        and state in ('drafted', 'claimed', 'underWay', 'returned', 'relapsed')))
    begin select raise(abort, 'rectification.items-not-reported'); end
  `.execute(db)
  await sql`
    create trigger problemIsStruckOffByClosing before update of state on problem
    when new.state = 'struckOff' and old.state <> 'struckOff' and not exists (
      select 1 from closing c where c.problemId = new.id
        and not exists (select 1 from relapse where closingId = c.id))
    begin select raise(abort, 'rectification.closing-missing'); end
  `.execute(db)
  await sql`
    create trigger problemReopensByRelapse before update of state on problem
    when new.state = 'reopened' and old.state <> 'reopened' and (
      not exists (select 1 from closing where problemId = new.id)
      or exists (
        select 1 from closing c where c.problemId = new.id
          and not exists (select 1 from relapse where closingId = c.id)))
    begin select raise(abort, 'rectification.relapse-missing'); end
  `.execute(db)
  await sql`
    create trigger problemIsKeptOnByLeader before update of state on problem
    when new.state = 'longTerm' and old.state <> 'longTerm'
    begin
      select raise(abort, 'rectification.kept-on-by-leader') where not exists (
        select 1 from member where id = (select memberId from pen) and role = 'leader');
      select raise(abort, 'rectification.milestones-missing') where not exists (
        select 1 from rectItem i join rectMilestone m on m.itemId = i.id
        where i.problemId = new.id and i.kind = 'lasting' and i.state <> 'cancelled');
    end
  `.execute(db)
}
