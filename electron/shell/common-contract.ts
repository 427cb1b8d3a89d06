import { z } from 'zod'

import { MemberRole } from '#db/casefile/contract.ts'

/** A place on the disk that the person chose. The face never sees or sends a path. */
export const Handle = z.string().min(1).max(64)
/** Secrets cross as bytes, so that they can be wiped. */
export const Passphrase = z.instanceof(Uint8Array)

/** A member of the group. */
export const Person = z.strictObject({ id: z.string(), name: z.string(), role: MemberRole })

/** Where the person's key file lies; null where his key needs none. */
export const KeyFile = Handle.nullable()
