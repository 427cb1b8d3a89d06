import { type Kysely, sql } from 'kysely'

/** A milestone is reached once, while its item is at work (R65, R68). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger rectMilestoneIsReachedOnce before update on rectMilestone
    when old.reachedOn is not null and new.reachedOn is not null
    begin select raise(abort, 'rectification.milestone-is-reached'); end
  `.execute(db)
  await sql`
    create trigger rectMilestoneIsOfAnItemAtWork before update of reachedOn on rectMilestone
    when exists (select 1 from rectItem where id = new.itemId and state in ('done', 'cancelled'))
    begin select raise(abort, 'rectification.item-is-ended'); end
  `.execute(db)
}
