import { resolve } from 'node:path'

import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import type { z } from 'zod'

import type { Entry } from '#db/kernel/contract.ts'
import { Failure, ReplySchema } from '#db/kernel/failure.ts'
import type { Locale } from '#electron/shell/contract.ts'

import { findRuntime } from '../runtime.ts'
import { DemoRefusal } from './refusal.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** A slow machine may take this many milliseconds for a page. */
const PATIENCE = 60_000

type Door = 'call' | 'shell'

/** The built app without a visible window, and its two doors. */
export type DemoApp = {
  readonly page: Page
  /** Asks the open case or the machine as a page would. Throws a Failure. */
  ask<I extends z.ZodType, O extends z.ZodType>(
    door: Door,
    entry: Entry & { readonly input: I; readonly output: O },
    input: z.input<I>,
  ): Promise<z.output<O>>
  /** What the next dialogs answer: the file or folder to open, the file to save. */
  answerDialogs(path: string): Promise<void>
  /** Loads the page anew, so that it learns which case is open, at an address within the app. */
  show(hash: string): Promise<void>
  close(): Promise<void>
}

/** Starts the app on Electron or the stand-in, with its own data in `dataFolder`. */
export async function startDemoApp(dataFolder: string, locale: Locale): Promise<DemoApp> {
  const runtime = findRuntime()
  if (!runtime) throw new DemoRefusal('noRuntime')
  const hidden = process.platform === 'linux' ? ['--ozone-platform=headless'] : []
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [ROOT, ...(runtime.kind === 'electron' ? hidden : [])],
    env: {
      ...process.env,
      ...runtime.env,
      STANDIN_HEADED: '0',
      XUNDU_DATA: dataFolder,
      XUNDU_LOCALE: locale,
    },
  })
  const page = await app.firstWindow()
  page.setDefaultTimeout(PATIENCE)
  await page.waitForFunction(() => Reflect.has(globalThis, 'xundu'))
  return {
    page,
    ask: (door, entry, input) => askPage(page, door, entry, input),
    answerDialogs: (path) => answerDialogs(app, path),
    show: (hash) => show(app, page, hash),
    close: () => app.close(),
  }
}

async function askPage<I extends z.ZodType, O extends z.ZodType>(
  page: Page,
  door: Door,
  entry: Entry & { readonly input: I; readonly output: O },
  input: z.input<I>,
): Promise<z.output<O>> {
  const answer: unknown = await page.evaluate(
    (given) => Reflect.get(globalThis, 'xundu')[given.door](given.name, given.input),
    { door, name: entry.name, input },
  )
  const reply = ReplySchema.parse(answer)
  if (!reply.ok) throw new Failure(reply.code, reasonsOf(reply.reasons))
  return entry.output.parse(reply.data)
}

type Reasons = readonly { readonly code: string; readonly about?: string[] | undefined }[]

function reasonsOf(reasons: Reasons): Failure['reasons'] {
  return reasons.map(({ code, about }) => (about ? { code, about } : { code }))
}

function answerDialogs(app: ElectronApplication, path: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, path)
}

/** A page may not reload itself: the app lets no page go anywhere. Main may. */
async function show(app: ElectronApplication, page: Page, hash: string): Promise<void> {
  const loaded = page.waitForEvent('load')
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.reload()
  })
  await loaded
  await page.evaluate((given) => {
    Reflect.get(globalThis, 'location').hash = given
  }, hash)
}
