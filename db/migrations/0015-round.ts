import type { Kysely } from 'kysely'

import { addOnsite } from './parts/onsite.ts'
import { EVENTS, run } from './parts/run.ts'

/**
 * Rounds with their plan, people, nights and steps (SM9), and what is seen on a visit besides its
 * looks: sites, minutes, observations, hypotheses and assessments (R4–R6, R29–R33, R45–R46, R102).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await roundTables(db)
  await addOnsite(db)
  await roundFences(db)
  await roundWaits(db)
  await partsOfRounds(db)
}

async function roundTables(db: Kysely<unknown>): Promise<void> {
  await run(db, [
    `alter table round add column leadMemberId text references member (id)`,
    // Rounds from before this step were being made when they were entered.
    `alter table round add column state text not null default 'underWay' check (state in (
      'draft', 'agreed', 'approved', 'underWay', 'back', 'filed', 'cancelled'))`,
    `alter table round add column summary text not null default ''`,
    `create table roundMember (
      id       text primary key,
      roundId  text not null references round (id),
      memberId text not null references member (id),
      team     text not null check (length(team) > 0),
      unique (roundId, memberId)
    ) strict`,
    `create table roundPlan (
      id        text primary key,
      roundId   text not null references round (id),
      unitId    text not null references unit (id),
      reason    text not null check (reason in (
        'gap', 'risk', 'deadline', 'spotStudy', 'returnCheck', 'invited', 'order')),
      plannedOn text,
      notice    text not null check (notice in ('announced', 'short', 'unannounced')),
      halfDays  integer not null check (halfDays > 0),
      team      text not null default '',
      note      text not null default ''
    ) strict`,
    `create index roundPlanByRound on roundPlan (roundId)`,
    `create table roundDay (
      id              text primary key,
      roundId         text not null references round (id),
      memberId        text not null references member (id),
      dayOn           text not null,
      lodgingLevel    text check (lodgingLevel in (
        'capital', 'city', 'county', 'township', 'village', 'transit', 'off')),
      lodgingKind     text check (lodgingKind in (
        'designated', 'hostel', 'hotel', 'household', 'other')),
      minutesProvince integer not null default 0 check (minutesProvince >= 0),
      minutesCity     integer not null default 0 check (minutesCity >= 0),
      minutesCounty   integer not null default 0 check (minutesCounty >= 0),
      minutesTownship integer not null default 0 check (minutesTownship >= 0),
      minutesVillage  integer not null default 0 check (minutesVillage >= 0),
      unique (roundId, memberId, dayOn)
    ) strict`,
    `create table roundStep (
      id        text primary key,
      roundId   text not null references round (id),
      fromState text,
      toState   text not null,
      basis     text not null default '',
      at        text not null,
      "by"      text not null references member (id)
    ) strict`,
    `create index roundStepByRound on roundStep (roundId)`,
  ])
}

/** SM9 as a table of steps, who takes which, and what stays as it was. */
async function roundFences(db: Kysely<unknown>): Promise<void> {
  const actor = `(select memberId from pen)`
  const role = `coalesce((select role from member where id = ${actor}), '')`
  await run(db, [
    `create trigger roundStartsAsDraft before insert on round
     when new.state not in ('draft', 'underWay')
     begin select raise(abort, 'round.starts-as-draft'); end`,
    `create trigger roundIsKept before delete on round
     begin select raise(abort, 'round.is-kept'); end`,
    `create trigger roundStepIsOpen before update of state on round
     when old.state <> new.state and (old.state || '>' || new.state) not in (
       'draft>agreed', 'agreed>approved', 'approved>underWay', 'underWay>back', 'back>filed',
       'agreed>draft', 'approved>draft', 'back>underWay',
       'draft>cancelled', 'agreed>cancelled', 'approved>cancelled')
     begin select raise(abort, 'round.step-not-open'); end`,
    `create trigger roundStepHasItsHand before update of state on round
     when old.state <> new.state and (select command from pen) is not 'practice.load'
     begin
       select raise(abort, 'round.leader-only')
       where new.state in ('approved', 'filed', 'cancelled') and ${role} is not 'leader';
       select raise(abort, 'round.heads-only')
       where new.state in ('agreed', 'draft') and ${role} not in ('leader', 'deputy');
       select raise(abort, 'round.lead-only')
       where new.state in ('underWay', 'back') and ${role} not in ('leader', 'deputy')
         and ${actor} is not new.leadMemberId;
     end`,
    `create trigger roundIsSettled before update of no, purpose, fromOn, toOn, leadMemberId on round
     when old.state not in ('draft', 'underWay')
     begin select raise(abort, 'round.is-settled'); end`,
    `create trigger filedRoundIsFrozen before update of summary on round
     when old.state in ('filed', 'cancelled')
     begin select raise(abort, 'round.is-settled'); end`,
    `create trigger roundStepIsFrozen before update on roundStep
     begin select raise(abort, 'round.history-is-frozen'); end`,
    `create trigger roundStepIsKept before delete on roundStep
     begin select raise(abort, 'round.history-is-frozen'); end`,
  ])
}

/** What a plan holds before it is agreed, and what a round holds before it is back and filed. */
async function roundWaits(db: Kysely<unknown>): Promise<void> {
  await run(db, [
    `create trigger roundIsPlanned before update of state on round
     when old.state <> new.state and new.state = 'agreed'
     begin
       select raise(abort, 'round.purpose-missing') where new.purpose = '';
       select raise(abort, 'round.lead-missing') where new.leadMemberId is null;
       select raise(abort, 'round.nobody-travels')
       where not exists (select 1 from roundMember where roundId = new.id);
       select raise(abort, 'round.plan-empty')
       where not exists (select 1 from roundPlan where roundId = new.id);
     end`,
    // INV-30: one lodging for each travelling member and each night, which the last day has not.
    `create trigger roundIsComplete before update of state on round
     when old.state <> new.state and new.state in ('back', 'filed')
     begin
       select raise(abort, 'round.nobody-travels')
       where not exists (select 1 from roundMember where roundId = new.id);
       select raise(abort, 'round.nights-missing')
       where (select count(*) from roundMember where roundId = new.id)
             * (julianday(new.toOn) - julianday(new.fromOn))
           > (select count(*) from roundDay
              join roundMember on roundMember.roundId = roundDay.roundId
                and roundMember.memberId = roundDay.memberId
              where roundDay.roundId = new.id and roundDay.lodgingLevel is not null
                and roundDay.dayOn >= new.fromOn and roundDay.dayOn < new.toOn);
       select raise(abort, 'round.visit-open')
       where exists (select 1 from visit where roundId = new.id and state = 'open');
       select raise(abort, 'round.summary-missing')
       where new.state = 'filed' and trim(new.summary) = '';
     end`,
  ])
}

/** What was agreed waits for its approval unchanged, and what is over stays as it was. */
async function partsOfRounds(db: Kysely<unknown>): Promise<void> {
  for (const [event, rows] of EVENTS) {
    await run(db, [
      `create trigger roundPlanIsSettledNo${event} before ${event} on roundPlan
       when exists (select 1 from round
                    where id in (${rows}) and state not in ('draft', 'underWay'))
       begin select raise(abort, 'round.is-settled'); end`,
      `create trigger roundMemberIsSettledNo${event} before ${event} on roundMember
       when exists (select 1 from round
                    where id in (${rows}) and state not in ('draft', 'underWay'))
       begin select raise(abort, 'round.is-settled'); end`,
      `create trigger roundDayIsOverNo${event} before ${event} on roundDay
       when exists (select 1 from round
                    where id in (${rows}) and state in ('back', 'filed', 'cancelled'))
       begin select raise(abort, 'round.is-settled'); end`,
    ])
  }
  for (const event of ['insert', 'update']) {
    await run(db, [
      `create trigger roundDayIsOfTheRoundOn${event} before ${event} on roundDay
       when not exists (select 1 from round
                        where id = new.roundId and new.dayOn between fromOn and toOn)
       begin select raise(abort, 'round.day-outside'); end`,
    ])
  }
}
