import { Failure } from '#db/kernel/failure.ts'
import { VerifyReport } from '#db/verify/contract.ts'

import { countingTries } from './counting-tries.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'
import { keyFileAt } from './key-file.ts'
import { seal } from '../seal.ts'
import { PRACTICE_PASSPHRASE } from './practice-passphrase.ts'

/** Verifying the open case from end to end, stopping that, and what mends the database. */
export function verifyHandlers(
  desk: Desk,
): Pick<ShellHandlers, 'verifyCase' | 'stopVerifying' | 'rebuildCase'> {
  const { current, page, rebuilds, verifier, log } = desk

  async function holdStill(): Promise<() => Promise<void>> {
    const held = await current.ask({ kind: 'hold', still: true })
    if (!held.ok) throw new Failure(held.code, held.reasons)
    return async () => {
      await current.ask({ kind: 'hold', still: false })
    }
  }

  return {
    async verifyCase({ passphrase, keyFile: chosen, code }) {
      const member = current.atWork()
      if (!member) throw new Failure('locked', [{ code: 'case.locked' }])
      const practice = current.open()?.practice === true
      const given = {
        folder: member.folder,
        memberId: member.memberId,
        passphrase: practice ? await seal(PRACTICE_PASSPHRASE, passphrase.to) : passphrase,
        keyFile: keyFileAt(desk, practice ? null : chosen),
        code,
      }
      const ends = {
        holdStill,
        onProgress: (check: string, done: number, total: number) =>
          page.tell({ event: 'progress', call: `verify.${check}`, done, total }),
      }
      const unlocked = await countingTries(desk, member, () => verifier.unlock(given, ends))
      const found = VerifyReport.parse(await unlocked.report())
      const findings = found.checks.reduce((sum, { count }) => sum + count, 0)
      log('case-verified', { findings })
      return found
    },
    async rebuildCase() {
      const member = current.atWork()
      if (!member) throw new Failure('locked', [{ code: 'case.locked' }])
      rebuilds.ask(member.folder)
      log('rebuild-asked')
      await current.lock()
      return {}
    },
    async stopVerifying() {
      await verifier.stop()
      return {}
    },
  }
}
