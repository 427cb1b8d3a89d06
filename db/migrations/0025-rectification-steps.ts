import { type Kysely, sql } from 'kysely'

/** What stays as it was written of a rectification, and which steps of SM2 are open. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await frozen(db)
  await steps(db)
  await passing(db)
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
