import { inspectCase } from '#db/engine/case-folder.ts'

import { rememberOpened } from './cases.ts'
import { countingTries } from './counting-tries.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

/** Opening a case: by a member's passphrase, or by the recovery sheet when that is lost. */
export function unlockHandlers(desk: Desk): Pick<ShellHandlers, 'unlockCase' | 'unlockWithSheet'> {
  const { current, places, tries, log } = desk
  return {
    async unlockCase({ handle, memberId, passphrase }) {
      const { folder, caseId, title, practice } = inspectCase(places.pathOf(handle))
      await countingTries(desk, { caseId, memberId }, () =>
        current.unlock({ kind: 'open', folder, memberId, passphrase }, { title, practice }),
      )
      rememberOpened(desk, { folder, title, practice })
      return { title }
    },
    async unlockWithSheet({ handle, ...given }) {
      const { folder, caseId, title, practice } = inspectCase(places.pathOf(handle))
      await current.unlock({ kind: 'openWithSheet', folder, ...given }, { title, practice })
      log('opened-with-sheet')
      tries.begin({ caseId, memberId: given.memberId }).right()
      rememberOpened(desk, { folder, title, practice })
      return { title }
    },
  }
}
