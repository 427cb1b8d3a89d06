import type { CommandHandlers } from '#db/engine/handlers.ts'

import type { draftContract } from './contract.ts'

export const draftCommands: CommandHandlers<typeof draftContract> = {
  async save(tx, draft, world) {
    const row = { ...draft, memberId: world.actor, savedAt: world.now() }
    await tx
      .insertInto('draft')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['form', 'subject', 'memberId']).doUpdateSet({
          title: row.title,
          content: row.content,
          savedAt: row.savedAt,
        }),
      )
      .execute()
    return { savedAt: row.savedAt }
  },

  async discard(tx, { form, subject }, world) {
    await tx
      .deleteFrom('draft')
      .where('form', '=', form)
      .where('subject', '=', subject)
      .where('memberId', '=', world.actor)
      .execute()
    return {}
  },
}
