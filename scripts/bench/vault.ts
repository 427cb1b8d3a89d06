import { fork } from 'node:child_process'
import { join } from 'node:path'

import { changePassphrase } from '#db/engine/case-keys.ts'

import { type EditFigures, measureEdits } from './edits.ts'
import { interleave } from './rounds.ts'
import { benchPassphrase } from './store.ts'
import { measureVerification, type VerificationFigures } from './verification.ts'
import { FIRST_MEMBER } from './write-case.ts'

const PROCESS = join(import.meta.dirname, 'unlock-process.ts')

/** Middle figures in milliseconds. */
export type VaultFigures = {
  /** From the passphrase to the first list, and the derivation with the raw opening alone. */
  readonly unlock: { readonly door: number; readonly byHand: number }
  readonly edit: EditFigures
  readonly verification: VerificationFigures
}

/** What the vault costs on a case: unlocking it, one edit, and one whole verification. */
export async function measureVault(
  folder: string,
  rounds: { readonly open: number; readonly edit: number },
): Promise<VaultFigures> {
  // The derivation takes as long as the app would have it take on this machine.
  const passphrase = benchPassphrase()
  await changePassphrase({ folder, memberId: FIRST_MEMBER, passphrase }, passphrase)
  const contenders = {
    door: () => unlockApart(folder, 'door'),
    byHand: () => unlockApart(folder, 'byHand'),
  }
  await interleave(1, contenders)
  const of = await interleave(rounds.open, contenders)
  return {
    unlock: { door: of('door'), byHand: of('byHand') },
    edit: await measureEdits(folder, rounds.edit),
    verification: await measureVerification(folder),
  }
}

function unlockApart(folder: string, way: 'door' | 'byHand'): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const child = fork(PROCESS, [folder, way])
  child.once('message', (taken) => resolve(Number(taken)))
  child.once('exit', (code) => reject(new Error(`the case could not be unlocked (${code})`)))
  return promise
}
