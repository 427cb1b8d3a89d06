import { inspectCase } from '#db/engine/inspect-case.ts'

import type { WrongTries } from '../case-messages.ts'
import { rememberOpened } from './cases.ts'
import { countingTries } from './counting-tries.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'
import { keyFileAt } from './key-file.ts'

/** Opening a case: by a member's passphrase, or by the recovery sheet when that is lost. */
export function unlockHandlers(desk: Desk): Pick<ShellHandlers, 'unlockCase' | 'unlockWithSheet'> {
  const { current, places, rebuilds, tries, log } = desk

  /** Opens a case and takes what it now knows of wrong tries off the list. */
  async function telling(
    caseId: string,
    unlock: (wrongTries: readonly WrongTries[]) => Promise<boolean>,
  ): Promise<void> {
    const untold = tries.untold(caseId)
    const wrongTries = untold.map(({ id, memberId, times, at }) => ({
      id,
      memberId,
      times,
      at: new Date(at).toISOString(),
    }))
    if (await unlock(wrongTries)) tries.told(untold.map(({ id }) => id))
  }

  return {
    async unlockCase({ handle, memberId, passphrase, keyFile: chosen, rebuild: now }) {
      const { folder, caseId, title, practice } = inspectCase(places.pathOf(handle))
      const keyFile = keyFileAt(desk, chosen)
      const rebuild = now || rebuilds.isAsked(folder)
      await telling(caseId, (wrongTries) =>
        countingTries(desk, { caseId, memberId }, () =>
          current.unlock(
            { kind: 'open', folder, memberId, passphrase, keyFile, wrongTries, rebuild },
            { title, practice },
          ),
        ),
      )
      rebuilds.done(folder)
      rememberOpened(desk, { folder, title, practice })
      return { title }
    },
    async unlockWithSheet({ handle, rebuild: now, ...given }) {
      const { folder, caseId, title, practice } = inspectCase(places.pathOf(handle))
      const rebuild = now || rebuilds.isAsked(folder)
      await telling(caseId, (wrongTries) =>
        current.unlock(
          { kind: 'openWithSheet', folder, ...given, rebuild, wrongTries },
          { title, practice },
        ),
      )
      rebuilds.done(folder)
      log('opened-with-sheet')
      tries.begin({ caseId, memberId: given.memberId }).right()
      rememberOpened(desk, { folder, title, practice })
      return { title }
    },
  }
}
