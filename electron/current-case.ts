import { z } from 'zod'

import { Failure, type Reply } from '#db/kernel/failure.ts'
import type { CaseToMake } from '#db/open-case.ts'

import { type CaseLink, startCaseLink } from './case-link.ts'
import type { CaseRequest, Device } from './case-messages.ts'
import type { Log } from './log.ts'
import type { ShellEvent } from './shell/contract.ts'

type Named = { readonly title: string; readonly practice: boolean }

/** Which case is open, and who is at work in it. */
export type AtWork = { readonly caseId: string; readonly memberId: string }

type WithoutDevice<R> = R extends unknown ? Omit<R, 'device'> : never
type Unlocking = WithoutDevice<Extract<CaseRequest, { kind: 'open' | 'openWithSheet' }>>

/** The case that is open now: at most one, in a process of its own. */
export type CurrentCase = {
  open(): Named | null
  /** Makes a case and opens it. The answer is its folder. */
  create(given: Omit<CaseToMake, 'cost'>): Promise<string>
  /** Opens a case by a passphrase or by its recovery sheet. */
  unlock(by: Unlocking, named: Named): Promise<void>
  atWork(): AtWork | null
  ask(request: CaseRequest): Promise<Reply>
  cancel(): void
  /** Closes the case and ends its process with the keys; nothing happens when none is open. */
  lock(): Promise<void>
}

/** Keeps the line to the open case and passes on what it tells. */
export function keepCase(device: Device, tell: (event: ShellEvent) => void, log: Log): CurrentCase {
  let current: Current | undefined
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

  async function begin(request: CaseRequest, named: Named): Promise<Opened> {
    if (opening) throw new Failure('refused', [{ code: 'case.opening' }])
    const link = start()
    opening = link
    try {
      const reply = await link.ask(request)
      if (!reply.ok) throw new Failure(reply.code, reply.reasons)
      const opened = Opened.parse(reply.data)
      await lock()
      current = { link, named, opened }
      log('case-opened')
      return opened
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
      return (await begin({ kind: 'create', given, device }, { title, practice })).folder
    },
    async unlock(by, named) {
      await begin({ ...by, device }, named)
    },
    atWork: () => current?.opened ?? null,
    ask: (request) => (current ? current.link.ask(request) : Promise.resolve(LOCKED)),
    cancel: () => current?.link.cancel(),
    lock,
  }
}

type Current = { readonly link: CaseLink; readonly named: Named; readonly opened: Opened }

const LOCKED: Reply = { ok: false, code: 'locked', reasons: [{ code: 'case.locked' }] }

const Opened = z.object({ folder: z.string(), caseId: z.string(), memberId: z.string() })
type Opened = z.infer<typeof Opened>
