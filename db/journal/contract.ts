import { z } from 'zod'

import { command, query } from '#db/kernel/contract.ts'
import { Id } from '#db/kernel/ids.ts'

export const Changeset = z.strictObject({
  seq: z.number().int(),
  hash: z.string(),
  member: z.string(),
  deviceId: z.string(),
  command: z.string(),
  at: z.string(),
  changes: z.number().int(),
})

/** Records that have a history of their own; what belongs to one of them is part of it. */
export const HistoryTable = z.enum(['unit', 'problem', 'visit', 'round', 'member'])
export type HistoryTable = z.infer<typeof HistoryTable>

/** A value as it was stored, and the name of what it points to. */
const Value = z.strictObject({
  value: z.union([z.string(), z.number(), z.null()]),
  name: z.string().nullable(),
})

/** One change of one row: what each field was and became; null before it was there and after. */
export const RowChange = z.strictObject({
  n: z.number().int(),
  table: z.string(),
  operation: z.enum(['insert', 'update', 'delete']),
  fields: z.array(z.strictObject({ field: z.string(), from: Value, to: Value })),
})
export type RowChange = z.infer<typeof RowChange>

const Page = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(100).default(20),
}

export const journalContract = {
  /** Every changeset that touched a record or what belongs to it, the newest first. */
  ofRecord: query(
    'journal.ofRecord',
    z.strictObject({ table: HistoryTable, id: Id, ...Page }),
    z.strictObject({
      total: z.number().int(),
      rows: z.array(
        z.strictObject({
          ...Changeset.omit({ hash: true, changes: true }).shape,
          changes: z.array(RowChange),
        }),
      ),
    }),
  ),
  /** The changes of one changeset in the order in which they were made. */
  inChangeset: query(
    'journal.inChangeset',
    z.strictObject({ seq: z.number().int().min(1), ...Page }),
    z.strictObject({ total: z.number().int(), rows: z.array(RowChange) }),
  ),
  /**
   * Takes back the last change that the member made on this device, as a change of its own. Refused
   * with the reason where a rule keeps what was written.
   */
  undo: command(
    'journal.undo',
    z.strictObject({}),
    z.strictObject({ command: z.string(), at: z.string() }),
  ),
  /** The newest changesets first. */
  list: query(
    'journal.list',
    z.strictObject({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    z.strictObject({ total: z.number().int(), rows: z.array(Changeset) }),
  ),
}
