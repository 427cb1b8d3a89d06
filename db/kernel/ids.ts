import { z } from 'zod'

/** Every row of a table that merges is named by a ULID (26 characters, Crockford base 32). */
export const Id = z.string().min(1).max(64)
export type Id = z.infer<typeof Id>
