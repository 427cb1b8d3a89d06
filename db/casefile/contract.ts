import { z } from 'zod'

import { codesOf, memberRoles } from '#db/kernel/codes.ts'
import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'

export const RootKind = z.enum(['province', 'corps', 'ministry'])
export type RootKind = z.infer<typeof RootKind>

export const MemberRole = z.enum(codesOf(memberRoles))
export type MemberRole = z.infer<typeof MemberRole>

export const Member = z.strictObject({
  id: Id,
  name: z.string(),
  role: MemberRole,
  active: z.boolean(),
})
export type Member = z.infer<typeof Member>

/** What the shell of every page shows: which case, who, how much, up to when. */
export const CaseSummary = z.strictObject({
  title: z.string(),
  rootKind: RootKind,
  groupName: z.string(),
  practice: z.boolean(),
  openedOn: CivilDate,
  /** The day that the case goes by; in a practice case not that of the calendar. */
  today: CivilDate,
  actor: Member,
  units: z.number().int(),
  visits: z.number().int(),
  exposures: z.number().int(),
  problems: z.number().int(),
  changesets: z.number().int(),
  lastChangeAt: z.string().nullable(),
})
export type CaseSummary = z.infer<typeof CaseSummary>

export const casefileContract = {
  summary: query('casefile.summary', z.strictObject({}), CaseSummary),
  members: query('casefile.members', z.strictObject({}), z.array(Member)),
  /** A person of that name who had left comes back as the same member. */
  addMember: command(
    'casefile.addMember',
    z.strictObject({ name: z.string().trim().min(1).max(50), role: MemberRole }),
    z.strictObject({ id: Id }),
  ),
  /** Today is his last day in the group; what he did stays under his name. */
  endMember: command('casefile.endMember', z.strictObject({ id: Id }), z.strictObject({})),
  /** Written once, when the case file is made; refused ever after. */
  found: command(
    'casefile.found',
    z.strictObject({
      caseId: Id,
      title: z.string().trim().min(1).max(100),
      rootKind: RootKind,
      groupName: z.string().trim().min(1).max(100),
      practice: z.boolean(),
      member: z.strictObject({ id: Id, name: z.string().trim().min(1).max(50), role: MemberRole }),
    }),
    z.strictObject({}),
  ),
}
