import type { AccessKind, AccessNote } from '#db/access/contract.ts'
import {
  addMember,
  changeOwnKeyFile,
  changeOwnPassphrase,
  describeKeys,
  removeMember,
  renewMember,
} from '#db/case-keys.ts'
import { keepOffered, type OfferedSheet, offerSheet, printedSheet } from '#db/case-sheet.ts'
import type { Host } from '#db/engine/handlers.ts'
import { Failure } from '#db/kernel/failure.ts'
import type { OpenedCase } from '#db/open-case.ts'

import type { KeysStep as SealedStep, WrongTries } from './case-messages.ts'
import type { Opened } from './sealed-secrets.ts'

/** A step whose secrets are opened. */
export type KeysStep = Opened<SealedStep>

/** What a step answers, and the case as it is after it. */
type Stepped = { readonly data: unknown; readonly now: OpenedCase }

/** The same, and what is to be written down of it. */
type Noted = Stepped & { readonly kind?: AccessKind; readonly aboutId?: string | undefined }

export type KeysDoor = {
  step(opened: OpenedCase, step: KeysStep): Promise<Stepped>
  /** Stops a change of keys as long as it does not count. */
  cancel(): void
}

/** Makes the steps on the keys of one case, and keeps the sheet that waits to be typed back. */
export function createKeysDoor(
  host: Host,
  onProgress: (done: number, total: number) => void,
): KeysDoor {
  let offered: OfferedSheet | undefined
  let stop: AbortController | undefined

  async function tellProgress(done: number, total: number): Promise<void> {
    onProgress(done, total)
    // Lets the notice out, and a cancel in: copying holds the thread.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }

  async function keep(opened: OpenedCase, groups: readonly string[]): Promise<Noted> {
    if (!offered) throw new Failure('refused', [{ code: 'keys.no-offer' }])
    const keysFile = await keepOffered(opened, offered, groups)
    const kind = offered.papers.length > 1 ? 'sheetSplit' : 'sheetKept'
    offered = undefined
    return { data: {}, now: { ...opened, keysFile, keys: null }, kind }
  }

  async function changeKeys(
    opened: OpenedCase,
    step: Extract<KeysStep, { step: 'removeMember' | 'renewMember' }>,
  ): Promise<Noted> {
    stop = new AbortController()
    const { memberId: aboutId } = step
    const { signal } = stop
    try {
      const removing = step.step === 'removeMember'
      const now = await (removing
        ? removeMember(opened, { ...step, signal }, host, tellProgress)
        : renewMember(opened, { ...step, signal }, host, tellProgress))
      return { data: {}, now, kind: removing ? 'memberRemoved' : 'memberRenewed', aboutId }
    } finally {
      stop = undefined
    }
  }

  async function make(opened: OpenedCase, step: KeysStep): Promise<Noted> {
    if (step.step === 'describe') return { data: await describeKeys(opened), now: opened }
    if (step.step === 'offerSheet') {
      offered = await offerSheet(opened, step.passphrase, step)
      return { data: printedSheet(opened, offered), now: opened }
    }
    if (step.step === 'keepSheet') return keep(opened, linesOf(step.groups))
    if (step.step === 'removeMember' || step.step === 'renewMember') return changeKeys(opened, step)
    return changeSlot(opened, step, host)
  }

  return {
    async step(opened, step) {
      const { data, now, kind, aboutId } = await make(opened, step)
      if (kind) await note(now, [{ kind, ...(aboutId !== undefined && { aboutId }) }], host)
      return { data, now }
    },
    cancel: () => stop?.abort(),
  }
}

function linesOf(text: Uint8Array): readonly string[] {
  return new TextDecoder().decode(text).split('\n')
}

/** A change of one slot, which leaves the keys of the case as they are. */
async function changeSlot(
  opened: OpenedCase,
  step: Extract<KeysStep, { step: 'addMember' | 'changePassphrase' | 'changeKeyFile' }>,
  host: Host,
): Promise<Noted> {
  if (step.step === 'addMember') {
    const keysFile = await addMember(opened, step, host)
    const aboutId = keysFile.members.at(-1)?.id
    return { data: {}, now: { ...opened, keysFile }, kind: 'memberAdded', aboutId }
  }
  if (step.step === 'changePassphrase') {
    const keysFile = await changeOwnPassphrase(opened, step, step.newPassphrase)
    return { data: {}, now: { ...opened, keysFile }, kind: 'passphraseChanged' }
  }
  const keysFile = await changeOwnKeyFile(opened, step, step.nextKeyFile)
  const kind = step.nextKeyFile === null ? 'keyFileDropped' : 'keyFileSet'
  return { data: {}, now: { ...opened, keysFile }, kind }
}

/**
 * Writes into a case that was opened who opened it, and how often it was tried in vain before.
 * Answers whether it could be written: the case is open all the same.
 */
export function noteOpening(
  opened: OpenedCase,
  kind: 'opened' | 'openedBySheet',
  wrongTries: readonly WrongTries[] = [],
  host: Host,
): Promise<boolean> {
  if (opened.keysFile.practice) return Promise.resolve(false)
  const wrong = wrongTries.map((tries) => ({ ...tries, kind: 'wrongTries' as const }))
  return note(opened, [...wrong, { kind }], host)
}

type Note = Pick<AccessNote, 'kind'> & Partial<AccessNote>

async function note(opened: OpenedCase, notes: readonly Note[], host: Host): Promise<boolean> {
  const [memberId, at] = [opened.memberId, host.now()]
  try {
    await opened.noteAccess(notes.map((each) => ({ id: host.newId(), memberId, at, ...each })))
    return true
  } catch (error) {
    // What it tells of is done and stays done.
    host.report(error)
    return false
  }
}
