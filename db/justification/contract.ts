import { z } from 'zod'

import { command, query } from '#db/kernel/contract.ts'
import { Id } from '#db/kernel/ids.ts'

export const JustificationKind = z.enum(['reason', 'seen'])

export const Justification = z.strictObject({
  id: Id,
  code: z.string(),
  kind: JustificationKind,
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Justification = z.infer<typeof Justification>

/** The record that a rule spoke of: its table and its id. */
const Subject = { subject: z.string().min(1).max(40), subjectId: Id }

export const justificationContract = {
  /** What was written for one record, oldest first. It is printed with the record. */
  list: query('justification.list', z.strictObject(Subject), z.array(Justification)),
  /** The leader's reason why a step goes on although a rule of level J asks (domain §0.3). */
  give: command(
    'justification.give',
    z.strictObject({
      ...Subject,
      code: z.string().min(1).max(80),
      reason: z.string().trim().min(1).max(2000),
    }),
    z.strictObject({ id: Id }),
  ),
  /** A member has read a warning (level W). A second time changes nothing. */
  see: command(
    'justification.see',
    z.strictObject({ ...Subject, code: z.string().min(1).max(80) }),
    z.strictObject({}),
  ),
}
