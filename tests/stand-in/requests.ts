import { innerAddress, outerAddress, schemes } from './address.ts'
import type { Line, Protocol } from './cdp.ts'
import { debug } from './program.ts'
import type { Session } from './session.ts'

type Paused = Protocol.Fetch.requestPausedPayload

/** The page whose requests are answered. */
export type Asking = {
  readonly session: Session
  isMainFrame(frameId: string): boolean
  /** Whether a frame may go to an address; the page's own `loadURL` may. */
  mayLoad(url: string, frameId: string, redirected: boolean): boolean
  /** Called before a document of the app's own is answered. */
  beforeDocument(address: string): Promise<void>
}

const KINDS: Readonly<
  Record<string, 'script' | 'stylesheet' | 'image' | 'font' | 'xhr' | 'media'>
> = {
  Script: 'script',
  Stylesheet: 'stylesheet',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Media: 'media',
}

let last = 0

/**
 * Answers every request of a page and of what runs in it, as Electron's protocol and webRequest
 * do: the app may forbid it, and serves its own scheme; all else goes on to Chromium.
 */
export function answerRequests(line: Line, page: Asking): Promise<unknown> {
  line.on('Fetch.requestPaused', async (paused) => {
    try {
      await answer(line, paused, page)
    } catch (error) {
      debug('request', paused.request.url, error)
      await fail(line, paused, 'Failed')
    }
  })
  return line.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
}

async function answer(line: Line, paused: Paused, page: Asking): Promise<unknown> {
  const { request, requestId, resourceType, frameId } = paused
  const url = outerAddress(request.url)
  const isDocument = resourceType === 'Document'
  const redirected = paused.redirectedRequestId !== undefined
  if (isDocument && !page.mayLoad(url, frameId, redirected)) return fail(line, paused, 'Aborted')
  if (/^[^?#]*\/favicon\.ico$/.test(url) && resourceType === 'Other') {
    // Chromium looks for an icon by itself; Electron's windows have none.
    return line.send('Fetch.fulfillRequest', { requestId, responseCode: 204 })
  }
  const permitted = await page.session.lets({
    id: (last += 1),
    url,
    method: request.method,
    resourceType: isDocument ? documentKind(page, frameId) : (KINDS[resourceType] ?? 'other'),
    timestamp: Date.now(),
  })
  if (permitted.cancel) return fail(line, paused, 'BlockedByClient')
  if (!schemes.has(url.split(':', 1)[0] ?? ''))
    return line.send('Fetch.continueRequest', { requestId })
  const serve = page.session.server(url)
  if (!serve) return fail(line, paused, 'Failed')
  if (isDocument) await page.beforeDocument(request.url)
  return fulfill(line, requestId, await serve(new Request(url, { method: request.method })))
}

async function fulfill(line: Line, requestId: string, response: Response): Promise<unknown> {
  const body = Buffer.from(await response.arrayBuffer())
  return line.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({
      name,
      value: name === 'location' ? innerAddress(value) : value,
    })),
    body: body.toString('base64'),
  })
}

function documentKind(page: Asking, frameId: string): 'mainFrame' | 'subFrame' {
  return page.isMainFrame(frameId) ? 'mainFrame' : 'subFrame'
}

function fail(
  line: Line,
  { requestId }: Paused,
  errorReason: 'Aborted' | 'BlockedByClient' | 'Failed',
) {
  return line.send('Fetch.failRequest', { requestId, errorReason })
}
