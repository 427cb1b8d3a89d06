import { type Kysely, sql } from 'kysely'

/**
 * Why the group went on where a rule asks: the leader's reason for a step of level J, and who has
 * seen a warning. Written once; a rule of level J looks for its code here before it lets a step pass.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table justification (
      id        text primary key,
      subject   text not null check (length(subject) > 0),
      subjectId text not null,
      code      text not null check (length(code) > 0),
      kind      text not null check (kind in ('reason', 'seen')),
      reason    text not null default '',
      memberId  text not null references member (id),
      at        text not null,
      check (kind <> 'reason' or length(trim(reason)) > 0)
    ) strict
  `.execute(db)
  await sql`create index justificationBySubject on justification (subjectId, code)`.execute(db)
  await sql`
    create trigger justificationIsTheLeaders before insert on justification
    when new.kind = 'reason' and not exists (
      select 1 from member where id = new.memberId and role = 'leader')
    begin select raise(abort, 'justification.leader-only'); end
  `.execute(db)
  await sql`
    create trigger justificationIsFrozen before update on justification
    begin select raise(abort, 'justification.is-frozen'); end
  `.execute(db)
  await sql`
    create trigger justificationIsKept before delete on justification
    begin select raise(abort, 'justification.is-frozen'); end
  `.execute(db)
}
