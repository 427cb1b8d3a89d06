import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { describe, expect } from 'vitest'

import { canRun, isRunning, SAMPLE_COMMAND, startSample, test } from './start-sample.ts'

/** The processes that were started by another, at any depth; themselves included. */
function familyOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const found = [pid]
  for (const parent of found) {
    for (const [child = 0, above] of pairs) if (above === parent) found.push(child)
  }
  return found
}

function profilesOf(pid: number | undefined): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`xundu-stand-in-${pid}-`))
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const [code] = await once(child, 'exit')
  return code
}

function startSecond(dataFolder: string, ...given: readonly string[]): ChildProcess {
  const [executable, folder] = SAMPLE_COMMAND
  return spawn(executable, [folder, ...given], {
    env: { ...process.env, SAMPLE_DATA: dataFolder },
    stdio: 'ignore',
  })
}

describe.skipIf(!canRun || process.platform !== 'linux')('the life of the app', () => {
  test('a clean end leaves no Chromium and no profile', async ({ dataFolder }) => {
    const { electron } = await startSample(dataFolder)
    const main = electron.process()
    const family = familyOf(main.pid ?? 0)
    expect(family.length).toBeGreaterThan(3)
    await electron.close()
    expect(await exitOf(main)).toBe(0)
    await expect.poll(() => family.filter(isRunning)).toEqual([])
    expect(profilesOf(main.pid)).toEqual([])
  })

  test('main that is killed takes Chromium with it, and the next start has the lock', async ({
    dataFolder,
  }) => {
    const first = await startSample(dataFolder)
    const main = first.electron.process()
    const family = familyOf(main.pid ?? 0)
    main.kill('SIGKILL')
    await expect.poll(() => family.filter(isRunning), { timeout: 10_000 }).toEqual([])
    expect(existsSync(join(dataFolder, 'stand-in/lock'))).toBe(true)
    const next = await startSample(dataFolder)
    // The profile that the killed process left is swept away.
    expect(profilesOf(main.pid)).toEqual([])
    await next.electron.close()
  })

  test('a second start tells the first, and ends', async ({ sample, dataFolder }) => {
    const second = startSecond(dataFolder, '--lang=zh-CN')
    expect(await exitOf(second)).toBe(0)
    await expect.poll(() => sample.told('second-instance')).toHaveLength(1)
    const [[...given] = []] = await sample.told('second-instance')
    expect(given.slice(1)).toEqual([SAMPLE_COMMAND[1], '--lang=zh-CN'])
  })

  test('a window, and the app, may refuse to end', async ({ sample }) => {
    await sample.electron.evaluate(({ app, BrowserWindow }) => {
      const answers = Reflect.get(globalThis, 'answers')
      answers.close = false
      BrowserWindow.getAllWindows()[0]?.close()
      app.quit()
      answers.close = true
      answers.quit = false
      app.quit()
      answers.quit = true
    })
    expect(await sample.told('close')).toHaveLength(2)
    expect(await sample.told('before-quit')).toHaveLength(2)
    expect(await sample.page.evaluate(() => document.title)).toBe('样例')
  })

  test('closing the last window runs what the page does on leaving, and ends the app', async ({
    sample,
  }) => {
    const main = sample.electron.process()
    await sample.page.evaluate(() => {
      window.addEventListener('beforeunload', () => {
        Reflect.get(window, 'sample').send('tell', '走了')
      })
    })
    const left = sample.electron.evaluate(
      ({ ipcMain }) =>
        new Promise((resolve) => {
          ipcMain.once('tell', (_event, value) => resolve(value))
        }),
    )
    await sample.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.close()
    })
    expect(await left).toBe('走了')
    expect(await exitOf(main)).toBe(0)
  })

  test('a request to end from the system quits in order', async ({ sample }) => {
    const main = sample.electron.process()
    main.kill('SIGTERM')
    expect(await exitOf(main)).toBe(0)
  })

  test('a page that crashes is told, and can be loaded anew', async ({ sample }) => {
    await sample.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
    })
    await expect.poll(() => sample.told('gone')).toEqual([['crashed']])
    const title = await sample.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      await contents?.loadURL('app://sample/index.html')
      return contents?.executeJavaScript('document.title')
    })
    expect(title).toBe('样例')
  })

  test('an error in main ends it with a word', async ({ sample }) => {
    const main = sample.electron.process()
    let words = ''
    main.stderr?.on('data', (text) => {
      words += String(text)
    })
    await sample.electron.evaluate(() => {
      setTimeout(() => {
        throw new Error('坏了')
      })
    })
    expect(await exitOf(main)).toBe(1)
    expect(words).toContain('坏了')
  })

  test('names, version and folders are those of the app', async ({ sample, dataFolder }) => {
    const found = await sample.electron.evaluate(({ app, Menu }) => {
      const menu = Menu.getApplicationMenu()
      menu?.getMenuItemById('one')?.click()
      return [app.getName(), app.getVersion(), app.getPath('userData'), app.isPackaged]
    })
    expect(found).toEqual(['样例', '1.2.3', dataFolder, false])
    expect(await sample.told('menu')).toHaveLength(1)
  })
})
