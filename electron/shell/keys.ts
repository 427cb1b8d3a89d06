import { randomInt } from 'node:crypto'

import { Failure } from '#db/kernel/failure.ts'

import type { KeysStep } from '../case-messages.ts'
import { Keys, PrintedSheet } from './keys-contract.ts'
import { countingTries } from './counting-tries.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'
import { withKeyFile } from './key-file.ts'

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

const WORDS = 6

/** Who can open the open case, and every change of that. Passphrases go on to its process. */
export function keysHandlers(desk: Desk): KeysHandlers {
  const { log } = desk
  const { change, answerByOwn, byOwn } = keysSteps(desk)

  return {
    keys: async () => Keys.parse(await change({ step: 'describe' })),
    suggestPassphrase,
    async offerSheet({ passphrase, keyFile: chosen, split }) {
      const make = (keyFile: Uint8Array | null) =>
        ({ step: 'offerSheet', passphrase, keyFile, split }) as const
      return PrintedSheet.parse(
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
      withKeyFile(desk, nextKeyFile, (next) =>
        byOwn(keyFile, 'key-file-changed', (own) => ({
          step: 'changeKeyFile',
          passphrase,
          keyFile: own,
          nextKeyFile: next,
        })),
      ),
    removeMember: ({ keyFile, ...given }) =>
      byOwn(keyFile, 'member-removed', (own) => ({ step: 'removeMember', ...given, keyFile: own })),
    renewMember: ({ keyFile, ...given }) =>
      byOwn(keyFile, 'member-renewed', (own) => ({ step: 'renewMember', ...given, keyFile: own })),
  }
}

/** Makes one step on the keys from the bytes of a key file, where one was chosen. */
type MakeStep = (keyFile: Uint8Array | null) => KeysStep

function keysSteps(desk: Desk) {
  const { current, log } = desk

  async function change(step: KeysStep): Promise<unknown> {
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
    const data = await withKeyFile(desk, chosen, (keyFile) =>
      countingTries(desk, member, () => change(make(keyFile))),
    )
    log(event)
    return data
  }

  async function byOwn(...given: Parameters<typeof answerByOwn>): Promise<Record<string, never>> {
    await answerByOwn(...given)
    return {}
  }

  return { change, answerByOwn, byOwn }
}

async function suggestPassphrase() {
  // Loaded when it is first asked for: the list is made from all divisions of the country.
  const { placeWords } = await import('#db/unit/place-words.ts')
  const list = placeWords()
  return {
    words: Array.from({ length: WORDS }, () => list[randomInt(list.length)] ?? NO_WORD),
  }
}

const NO_WORD = { word: '', place: '' }
