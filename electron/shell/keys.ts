import { Failure } from '#db/kernel/failure.ts'

import type { KeysStep } from '../case-messages.ts'
import type { KeyFileAt } from '../sealed-secrets.ts'
import { Sealed } from './common-contract.ts'
import { Keys } from './keys-contract.ts'
import { countingTries } from './counting-tries.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'
import { keyFileAt } from './key-file.ts'

type KeysHandlers = Pick<
  ShellHandlers,
  | 'keys'
  | 'suggestPassphrase'
  | 'offerSheet'
  | 'keepSheet'
  | 'addMember'
  | 'changePassphrase'
  | 'changeKeyFile'
  | 'removeMember'
  | 'renewMember'
>

/** Who can open the open case, and every change of that. Sealed passphrases go on to its process. */
export function keysHandlers(desk: Desk): KeysHandlers {
  const { log } = desk
  const { change, answerByOwn, byOwn } = keysSteps(desk)

  return {
    keys: async () => Keys.parse(await change({ step: 'describe' })),
    async suggestPassphrase({ answerTo }) {
      const reply = await desk.current.ask({ kind: 'words', answerTo })
      if (!reply.ok) throw new Failure(reply.code, reply.reasons)
      return Sealed.parse(reply.data)
    },
    async offerSheet({ passphrase, keyFile: chosen, split, answerTo }) {
      const make = (keyFile: KeyFileAt | null) =>
        ({ step: 'offerSheet', passphrase, keyFile, split, answerTo }) as const
      return Sealed.parse(
        await (passphrase === null
          ? change(make(null))
          : answerByOwn(chosen, 'sheet-offered', make)),
      )
    },
    async keepSheet({ groups }) {
      await change({ step: 'keepSheet', groups })
      log('sheet-kept')
      return {}
    },
    addMember: ({ keyFile, ...given }) =>
      byOwn(keyFile, 'member-added', (own) => ({ step: 'addMember', ...given, keyFile: own })),
    changePassphrase: ({ keyFile, ...given }) =>
      byOwn(keyFile, 'passphrase-changed', (own) => ({
        step: 'changePassphrase',
        ...given,
        keyFile: own,
      })),
    changeKeyFile: ({ keyFile, nextKeyFile, passphrase }) =>
      byOwn(keyFile, 'key-file-changed', (own) => ({
        step: 'changeKeyFile',
        passphrase,
        keyFile: own,
        nextKeyFile: keyFileAt(desk, nextKeyFile),
      })),
    removeMember: ({ keyFile, ...given }) =>
      byOwn(keyFile, 'member-removed', (own) => ({ step: 'removeMember', ...given, keyFile: own })),
    renewMember: ({ keyFile, ...given }) =>
      byOwn(keyFile, 'member-renewed', (own) => ({ step: 'renewMember', ...given, keyFile: own })),
  }
}

type SealedStep = KeysStep & { readonly answerTo?: string }

/** Makes one step on the keys from a key file, where one was chosen. */
type MakeStep = (keyFile: KeyFileAt | null) => SealedStep

function keysSteps(desk: Desk) {
  const { current, log } = desk

  async function change(step: SealedStep): Promise<unknown> {
    const reply = await current.ask({ kind: 'keys', ...step })
    if (reply.ok) return reply.data
    // The keys are changed, but the case did not open anew: its process has nothing to serve.
    if (reply.reasons.some(({ code }) => code === 'keys.open-again')) await current.lock()
    throw new Failure(reply.code, reply.reasons)
  }

  /** A step that the passphrase of the member at work opens, and his key file. */
  async function answerByOwn(
    chosen: string | null,
    event: string,
    make: MakeStep,
  ): Promise<unknown> {
    const member = current.atWork()
    if (!member) throw new Failure('locked', [{ code: 'case.locked' }])
    const step = make(keyFileAt(desk, chosen))
    const data = await countingTries(desk, member, () => change(step))
    log(event)
    return data
  }

  async function byOwn(...given: Parameters<typeof answerByOwn>): Promise<Record<string, never>> {
    await answerByOwn(...given)
    return {}
  }

  return { change, answerByOwn, byOwn }
}
