import { z } from 'zod'

import { query } from '#db/kernel/contract.ts'

/** What happens at the door of a case, and to its keys. */
export const AccessKind = z.enum([
  'opened',
  'openedBySheet',
  'wrongTries',
  'memberAdded',
  'memberRemoved',
  'memberRenewed',
  'passphraseChanged',
  'keyFileSet',
  'keyFileDropped',
  'sheetKept',
  'sheetSplit',
])
export type AccessKind = z.infer<typeof AccessKind>

export const Access = z.strictObject({
  id: z.string(),
  kind: AccessKind,
  /** Who did it; for wrong tries whose passphrase was tried. */
  member: z.string(),
  /** Whose key it was about, where that is another one's. */
  about: z.string().nullable(),
  deviceId: z.string(),
  /** When; for several wrong tries the last one. */
  at: z.string(),
  times: z.number().int(),
})
export type Access = z.infer<typeof Access>

/**
 * What is to be written down. The machine makes the id of what it counted while no case was open:
 * what is told twice is written once.
 */
export type AccessNote = {
  readonly id: string
  readonly kind: AccessKind
  readonly memberId: string
  /** Another member whose key it is about. */
  readonly aboutId?: string
  readonly at: string
  readonly times?: number
}

export const accessContract = {
  /** The newest first. */
  list: query(
    'access.list',
    z.strictObject({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(20),
    }),
    z.strictObject({ total: z.number().int(), rows: z.array(Access) }),
  ),
}
