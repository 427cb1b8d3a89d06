import { z } from 'zod'

import { Failure, type Reply } from '#db/kernel/failure.ts'
import type { CaseToMake } from '#db/open-case.ts'

import { type CaseLink, type CaseListeners, startCaseLink } from './case-link.ts'
import type { CaseRequest, Device } from './case-messages.ts'
import type { Log } from './log.ts'
import type { PageLine } from './page-line.ts'

/** What else begins and ends with a case. */
export type CaseEnds = {
  opened(): void
  closed(): Promise<void> | void
}

/** What keeping a case needs of the page. */
type Page = Pick<PageLine, 'tell' | 'putAway' | 'renew'>

type Named = { readonly title: string; readonly practice: boolean }

/** Which case is open, and who is at work in it. */
export type AtWork = { readonly caseId: string; readonly memberId: string }

type WithoutDevice<R> = R extends unknown ? Omit<R, 'device'> : never
type Unlocking = WithoutDevice<Extract<CaseRequest, { kind: 'open' | 'openWithSheet' }>>

/** The case that is open now: at most one, in a process of its own. */
export type CurrentCase = {
  /** What is open: the same object for as long as it stays open. */
  open(): Named | null
  /** Makes a case and opens it. The answer is its folder. */
  create(given: Omit<CaseToMake, 'cost'>): Promise<string>
  /** Opens a case by a passphrase or by its recovery sheet. */
  unlock(by: Unlocking, named: Named): Promise<void>
  atWork(): AtWork | null
  ask(request: CaseRequest): Promise<Reply>
  cancel(): void
  /**
   * Has the page keep what is being written, then closes the case, ends its process with the keys
   * and loads the page anew. Nothing happens when no case is open.
   */
  lock(): Promise<void>
  /** The same before the app quits: the sitting is over, and the page goes with the window. */
  close(): Promise<void>
}

/** Keeps the line to the open case and passes on what it tells. */
export function keepCase(device: Device, page: Page, ends: CaseEnds, log: Log): CurrentCase {
  let current: Current | undefined
  let opening = false
  /** A lock that came while a case was being opened. */
  let overtaken = false
  let ending: Promise<void> | undefined

  function lose(link: CaseLink): void {
    log('case-process-ended')
    if (current?.link !== link) return
    current = undefined
    void ends.closed()
    // A lock that is under way renews the page itself.
    if (!ending) void page.renew()
  }

  async function begin(request: CaseRequest, named: Named): Promise<Opened> {
    if (opening) throw new Failure('refused', [{ code: 'case.opening' }])
    opening = true
    overtaken = false
    await ending
    const link = startCaseLink({ ...passOn(page, log), onLoss: () => lose(link) })
    try {
      const opened = Opened.parse(await openIn(link, request))
      if (overtaken) throw new Failure('locked', [{ code: 'case.locked' }])
      const before = current
      current = { link, named, opened }
      await before?.link.close()
      log('case-opened')
      ends.opened()
      return opened
    } catch (error) {
      await link.close()
      throw error
    } finally {
      opening = false
    }
  }

  function end(sitting: 'goes on' | 'is over'): Promise<void> {
    overtaken = true
    if (current)
      ending ??= finish(current.link, sitting === 'goes on').finally(() => {
        ending = undefined
      })
    return ending ?? Promise.resolve()
  }

  async function finish(link: CaseLink, goesOn: boolean): Promise<void> {
    await page.putAway({ keepPlace: goesOn })
    current = undefined
    // The page goes first: closing the case may have to wait for what it is doing.
    await Promise.all([goesOn ? page.renew() : undefined, link.close(), ends.closed()])
    log('case-locked')
  }

  return {
    open: () => current?.named ?? null,
    create: (given) =>
      begin({ kind: 'create', given, device }, namedBy(given)).then(({ folder }) => folder),
    unlock: (by, named) => begin({ ...by, device }, named).then(() => undefined),
    atWork: () => current?.opened ?? null,
    ask: (request) => (current ? current.link.ask(request) : Promise.resolve(LOCKED)),
    cancel: () => current?.link.cancel(),
    lock: () => end('goes on'),
    close: () => end('is over'),
  }
}

async function openIn(link: CaseLink, request: CaseRequest): Promise<unknown> {
  const reply = await link.ask(request)
  if (!reply.ok) throw new Failure(reply.code, reply.reasons)
  return reply.data
}

/** The name alone: what a case is made of holds its passphrase. */
function namedBy({ title, practice }: Named): Named {
  return { title, practice }
}

/** What the case process tells of itself: names and numbers to the page, codes to the log. */
function passOn(page: Page, log: Log): Omit<CaseListeners, 'onLoss'> {
  return {
    onChange: (tables) => page.tell({ event: 'changed', tables: [...tables] }),
    onProgress: (progress) => page.tell({ event: 'progress', ...progress }),
    onFault: (code) => log('case-fault', { code }),
  }
}

type Current = { readonly link: CaseLink; readonly named: Named; readonly opened: Opened }

const LOCKED: Reply = { ok: false, code: 'locked', reasons: [{ code: 'case.locked' }] }

const Opened = z.object({ folder: z.string(), caseId: z.string(), memberId: z.string() })
type Opened = z.infer<typeof Opened>
