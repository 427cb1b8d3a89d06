import { z } from 'zod'

import { MemberRole } from '#db/casefile/contract.ts'

/** A place on the disk that the person chose. The face never sees or sends a path. */
export const Handle = z.string().min(1).max(64)

/** The public key of one process, of one attempt (age). */
export const Recipient = z.string().regex(/^age1[a-z0-9]{58}$/)

/**
 * A secret on its way: sealed by who typed it, to a key of the process that needs it. Main passes it
 * on and cannot read it: what a line between processes has held cannot be wiped.
 */
export const Sealed = z.strictObject({ to: Recipient, text: z.instanceof(Uint8Array) })
export type Sealed = z.infer<typeof Sealed>

/** A member of the group. */
export const Person = z.strictObject({ id: z.string(), name: z.string(), role: MemberRole })

/** Where the person's key file lies; null where his key needs none. */
export const KeyFile = Handle.nullable()
