import { randomInt } from 'node:crypto'

import { Failure } from '#db/kernel/failure.ts'

import type { KeysStep } from '../case-messages.ts'
import { Keys, PrintedSheet } from './contract.ts'
import { countingTries } from './counting-tries.ts'
import type { Desk } from './desk.ts'
import type { ShellHandlers } from './door.ts'

type KeysHandlers = Pick<
  ShellHandlers,
  | 'keys'
  | 'suggestPassphrase'
  | 'offerSheet'
  | 'keepSheet'
  | 'addMember'
  | 'changePassphrase'
  | 'removeMember'
>

const WORDS = 6

/** Who can open the open case, and every change of that. Passphrases go on to its process. */
export function keysHandlers(desk: Desk): KeysHandlers {
  const { current, log } = desk

  async function change(step: KeysStep): Promise<unknown> {
    const reply = await current.ask({ kind: 'keys', ...step })
    if (reply.ok) return reply.data
    // The keys are changed, but the case did not open anew: its process has nothing to serve.
    if (reply.reasons.some(({ code }) => code === 'keys.open-again')) await current.lock()
    throw new Failure(reply.code, reply.reasons)
  }

  /** A step that the passphrase of the member at work opens. */
  async function byPassphrase(step: KeysStep, event: string): Promise<unknown> {
    const member = current.atWork()
    if (!member) throw new Failure('locked', [{ code: 'case.locked' }])
    const data = await countingTries(desk, member, () => change(step))
    log(event)
    return data
  }

  return {
    keys: async () => Keys.parse(await change({ step: 'describe' })),
    async suggestPassphrase() {
      // Loaded when it is first asked for: the list is made from all divisions of the country.
      const { placeWords } = await import('#db/unit/place-words.ts')
      const list = placeWords()
      return {
        words: Array.from({ length: WORDS }, () => list[randomInt(list.length)] ?? NO_WORD),
      }
    },
    async offerSheet({ passphrase }) {
      const step = { step: 'offerSheet', passphrase } as const
      return PrintedSheet.parse(
        await (passphrase === null ? change(step) : byPassphrase(step, 'sheet-offered')),
      )
    },
    async keepSheet({ groups }) {
      await change({ step: 'keepSheet', groups })
      log('sheet-kept')
      return {}
    },
    async addMember(given) {
      await byPassphrase({ step: 'addMember', ...given }, 'member-added')
      return {}
    },
    async changePassphrase(given) {
      await byPassphrase({ step: 'changePassphrase', ...given }, 'passphrase-changed')
      return {}
    },
    async removeMember(given) {
      await byPassphrase({ step: 'removeMember', ...given }, 'member-removed')
      return {}
    },
  }
}

const NO_WORD = { word: '', place: '' }
