import { z } from 'zod'

import { query } from '#db/kernel/contract.ts'
import { Id } from '#db/kernel/ids.ts'

/** Kinds of records that a search finds, in the order in which a page shows them. */
export const SearchKind = z.enum([
  ...(['unit', 'problem', 'opinion', 'rectification', 'visit', 'round'] as const),
  ...(['localGroup', 'ownDefect'] as const),
])
export type SearchKind = z.infer<typeof SearchKind>

/** One record that holds what is sought. */
export const SearchHit = z.strictObject({
  kind: SearchKind,
  id: Id,
  title: z.string(),
  /** Part of its text around the first place that was found; `match` may be empty. */
  before: z.string(),
  match: z.string(),
  after: z.string(),
})
export type SearchHit = z.infer<typeof SearchHit>

/** More than these are not counted one by one. */
export const COUNTED = 1000

const Sought = z.string().trim().min(1).max(100)

export const searchContract = {
  /**
   * Records that hold every word of the text, as it is written or as the first letters of its pinyin
   * where the record is a name; newest first. A word is found wherever it stands, also inside of
   * others, as a search through all texts one by one would find it.
   */
  find: query(
    'search.find',
    z.strictObject({
      text: Sought,
      kinds: z.array(SearchKind).default([]),
      offset: z.number().int().min(0).max(COUNTED).default(0),
      /** For each kind. */
      limit: z.number().int().min(1).max(50).default(8),
    }),
    z.array(z.strictObject({ kind: SearchKind, hits: z.array(SearchHit) })),
  ),
  /** The titles of records, in the order asked; one that is no longer there is left out. */
  named: query(
    'search.named',
    z.strictObject({ records: z.array(z.strictObject({ kind: SearchKind, id: Id })).max(50) }),
    z.array(SearchHit),
  ),
  /** How many records of each kind hold it; `COUNTED + 1` stands for more than that. */
  count: query(
    'search.count',
    z.strictObject({ text: Sought }),
    z.array(z.strictObject({ kind: SearchKind, count: z.number().int() })),
  ),
}
