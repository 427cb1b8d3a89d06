import { type Kysely, sql } from 'kysely'

/**
 * What waits for somebody, found without a walk through what is done: problems that nobody confirmed
 * or pointed out, items that are open, handovers without receipt, visits that were begun (R14).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const waiting = [
    `problemToConfirm on problem (foundOn) where state = 'lead'`,
    `problemToRemind on problem (foundOn) where state = 'found'`,
    `rectItemOpen on rectItem (state) where state not in ('done', 'cancelled')`,
    `handoverOpen on handover (handedOn) where receivedOn is null`,
    `visitOpen on visit (startedOn) where state = 'open'`,
    `rectMilestoneOpen on rectMilestone (dueOn) where reachedOn is null`,
  ]
  for (const index of waiting) await sql.raw(`create index ${index}`).execute(db)
}
