import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { ElectronApplication, Page } from 'playwright-core'
import { describe, expect } from 'vitest'

import {
  answerSaveDialog,
  APP,
  clickMenu,
  openPractice,
  pageOrigin,
  runtime,
  test,
} from './fixture.ts'

const CHINESE = /\p{Script=Han}/u

/** One call of the machine, past every page. */
function askShell(page: Page, name: string, input: unknown = {}): Promise<unknown> {
  return page.evaluate(([called, given]) => Reflect.get(window, 'xundu').shell(called, given), [
    name,
    input,
  ] as const)
}

function menuLabels(electron: ElectronApplication): Promise<string[]> {
  return electron.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) => [
      menu.label,
      ...(menu.submenu?.items ?? [])
        .filter(({ type }) => type !== 'separator')
        .map((item) => item.label),
    ]),
  )
}

function readLog(dataFolder: string): string {
  return readFileSync(join(dataFolder, 'logs/xundu.log'), 'utf8')
}

/** Keeps every process that main forks from now on, and whether it still runs. */
async function watchForks(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ utilityProcess }) => {
    const fork = utilityProcess.fork.bind(utilityProcess)
    const running = new Set<string>()
    Object.assign(globalThis, { running })
    utilityProcess.fork = (file, given, options) => {
      const child = fork(file, given, options)
      const name = options?.serviceName ?? ''
      running.add(name)
      child.once('exit', () => running.delete(name))
      return child
    }
  })
}

function runningForks(electron: ElectronApplication): Promise<string[]> {
  return electron.evaluate((): string[] => [...Reflect.get(globalThis, 'running')])
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  const [code] = await once(child, 'exit')
  return code
}

describe.skipIf(!runtime)('the window', () => {
  test('opens in Chinese on the start page', async ({ page }) => {
    await expect.poll(() => page.url()).toBe(`${pageOrigin}/#/start`)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    expect(await page.title()).toBe('巡督')
    const practice = page.getByRole('button', { name: '演练案卷' })
    expect(await practice.isVisible()).toBe(true)
  })

  test('has a menu in Chinese, and in English when that is chosen', async ({ xundu }) => {
    const chinese = await menuLabels(xundu.electron)
    expect(chinese.filter((label) => !CHINESE.test(label))).toEqual(['English'])
    expect(chinese).toEqual(expect.arrayContaining(['案卷', '新建案卷…', '锁定', '退出', '帮助']))
    await clickMenu(xundu.electron, 'language')
    await expect
      .poll(async () => (await menuLabels(xundu.electron)).filter((label) => CHINESE.test(label)))
      .toEqual(['中文'])
    expect(await xundu.page.evaluate(() => document.documentElement.lang)).toBe('en')
  })

  test('a second start shows the first window, and ends', async ({ xundu, dataFolder }) => {
    await xundu.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.minimize(),
    )
    const second = spawn(runtime?.executable ?? '', [APP, '--no-sandbox'], {
      env: { ...process.env, XUNDU_DATA: dataFolder },
      stdio: 'ignore',
    })
    expect(await exitOf(second)).toBe(0)
    await expect
      .poll(() =>
        xundu.electron.evaluate(({ BrowserWindow }) => {
          const window = BrowserWindow.getAllWindows()[0]
          return [window?.isMinimized(), window?.isFocused()]
        }),
      )
      .toEqual([false, true])
  })

  test('a page that crashes is loaded anew, and the case stays open', async ({ xundu }) => {
    xundu.allowFaults(/crashed/)
    await openPractice(xundu)
    const reloaded = xundu.electron.evaluate(
      ({ BrowserWindow }) =>
        new Promise((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          contents?.once('did-finish-load', () => {
            resolve(contents.executeJavaScript("xundu.shell('shell.start', {})"))
          })
          contents?.forcefullyCrashRenderer()
        }),
    )
    expect(await reloaded).toMatchObject({ ok: true, data: { open: { practice: true } } })
  })
})

describe.skipIf(!runtime)('the open case', () => {
  test('locking ends its process', async ({ xundu, page }) => {
    await watchForks(xundu.electron)
    await openPractice(xundu)
    expect(await runningForks(xundu.electron)).toEqual(['xundu case'])
    await clickMenu(xundu.electron, 'lock')
    await page.locator('.start').waitFor()
    await expect.poll(() => runningForks(xundu.electron)).toEqual([])
    const answer = await page.evaluate(() =>
      Reflect.get(window, 'xundu').call('casefile.summary', {}),
    )
    expect(answer).toMatchObject({ ok: false, code: 'locked' })
  })

  test.for(['suspend', 'lock-screen'])(
    'the machine’s %s locks it',
    async (event, { xundu, page }) => {
      await watchForks(xundu.electron)
      await openPractice(xundu)
      await xundu.electron.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event)
      await page.locator('.start').waitFor()
      await expect.poll(() => runningForks(xundu.electron)).toEqual([])
    },
  )

  test('quitting closes it in order; the log holds codes alone', async ({ xundu, dataFolder }) => {
    await openPractice(xundu)
    // Questions that are under way when it closes are no faults.
    await xundu.page.evaluate(() => {
      for (let asked = 0; asked < 50; asked += 1) void window.xundu.call('casefile.summary', {})
    })
    await xundu.end()
    const events = readLog(dataFolder)
      .trim()
      .split('\n')
      .map((line): string => JSON.parse(line).event)
    expect(events).toEqual(['started', 'page-shown', 'case-opened', 'case-locked'])
    expect(readLog(dataFolder)).not.toMatch(CHINESE)
  })

  test('a page is saved as a PDF, and words and pictures are copied', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    const path = join(dataFolder, 'page.pdf')
    await answerSaveDialog(xundu.electron, path)
    expect(
      await askShell(page, 'shell.savePdf', { suggestedName: '起始页', landscape: true }),
    ).toMatchObject({ data: { fileName: 'page.pdf' } })
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await askShell(page, 'shell.print')).toMatchObject({ ok: true })
    await askShell(page, 'shell.copyText', { text: '十四个地市' })
    expect(await xundu.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(
      '十四个地市',
    )
    const copied = await page.evaluate(async () => {
      const canvas = document.createElement('canvas')
      const blob = await new Promise<Blob | null>((resolve) => {
        canvas.toBlob(resolve)
      })
      const png = new Uint8Array((await blob?.arrayBuffer()) ?? [])
      return Reflect.get(window, 'xundu').shell('shell.copyPicture', { png })
    })
    expect(copied).toMatchObject({ ok: true })
    const types = await xundu.electron.evaluate(async ({ clipboard }) =>
      (await clipboard.read()).flatMap((item) => [...item.types]),
    )
    expect(types).toContain('image/png')
  })
})
