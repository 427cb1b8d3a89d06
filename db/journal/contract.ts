import { z } from 'zod'

import { query } from '#db/kernel/contract.ts'

export const Changeset = z.strictObject({
  seq: z.number().int(),
  hash: z.string(),
  member: z.string(),
  deviceId: z.string(),
  command: z.string(),
  at: z.string(),
  changes: z.number().int(),
})

export const journalContract = {
  /** The newest changesets first. */
  list: query(
    'journal.list',
    z.strictObject({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ total: z.number().int(), rows: z.array(Changeset) }),
  ),
  /**
   * Recomputes every hash. Names the first changeset that does not follow from the one before; the
   * number after the last where changes stand that no changeset holds.
   */
  verify: query(
    'journal.verify',
    z.strictObject({}),
    z.strictObject({
      changesets: z.number().int(),
      changes: z.number().int(),
      brokenAt: z.number().int().nullable(),
      head: z.string(),
    }),
  ),
}
