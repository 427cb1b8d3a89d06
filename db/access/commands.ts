import type { Writer } from '#db/engine/case-file.ts'

import type { AccessNote } from './contract.ts'

/** Writes down what happened at the door. No page can ask for it: it is not in the contract. */
export async function noteAccess(
  tx: Writer,
  notes: readonly AccessNote[],
  deviceId: string,
): Promise<void> {
  for (const { aboutId, times = 1, ...note } of notes) {
    await tx
      .insertInto('access')
      .values({ ...note, times, aboutId: aboutId ?? null, deviceId })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  }
}
