import { connect, type Connection } from './cdp.ts'
import { makeProfile, removeProfile, startChromium } from './chromium.ts'
import { debug } from './program.ts'

/** The Chromium under this app. */
export type Browser = Connection & { readonly profile: string }

let running: Browser | undefined

/** The Chromium that runs. Fails before `startBrowser`. */
export function browser(): Browser {
  if (!running) throw new Error('Chromium does not run yet')
  return running
}

/** Starts Chromium. It passes on the one line that Playwright waits for. */
export async function startBrowser(): Promise<Browser> {
  const profile = makeProfile()
  const chromium = startChromium(profile)
  chromium.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) {
      if (line.startsWith('DevTools listening')) process.stderr.write(`${line}\n`)
      else if (line !== '') debug('chromium', line)
    }
  })
  running = { ...connect(chromium), profile }
  const { product } = await running.send('Browser.getVersion')
  Object.assign(process.versions, { chrome: product.split('/')[1] })
  return running
}

/** Ends Chromium and removes its profile. */
export async function endBrowser(): Promise<void> {
  if (!running) return
  running.send('Browser.close').catch((error: unknown) => debug('Browser.close', error))
  await running.gone
  removeProfile(running.profile)
}
