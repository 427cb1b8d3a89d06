import { type Kysely, sql } from 'kysely'

/** What a check, a closing and a relapse have to show before a problem goes on (SM1). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await evidenceFences(db)
  await closingFences(db)
  await problemFences(db)
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
        select min(r.remindedOn) from rectItem i
          join reminderProblem p on p.problemId = i.problemId
          join reminder r on r.id = p.reminderId
        where i.id = new.itemId) > new.claimedOn;
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
      -- What undoes a closing names it, and no other one.
      select raise(abort, 'rectification.closing-not-named') where new.closingId is not (
        select c.id from rectItem i join problem p on p.id = i.problemId and p.state = 'struckOff'
          join closing c on c.problemId = p.id
        where i.id = new.itemId and not exists (select 1 from relapse where closingId = c.id));
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
      select raise(abort, 'rectification.problem-not-awaiting-check') where not exists (
        select 1 from problem where id = new.problemId and state = 'awaitingCheck');
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
