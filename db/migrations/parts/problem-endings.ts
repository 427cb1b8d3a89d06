import { type Kysely, sql } from 'kysely'

/** How the group's own work on a problem ends elsewhere: handed over (R66), or merged into another. */
export async function addProblemEndings(db: Kysely<unknown>): Promise<void> {
  await handovers(db)
  await doors(db)
}

/** Of what is handed over the group keeps to whom, when and of which class: never what (INV-38). */
async function handovers(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table handover (
      id         text primary key,
      problemId  text not null unique references problem (id),
      toBody     text not null check (length(toBody) > 0),
      handedOn   text not null,
      class      text not null
                 check (class in ('discipline', 'law', 'petition', 'organisation', 'other')),
      receivedOn text check (receivedOn >= handedOn),
      enteredBy  text not null references member (id),
      enteredAt  text not null
    ) strict
  `.execute(db)
}

async function doors(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger handoverIsTheLeaders before insert on handover
    when not exists (select 1 from member where id = new.enteredBy and role = 'leader')
    begin select raise(abort, 'problem.leader-only'); end
  `.execute(db)
  await sql`
    create trigger handoverIsFrozen
    before update of id, problemId, toBody, handedOn, class, enteredBy, enteredAt on handover
    begin select raise(abort, 'problem.handover-is-frozen'); end
  `.execute(db)
  await sql`
    create trigger handoverIsKept before delete on handover
    begin select raise(abort, 'problem.handover-is-frozen'); end
  `.execute(db)
  await sql`
    create trigger problemIsHandedOver before update of state on problem
    when new.state = 'handedOver' and old.state <> 'handedOver'
      and not exists (select 1 from handover where problemId = new.id)
    begin select raise(abort, 'problem.handover-missing'); end
  `.execute(db)
  await sql`
    create trigger problemIsMerged before update of state on problem
    when new.state = 'merged' and exists (
      select 1 from problem as target
      where target.id = new.mergedInto and (
        target.unitId <> new.unitId
        or target.state in ('merged', 'notSubstantiated', 'handedOver')))
    begin select raise(abort, 'problem.merge-target-unfit'); end
  `.execute(db)
  // R66: with the handover ends the group's own work on it; a merged one lives on in the other.
  await sql`
    create trigger endedProblemIsFrozen before update on problem
    when old.state in ('handedOver', 'merged') and new.state = old.state
    begin select raise(abort, 'problem.no-longer-open'); end
  `.execute(db)
}
