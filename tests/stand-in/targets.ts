import { browser, startBrowser } from './browser.ts'
import { cancelable } from './cancelable.ts'
import type { Line, Protocol } from './cdp.ts'
import { AUTO_ATTACH, type WebContents } from './web-contents.ts'

type Attached = Protocol.Target.attachedToTargetPayload

const PATIENCE = 300
const MARK = 'stand-in-window-'

const awaited = new Map<string, WebContents>()
const attached = new Map<string, WebContents>()

/** The address under which a new page is recognised as the one that a window asked for. */
export function awaitPage(contents: WebContents): string {
  const mark = `${MARK}${contents.id}`
  awaited.set(mark, contents)
  return `data:text/html,${mark}`
}

/** Starts Chromium and gives each of its pages to the window that asked for it. */
export async function startTargets(): Promise<void> {
  const chromium = await startBrowser()
  chromium.on('Target.attachedToTarget', take)
  chromium.on('Target.detachedFromTarget', ({ sessionId }) => {
    attached.get(sessionId)?.detached()
    attached.delete(sessionId)
    chromium.forget(sessionId)
  })
  void loseAllWith(chromium.gone)
  await chromium.send('Target.setAutoAttach', AUTO_ATTACH)
  await refuseDownloads()
}

async function loseAllWith(gone: Promise<void>): Promise<void> {
  await gone
  for (const contents of attached.values()) contents.detached()
}

async function take({ sessionId, targetInfo }: Attached): Promise<void> {
  const line = browser().session(sessionId)
  if (targetInfo.type !== 'page') {
    await line.send('Runtime.runIfWaitingForDebugger')
    return
  }
  const mark = targetInfo.url.slice(targetInfo.url.indexOf(MARK))
  const contents = awaited.get(mark)
  if (!contents) return refuseOpened(line, targetInfo)
  awaited.delete(mark)
  attached.set(sessionId, contents)
  await contents.attach(line, targetInfo.targetId)
}

/**
 * A page opened a window. Where the two share a process, the opener stands still until this one
 * may run; so it runs with its requests held, and is closed at the first of them.
 */
async function refuseOpened(line: Line, { targetId, openerId }: Attached['targetInfo']) {
  const opener = [...attached.values()].find((contents) => contents.targetId === openerId)
  if (!opener || opener.mayOpen()) {
    console.error('the stand-in for Electron opens no window that a page asked for')
  }
  const asked = new Promise<void>((resolve) => {
    line.on('Fetch.requestPaused', ({ requestId }) => {
      resolve()
      return line.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    })
    setTimeout(resolve, PATIENCE).unref()
  })
  await Promise.allSettled([
    line.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    line.send('Runtime.runIfWaitingForDebugger'),
    asked,
  ])
  await browser().send('Target.closeTarget', { targetId })
}

/** Nothing is ever downloaded; the app is told of the attempt. */
async function refuseDownloads(): Promise<void> {
  const chromium = browser()
  chromium.on('Browser.downloadWillBegin', ({ url, suggestedFilename }) => {
    const item = { getURL: () => url, getFilename: () => suggestedFilename }
    for (const { session } of attached.values()) {
      session.emit('will-download', cancelable({}), item)
    }
  })
  await chromium.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true })
}
