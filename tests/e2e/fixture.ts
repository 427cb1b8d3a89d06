import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import type { AxeResults } from 'axe-core'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { expect, test as base } from 'vitest'

import { findRuntime } from '#scripts/runtime.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const PICTURES = join(ROOT, '.vitest/e2e')
const PATIENCE = 40_000

/** What runs the app here; undefined where neither Electron nor Chromium is installed. */
export const runtime = findRuntime()

/** The folder of the app under test: this project, or the packed contents that E2E_APP names. */
export const APP = process.env['E2E_APP'] ?? ROOT

/** The origin as pages and Playwright see it; main sees `app://xundu` on both. */
export const pageOrigin =
  runtime?.kind === 'stand-in' ? 'https://xundu.app.scheme.invalid' : 'app://xundu'

/** A running app. */
export type Xundu = {
  readonly electron: ElectronApplication
  /** The one window, its first page drawn. */
  readonly page: Page
  /** Errors of the console and of the page that this test expects. */
  allowFaults(pattern: RegExp): void
  /** Ends the app as a crash of the machine does: nothing is told beforehand. */
  crash(): Promise<void>
  /** Quits the app. Fails with the errors that the window told and the test did not allow. */
  end(): Promise<void>
}

type Start = {
  readonly app?: string
  readonly environment?: Readonly<Record<string, string>>
}

/** Starts the app on a folder for its data, and waits for the first page. */
export async function launch(
  dataFolder: string,
  { app = APP, environment = {} }: Start = {},
): Promise<Xundu> {
  Object.assign(process.env, runtime?.env)
  const electron = await _electron.launch({
    args: [app],
    env: { ...ownEnvironment(), XUNDU_DATA: dataFolder, ...environment },
  })
  const faults = collectFaults(electron)
  const allowed: RegExp[] = []
  const main = electron.process()
  const ended = new Promise((settle) => {
    main.once('exit', settle)
  })
  let over = false
  const page = await electron.firstWindow()
  page.setDefaultTimeout(PATIENCE)
  await page.locator('#root > *').first().waitFor()
  return {
    electron,
    page,
    allowFaults: (pattern) => void allowed.push(pattern),
    async crash() {
      over = true
      main.kill('SIGKILL')
      await ended
    },
    async end() {
      if (over) return
      over = true
      if (main.exitCode === null) await electron.close()
      await ended
      const told = faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)))
      expect(told, 'errors of the window').toEqual([])
    },
  }
}

/**
 * A test of the whole app: `xundu` is started on a fresh data folder and quit afterwards, `page`
 * is its window. A test that fails leaves a picture in `.vitest/e2e`.
 */
export const test = base
  .extend('dataFolder', ({ task }, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), `xundu-e2e-${task.id}-`))
    onCleanup(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
    return folder
  })
  .extend('xundu', async ({ dataFolder, task, skip }, { onCleanup }) => {
    skip(runtime === undefined, 'neither Electron nor Chromium is installed')
    const xundu = await launch(dataFolder)
    onCleanup(async () => {
      if (task.result?.state === 'fail') await takePicture(xundu.page, task.name)
      await xundu.end()
    })
    return xundu
  })
  .extend('page', ({ xundu }) => xundu.page)

/** Makes and opens the practice case from the start page, by the menu; shows its first page. */
export async function openPractice({ electron, page }: Xundu): Promise<void> {
  await page.locator('.start').waitFor()
  await clickMenu(electron, 'practice')
  await page.locator('.shell').waitFor({ timeout: 60_000 })
}

/** Takes one step of the window's menu, by its id. */
export async function clickMenu(electron: ElectronApplication, id: string): Promise<void> {
  await electron.evaluate(({ Menu }, step) => {
    Menu.getApplicationMenu()?.getMenuItemById(step)?.click()
  }, id)
}

/** The next dialogs that ask for files or folders are answered with these; with none, closed. */
export async function answerOpenDialog(
  electron: ElectronApplication,
  ...filePaths: readonly string[]
): Promise<void> {
  await electron.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: paths.length === 0, filePaths: [...paths] })
  }, filePaths)
}

/** The next dialogs that ask where to save are answered with this; without it, closed. */
export async function answerSaveDialog(
  electron: ElectronApplication,
  filePath = '',
): Promise<void> {
  await electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === '', filePath: path })
  }, filePath)
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Fails with every accessibility fault that axe finds on the page, by rule and place. */
export async function expectAccessible(page: Page): Promise<void> {
  // By the debugger's way in, which the page's own security policy does not cover.
  await page.evaluate(AXE)
  const found = await page.evaluate(
    // Every address of the app begins with a hash, which the rule of skip links takes for one.
    (rules): Promise<AxeResults> =>
      Reflect.get(window, 'axe').run({
        runOnly: rules,
        rules: { 'skip-link': { enabled: false } },
      }),
    RULES,
  )
  const faults = found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  )
  expect(faults).toEqual([])
}

function collectFaults(electron: ElectronApplication): string[] {
  const faults: string[] = []
  const context = electron.context()
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => faults.push(`page: ${error.error().message}`))
  context.on('page', (page) => page.on('crash', () => faults.push('page: crashed')))
  return faults
}

async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  const path = join(PICTURES, `${name.replaceAll(/[^\p{L}\d]+/gu, '-')}.png`)
  // The window may be what is broken.
  await page.screenshot({ path }).catch(() => undefined)
}

function ownEnvironment(): Record<string, string> {
  const set = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return Object.fromEntries(set)
}
