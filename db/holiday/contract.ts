import { z } from 'zod'

import { command, query } from '#db/kernel/contract.ts'
import { CivilDate } from '#db/kernel/dates.ts'
import { Id } from '#db/kernel/ids.ts'

/** A day off on which one would work, or a day of work on which one would rest (调休). */
export const HolidayKind = z.enum(['rest', 'work'])
export const Holiday = z.strictObject({
  id: Id,
  date: CivilDate,
  kind: HolidayKind,
  name: z.string(),
})
export type Holiday = z.infer<typeof Holiday>

export const holidayContract = {
  /** In the order of their dates. None are shipped: each year's notice is the group's to enter. */
  list: query('holiday.list', z.strictObject({}), z.array(Holiday)),
  /** Takes lines such as 2014-05-01 休 劳动节; all of them or, with each faulty line named, none. */
  add: command(
    'holiday.add',
    z.strictObject({ lines: z.string().max(20_000) }),
    z.strictObject({ added: z.number().int() }),
  ),
  remove: command('holiday.remove', z.strictObject({ id: Id }), z.strictObject({})),
}
