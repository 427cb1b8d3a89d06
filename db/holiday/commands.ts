import type { CommandHandlers } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import { settle } from '#db/kernel/verdict.ts'

import type { holidayContract } from './contract.ts'
import { readHolidays } from './rules.ts'

export const holidayCommands: CommandHandlers<typeof holidayContract> = {
  async add(tx, { lines }, world) {
    const known = await tx.selectFrom('holiday').select('date').execute()
    const days = settle(readHolidays(lines, new Set(known.map(({ date }) => date))))
    const rows = days.map((day) => ({ id: world.newId(), ...day }))
    await tx.insertInto('holiday').values(rows).execute()
    return { added: rows.length }
  },

  async remove(tx, { id }) {
    const present = await tx
      .selectFrom('holiday')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst()
    if (!present) throw new Failure('not-found', [{ code: 'holiday.unknown' }])
    await tx.deleteFrom('holiday').where('id', '=', id).execute()
    return {}
  },
}
