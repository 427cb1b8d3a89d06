import {
  addMember,
  changeOwnPassphrase,
  describeKeys,
  keepOffered,
  type OfferedSheet,
  offerSheet,
  printedSheet,
  removeMember,
} from '#db/case-keys.ts'
import type { Host } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import type { OpenedCase } from '#db/open-case.ts'

import type { KeysStep } from './case-messages.ts'

/** What a step answers, and the case as it is after it. */
type Stepped = { readonly data: unknown; readonly now: OpenedCase }

/** Makes the steps on the keys of one case, and keeps the sheet that waits to be typed back. */
export function createKeysDoor(
  host: Host,
  onProgress: (done: number, total: number) => void,
): (opened: OpenedCase, step: KeysStep) => Promise<Stepped> {
  let offered: OfferedSheet | undefined

  async function tellProgress(done: number, total: number): Promise<void> {
    onProgress(done, total)
    // Lets the notice out: copying holds the thread.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }

  return async (opened, step) => {
    if (step.step === 'describe') return { data: await describeKeys(opened), now: opened }
    if (step.step === 'offerSheet') {
      offered = await offerSheet(opened, step.passphrase)
      return { data: printedSheet(opened, offered), now: opened }
    }
    if (step.step === 'keepSheet') {
      if (!offered) throw new Failure('refused', [{ code: 'keys.no-offer' }])
      const keysFile = await keepOffered(opened, offered, step.groups)
      offered = undefined
      return { data: {}, now: { ...opened, keysFile, keys: null } }
    }
    if (step.step === 'removeMember') {
      return { data: {}, now: await removeMember(opened, step, host, tellProgress) }
    }
    const keysFile =
      step.step === 'addMember'
        ? await addMember(opened, step, host)
        : await changeOwnPassphrase(opened, step.passphrase, step.newPassphrase)
    return { data: {}, now: { ...opened, keysFile } }
  }
}
