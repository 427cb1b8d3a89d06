import { z } from 'zod'

import { codesOf, ownActs } from '#db/kernel/codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'

export const OwnActs = z.enum(codesOf(ownActs))

/** What a committee was asked about a problem that it answers for as a whole (R94). */
export const AskedFields = z.strictObject({
  committeeId: Id,
  problemId: Id,
  asked: z.string().trim().min(1).max(2000),
  askedOn: CivilDate,
})
/** What the committee did itself, and what came of it. */
export const ActedFields = z.strictObject({
  ownActs: OwnActs.exclude(['none']),
  actedOn: CivilDate,
  result: z.string().trim().max(2000).default(''),
})

export const Responsibility = z.strictObject({
  id: Id,
  ...AskedFields.shape,
  committeeName: z.string(),
  ownActs: OwnActs,
  actedOn: CivilDate.nullable(),
  result: z.string(),
  enteredBy: z.string(),
})
export type Responsibility = z.infer<typeof Responsibility>

export const responsibilityContract = {
  /** What was asked about one problem, in the order of asking. */
  ofProblem: query(
    'responsibility.ofProblem',
    z.strictObject({ problemId: Id }),
    z.array(Responsibility),
  ),
  ask: command('responsibility.ask', AskedFields, z.strictObject({ id: Id })),
  /** Records what the committee did; a later act takes the place of an earlier one. */
  act: command(
    'responsibility.act',
    z.strictObject({ id: Id, ...ActedFields.shape }),
    z.strictObject({}),
  ),
}
