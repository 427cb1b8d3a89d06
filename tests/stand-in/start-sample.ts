import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { test as base } from 'vitest'

import { findChromium } from '#scripts/runtime.ts'

const BIN = join(import.meta.dirname, 'bin')
const PREFIX = join(tmpdir(), 'stand-in-sample-')
const FOLDER = join(import.meta.dirname, 'sample')

/** The executable that stands for Electron's. */
export const EXECUTABLE = join(BIN, 'electron')

/** These tests need Chromium, and a shell for the script that stands for Electron's executable. */
export const canRun = process.platform !== 'win32' && findChromium() !== undefined

export type Sample = {
  readonly electron: ElectronApplication
  readonly page: Page
  /** What main was told so far, by the first word of it. */
  told(kind: string): Promise<readonly (readonly unknown[])[]>
}

/** Starts the sample on its own data folder, and waits until its page is there. */
export async function startSample(dataFolder: string): Promise<Sample> {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = BIN
  const set = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const electron = await _electron.launch({
    args: [FOLDER],
    env: { ...Object.fromEntries(set), SAMPLE_DATA: dataFolder },
  })
  const page = await electron.firstWindow()
  await page.getByRole('heading', { name: '样例' }).waitFor()
  return {
    electron,
    page,
    told: (kind) =>
      electron.evaluate((_electronModule, wanted): (readonly unknown[])[] => {
        const told: (readonly unknown[])[] = Reflect.get(globalThis, 'told')
        return told.filter(([name]) => name === wanted).map(([, ...facts]) => facts)
      }, kind),
  }
}

/** Whether a process does anything still; one that has ended and waits for its parent does not. */
export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}

/** The command line that starts the sample without Playwright. */
export const SAMPLE_COMMAND = [EXECUTABLE, FOLDER] as const

/** One sample for a whole file of tests that do not end it. */
export const sharedTest = base
  .extend('prefix', { scope: 'file' }, PREFIX)
  .extend('sample', { scope: 'file' }, async ({ prefix }, { onCleanup }) => {
    const folder = mkdtempSync(prefix)
    const sample = await startSample(folder)
    onCleanup(async () => {
      await sample.electron.close()
      remove(folder)
    })
    return sample
  })

/** A sample of its own for each test. */
export const test = base
  .extend('dataFolder', ({ task }, { onCleanup }) => {
    const folder = mkdtempSync(`${PREFIX}${task.id}-`)
    onCleanup(() => remove(folder))
    return folder
  })
  .extend('sample', async ({ dataFolder }, { onCleanup }) => {
    const sample = await startSample(dataFolder)
    onCleanup(() => sample.electron.close())
    return sample
  })

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
