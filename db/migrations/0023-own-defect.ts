import { type Kysely, sql } from 'kysely'

const codes = `'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'R11', 'own'`

/**
 * Defects of the group's own work, the ten that the notice names and others: who owns each, what
 * is done, until when, and who else saw that it is done (R2–R13, R15).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table ownDefect (
      id        text primary key,
      no        integer not null unique check (no > 0),
      code      text not null check (code in (${sql.raw(codes)})),
      name      text not null default '',
      seenOn    text not null,
      what      text not null check (length(what) > 0),
      place     text not null default '',
      visitId   text references visit (id),
      ownerId   text references member (id),
      measure   text not null default '',
      dueOn     text,
      evidence  text not null default '',
      state     text not null
                check (state in ('seen', 'owned', 'corrected', 'closed', 'reopened')),
      enteredBy text not null references member (id),
      enteredAt text not null,
      closedBy  text references member (id),
      closedOn  text,
      check (code <> 'own' or length(name) > 0),
      check ((state = 'closed') = (closedOn is not null)),
      check ((closedBy is null) = (closedOn is null))
    ) strict
  `.execute(db)
  await sql`create index ownDefectByState on ownDefect (state, dueOn)`.execute(db)
  await sql`
    create table ownDefectEvent (
      id          text primary key,
      ownDefectId text not null references ownDefect (id),
      fromState   text,
      toState     text not null,
      basis       text not null default '',
      at          text not null,
      by          text not null references member (id)
    ) strict
  `.execute(db)
  await sql`create index ownDefectEventByDefect on ownDefectEvent (ownDefectId, at)`.execute(db)
  await sql`
    create table selfCheck (
      id     text primary key,
      heldOn text not null,
      note   text not null check (length(note) > 0),
      at     text not null,
      by     text not null references member (id)
    ) strict
  `.execute(db)
  await sql`create index selfCheckByDate on selfCheck (heldOn)`.execute(db)
  await steps(db)
  await kept(db)
}

/** What each state needs, whatever way leads to it. */
async function steps(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger ownDefectStartsAsSeen before insert on ownDefect
    when new.state <> 'seen' and coalesce((select command from pen), '') <> 'practice.load'
    begin select raise(abort, 'defect.starts-as-seen'); end
  `.execute(db)
  await sql`
    create trigger ownDefectStepIsOpen before update of state on ownDefect
    when old.state <> new.state and new.state <> 'closed'
      and (old.state || '>' || new.state) not in (
        'seen>owned', 'reopened>owned', 'owned>corrected', 'corrected>reopened', 'closed>reopened')
    begin select raise(abort, 'defect.step-not-open'); end
  `.execute(db)
  await sql`
    create trigger ownDefectIsCorrectedFirst before update of state on ownDefect
    when new.state = 'closed' and old.state not in ('corrected', 'closed')
    begin select raise(abort, 'defect.not-corrected'); end
  `.execute(db)
  await sql`
    create trigger ownDefectHasItsOwner before update on ownDefect
    when new.state <> 'seen'
      and (new.ownerId is null or new.dueOn is null or trim(new.measure) = '')
    begin select raise(abort, 'defect.claim-incomplete'); end
  `.execute(db)
  await sql`
    create trigger ownDefectHasEvidence before update on ownDefect
    when new.state in ('corrected', 'closed') and trim(new.evidence) = ''
    begin select raise(abort, 'defect.evidence-missing'); end
  `.execute(db)
  await sql`
    create trigger ownDefectIsClosedByAnother before update on ownDefect
    when new.state = 'closed' and new.closedBy = new.ownerId
    begin select raise(abort, 'defect.closed-by-its-owner'); end
  `.execute(db)
}

async function kept(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger closedOwnDefectIsFrozen before update on ownDefect
    when old.state = 'closed' and new.state = 'closed'
    begin select raise(abort, 'defect.is-closed'); end
  `.execute(db)
  await sql`
    create trigger ownDefectIsKept before delete on ownDefect
    begin select raise(abort, 'defect.is-kept'); end
  `.execute(db)
  for (const event of ['update', 'delete']) {
    await sql`
      create trigger ${sql.raw(`ownDefectEventNo${event}`)}
      before ${sql.raw(event)} on ownDefectEvent
      begin select raise(abort, 'defect.history-is-frozen'); end
    `.execute(db)
    await sql`
      create trigger ${sql.raw(`selfCheckNo${event}`)} before ${sql.raw(event)} on selfCheck
      begin select raise(abort, 'defect.self-check-is-kept'); end
    `.execute(db)
  }
}
