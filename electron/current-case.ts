import { z } from 'zod'

import { Failure, type Reply } from '#db/kernel/failure.ts'

import { type CaseLink, type CaseListeners, startCaseLink } from './case-link.ts'
import type { OpenForBackup } from './backup-maker.ts'
import type { CaseRequest, Device, SealedCaseToMake } from './case-messages.ts'
import { codeOf, type Log } from './log.ts'
import type { PageLine } from './page-line.ts'
import { keepReady } from './ready-process.ts'

/** What else begins and ends with a case. */
export type CaseEnds = {
  opened(open: OpenForBackup): void
  /** Something was written into it. */
  changed(): void
  /** The window is blank, the case is still open: what is to be done with it first, and soon. */
  closing(open: OpenForBackup): Promise<void>
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
  /**
   * A public key to seal secrets to: of the process in which the next case is opened, or of the one
   * that is open.
   */
  recipient(of: 'next' | 'open'): Promise<string>
  /** Makes a case and opens it. The answer is its folder. */
  create(given: SealedCaseToMake): Promise<string>
  /**
   * Opens a case by a passphrase or by its recovery sheet. Answers whether the opening, and the
   * wrong tries before it, are written into the case.
   */
  unlock(by: Unlocking, named: Named): Promise<boolean>
  /** And where its folder is. */
  atWork(): (AtWork & { readonly folder: string }) | null
  ask(request: CaseRequest): Promise<Reply>
  cancel(): void
  /**
   * Has the page keep what is being written, then closes the case, ends its process with the keys
   * and loads the page anew. Nothing happens when no case is open. A machine that goes to sleep does
   * not wait for what is done with the case before: `at once`.
   */
  lock(how?: 'at once'): Promise<void>
  /** The same before the app quits: the sitting is over, and the page goes with the window. */
  close(): Promise<void>
}

/** Keeps the line to the open case and passes on what it tells. */
export function keepCase(
  deviceFor: (folder?: string) => Device,
  page: Page,
  ends: CaseEnds,
  log: Log,
): CurrentCase {
  let current: Current | undefined
  /** The case that is being opened; a lock may come meanwhile. */
  let opening: { overtaken: boolean } | undefined
  const ending = endings(page, ends, log)

  const next = keepReady(() => startTelling(passOn(page, ends, log), lose))

  function lose(link: CaseLink): void {
    log('case-process-ended')
    if (current?.link !== link) return
    current = undefined
    void ends.closed()
    // A lock that is under way renews the page itself.
    if (!ending.isOn()) void page.renew()
  }

  async function begin(request: CaseRequest, named: Named): Promise<Opened> {
    if (opening) throw new Failure('refused', [{ code: 'case.opening' }])
    const own = { overtaken: false }
    opening = own
    await ending.over()
    let link: CaseLink | undefined
    try {
      link = await next.take(request)
      const opened = Opened.parse(await openIn(link, request))
      if (own.overtaken) throw new Failure('locked', [{ code: 'case.locked' }])
      const before = current
      current = { link, named, opened }
      await before?.link.end()
      log('case-opened')
      ends.opened(forBackup(current))
      return opened
    } catch (error) {
      await link?.end()
      throw error
    } finally {
      opening = undefined
    }
  }

  async function end(sitting: 'goes on' | 'is over', how?: 'at once'): Promise<void> {
    if (opening) opening.overtaken = true
    if (current) ending.begin(current, sitting === 'goes on', () => (current = undefined))
    if (how) ending.hurry()
    await Promise.all([ending.over(), next.stop()])
  }

  return {
    open: () => current?.named ?? null,
    recipient: async (of) => (of === 'next' ? next.prepare() : linkOf(current).recipient()),
    create: (given) =>
      begin({ kind: 'create', given, device: deviceFor() }, namedBy(given)).then(folderOf),
    unlock: (by, named) =>
      begin({ ...by, device: deviceFor(by.folder) }, named).then(({ noted }) => noted),
    atWork: () => current?.opened ?? null,
    ask: (request) => (current ? current.link.ask(request) : Promise.resolve(LOCKED)),
    cancel: () => current?.link.cancel(),
    lock: (how) => end('goes on', how),
    close: () => end('is over'),
  }
}

/** Closes cases, one at a time, in order: the page first, then what is to be done with the case. */
function endings(page: Page, ends: CaseEnds, log: Log) {
  let ending: Promise<void> | undefined
  let haste = Promise.withResolvers<void>()
  let hasty = false

  async function finish(ended: Current, goesOn: boolean, forget: () => void): Promise<void> {
    await page.putAway({ keepPlace: goesOn })
    forget()
    // Closing the case may have to wait for what it is doing; nothing of it is seen meanwhile.
    await Promise.all([goesOn ? page.renew() : undefined, close(ended), ends.closed()])
    log('case-locked')
  }

  async function close(ended: Current): Promise<void> {
    try {
      if (!hasty) await Promise.race([haste.promise, ends.closing(forBackup(ended))])
    } catch (error) {
      log('closing-failed', { code: codeOf(error) })
    }
    await ended.link.end()
  }

  return {
    isOn: () => ending !== undefined,
    over: () => ending ?? Promise.resolve(),
    begin(ended: Current, goesOn: boolean, forget: () => void): void {
      if (ending) return
      haste = Promise.withResolvers<void>()
      hasty = false
      ending = finish(ended, goesOn, forget).finally(() => {
        ending = undefined
      })
    },
    /** There is no time for anything but closing. */
    hurry(): void {
      hasty = true
      haste.resolve()
    },
  }
}

/** Starts the process of a case; `onLoss` hears which one was lost. */
function startTelling(
  listeners: Omit<CaseListeners, 'onLoss'>,
  onLoss: (link: CaseLink) => void,
): CaseLink {
  const link: CaseLink = startCaseLink({ ...listeners, onLoss: () => onLoss(link) })
  return link
}

function linkOf(current: Current | undefined): CaseLink {
  if (!current) throw new Failure('locked', [{ code: 'case.locked' }])
  return current.link
}

function forBackup({ link, named, opened }: Current): OpenForBackup {
  return { ...named, atWork: opened, ask: (request) => link.ask(request) }
}

async function openIn(link: CaseLink, request: CaseRequest): Promise<unknown> {
  const reply = await link.ask(request)
  if (!reply.ok) throw new Failure(reply.code, reply.reasons)
  return reply.data
}

const folderOf = ({ folder }: Opened) => folder

/** The name alone: what a case is made of holds its passphrase. */
function namedBy({ title, practice }: Named): Named {
  return { title, practice }
}

/** What the case process tells of itself: names and numbers to the page, codes to the log. */
function passOn(page: Page, ends: CaseEnds, log: Log): Omit<CaseListeners, 'onLoss'> {
  return {
    onChange(tables) {
      ends.changed()
      page.tell({ event: 'changed', tables: [...tables] })
    },
    onProgress: (progress) => page.tell({ event: 'progress', ...progress }),
    onFault: (code) => log('case-fault', { code }),
  }
}

type Current = { readonly link: CaseLink; readonly named: Named; readonly opened: Opened }

const LOCKED: Reply = { ok: false, code: 'locked', reasons: [{ code: 'case.locked' }] }

const Opened = z.object({
  folder: z.string(),
  caseId: z.string(),
  memberId: z.string(),
  noted: z.boolean(),
})
type Opened = z.infer<typeof Opened>
