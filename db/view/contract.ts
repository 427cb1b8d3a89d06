import { z } from 'zod'

import { command, query } from '#db/kernel/contract.ts'
import { Id } from '#db/kernel/ids.ts'

/** The lists that can be looked at in several ways. */
export const ViewedList = z.enum(['problem', 'visit', 'opinion', 'rectification'])
export type ViewedList = z.infer<typeof ViewedList>

/** A way of looking at a list that has a name; the whole group has it. */
export const SavedView = z.strictObject({
  id: Id,
  name: z.string(),
  /** What the page of the list made of it, as JSON. */
  look: z.string(),
  by: z.string(),
})
export type SavedView = z.infer<typeof SavedView>

export const viewContract = {
  list: query('view.list', z.strictObject({ list: ViewedList }), z.array(SavedView)),
  /** Under a name that is there the look is changed. */
  save: command(
    'view.save',
    z.strictObject({
      list: ViewedList,
      name: z.string().trim().min(1).max(40),
      look: z.string().max(20_000),
    }),
    z.strictObject({ id: Id }),
  ),
  remove: command('view.remove', z.strictObject({ id: Id }), z.strictObject({})),
}
