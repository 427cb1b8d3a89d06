import { Failure, type Reply } from '#db/kernel/failure.ts'
import type { CaseToMake } from '#db/open-case.ts'

import { type CaseLink, startCaseLink } from './case-link.ts'
import type { CaseRequest, Device } from './case-messages.ts'
import type { Log } from './log.ts'
import type { ShellEvent } from './shell/contract.ts'

type Named = { readonly title: string; readonly practice: boolean }

/** The case that is open now: at most one, in a process of its own. */
export type CurrentCase = {
  open(): Named | null
  /** Makes a case and opens it. The answer is its folder. */
  create(given: Omit<CaseToMake, 'cost'>): Promise<string>
  unlock(
    given: { readonly folder: string; readonly memberId: string; readonly passphrase: Uint8Array },
    named: Named,
  ): Promise<void>
  ask(request: CaseRequest): Promise<Reply>
  cancel(): void
  /** Closes the case and ends its process with the keys; nothing happens when none is open. */
  lock(): Promise<void>
}

/** Keeps the line to the open case and passes on what it tells. */
export function keepCase(device: Device, tell: (event: ShellEvent) => void, log: Log): CurrentCase {
  let current: { readonly link: CaseLink; readonly named: Named } | undefined
  let opening: CaseLink | undefined

  function start(): CaseLink {
    const link = startCaseLink({
      onChange: (tables) => tell({ event: 'changed', tables: [...tables] }),
      onProgress: (progress) => tell({ event: 'progress', ...progress }),
      onFault: (code) => log('case-fault', { code }),
      onLoss: () => {
        log('case-process-ended')
        if (current?.link !== link) return
        current = undefined
        tell({ event: 'locked' })
      },
    })
    return link
  }

  async function begin(request: CaseRequest, named: Named): Promise<unknown> {
    if (opening) throw new Failure('refused', [{ code: 'case.opening' }])
    const link = start()
    opening = link
    try {
      const reply = await link.ask(request)
      if (!reply.ok) throw new Failure(reply.code, reply.reasons)
      await lock()
      current = { link, named }
      log('case-opened')
      return reply.data
    } catch (error) {
      await link.close()
      throw error
    } finally {
      opening = undefined
    }
  }

  async function lock(): Promise<void> {
    const ending = current
    if (!ending) return
    current = undefined
    await ending.link.close()
    log('case-locked')
    tell({ event: 'locked' })
  }

  return {
    open: () => current?.named ?? null,
    async create(given) {
      const { title, practice } = given
      const made = await begin({ kind: 'create', given, device }, { title, practice })
      return folderOf(made)
    },
    async unlock(given, named) {
      await begin({ kind: 'open', ...given, device }, named)
    },
    ask: (request) => (current ? current.link.ask(request) : Promise.resolve(LOCKED)),
    cancel: () => current?.link.cancel(),
    lock,
  }
}

const LOCKED: Reply = { ok: false, code: 'locked', reasons: [{ code: 'case.locked' }] }

function folderOf(made: unknown): string {
  if (typeof made === 'object' && made !== null && 'folder' in made) return String(made.folder)
  throw new Error('the case process names no folder')
}
