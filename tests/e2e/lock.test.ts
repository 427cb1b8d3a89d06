import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { ElectronApplication, Page } from 'playwright-core'
import { describe, expect } from 'vitest'

import {
  clickMenu,
  expectAccessible,
  launch,
  openPractice,
  runtime,
  test,
  type Xundu,
} from './fixture.ts'

const PATIENT = { timeout: 20_000 }

/** Words of the form that must be nowhere once it is locked. */
const NOTE = '雨天，乡里停电\n窗口没人，问了两位群众\n下午再去一次'

async function go(page: Page, place: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, place)
}

/** Keeps every process that main forks from now on, while it runs. */
async function watchForks(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ utilityProcess }) => {
    const fork = utilityProcess.fork.bind(utilityProcess)
    const running = new Set<ReturnType<typeof fork>>()
    Object.assign(globalThis, { running })
    utilityProcess.fork = (file, given, options) => {
      const child = fork(file, given, options)
      running.add(child)
      child.once('exit', () => running.delete(child))
      return child
    }
  })
}

function runningForks(electron: ElectronApplication): Promise<number> {
  return electron.evaluate((): number => Reflect.get(globalThis, 'running').size)
}

/** A new visit, half filled; the caret stands in the middle of the note. */
async function beginVisit(page: Page): Promise<void> {
  await go(page, '#/rounds/visits?form=new&notice=surprise')
  await page.locator('#visit-unitId').waitFor()
  await page.keyboard.type('和砚县')
  await page.locator('.ant-select-item-option-active', { hasText: '和砚县' }).waitFor()
  await page.keyboard.press('Enter')
  const note = page.locator('#visit-note')
  await note.fill(NOTE)
  await note.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(8, 12))
}

/** Where the caret stands, and how far each part of the page is scrolled. */
function whereabouts(page: Page) {
  return page.evaluate(() => {
    const field = document.activeElement
    const isText = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
    const scrolled = [...document.querySelectorAll('*')].filter(({ scrollTop }) => scrollTop > 0)
    return {
      place: location.hash,
      focus: field?.id,
      caret: isText ? [field.selectionStart, field.selectionEnd] : [],
      scrolled: scrolled.map(({ className, scrollTop }) => [className, scrollTop]),
    }
  })
}

/** Waits for the start page; nothing of the case is left in the page, and its process is gone. */
async function expectLocked({ electron, page }: Xundu): Promise<void> {
  await page.locator('.start').waitFor()
  await expect.poll(() => runningForks(electron), PATIENT).toBe(0)
  expect(await page.title()).toBe('巡督')
  const content = await page.content()
  for (const word of ['停电', '和砚县', '督导组']) expect(content).not.toContain(word)
  expect(await page.evaluate(() => [history.length, location.hash])).toEqual([1, '#/start'])
}

describe.skipIf(!runtime)('a lock', () => {
  test('gives back a half-filled form, with its scroll and its caret, past an open dialog', async ({
    xundu,
    page,
  }) => {
    await page.setViewportSize({ width: 1100, height: 560 })
    await watchForks(xundu.electron)
    await openPractice(xundu)
    await beginVisit(page)
    await page.locator('#visit-note').evaluate((field) => field.scrollIntoView({ block: 'start' }))
    const before = await whereabouts(page)
    expect(before).toMatchObject({ focus: 'visit-note', caret: [8, 12] })
    expect(before.scrolled.length).toBeGreaterThan(0)
    await page.keyboard.press('Control+/')
    await page.getByRole('dialog').waitFor()
    await clickMenu(xundu.electron, 'lock')
    await expectLocked(xundu)

    await openPractice(xundu)
    await page.locator('#visit-note').waitFor()
    await expect.poll(() => page.locator('#visit-note').inputValue(), PATIENT).toBe(NOTE)
    await page.locator('.visit-form').getByText('和砚县').first().waitFor()
    await expect.poll(() => whereabouts(page), PATIENT).toEqual(before)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('of a sleeping machine keeps what was typed last, with a list of choices open', async ({
    xundu,
    page,
  }) => {
    await watchForks(xundu.electron)
    await openPractice(xundu)
    await beginVisit(page)
    await page.locator('#visit-method').focus()
    await page.keyboard.press('ArrowDown')
    await page.locator('.ant-select-dropdown').last().waitFor()
    await xundu.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'))
    await expectLocked(xundu)

    await openPractice(xundu)
    await expect.poll(() => page.locator('#visit-note').inputValue(), PATIENT).toBe(NOTE)
    await expect.poll(() => whereabouts(page), PATIENT).toMatchObject({ focus: 'visit-method' })
    expect(await whereabouts(page)).toMatchObject({ place: expect.stringContaining('surprise') })
  })

  test('does not wait for a dialog of the system, and refuses what it answers', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await watchForks(xundu.electron)
    await openPractice(xundu)
    const path = join(dataFolder, 'late.xlsx')
    await xundu.electron.evaluate(({ dialog }) => {
      const asked = Promise.withResolvers<{ canceled: boolean; filePath: string }>()
      Object.assign(globalThis, { answer: asked.resolve })
      dialog.showSaveDialog = () => asked.promise
    })
    const sheets = [{ name: '表', columns: [{ title: '县' }], rows: [['和砚县']] }]
    // The page that asked is gone before the dialog is answered.
    await page.evaluate((given) => {
      void window.xundu.shell('shell.saveWorkbook', { suggestedName: '走访', sheets: given })
    }, sheets)
    await clickMenu(xundu.electron, 'lock')
    await expectLocked(xundu)
    await openPractice(xundu)
    await xundu.electron.evaluate((_electron, filePath) => {
      Reflect.get(globalThis, 'answer')({ canceled: false, filePath })
    }, path)
    // What comes after it on the same line is answered, so it has been heard.
    await page.evaluate(() => window.xundu.shell('shell.start', {}))
    expect(existsSync(path)).toBe(false)
  })

  test('clears what the app copied', async ({ xundu, page }) => {
    await openPractice(xundu)
    await page.getByRole('grid').or(page.getByRole('table')).first().waitFor()
    await page.keyboard.press('s')
    await page.getByText('已复制，30秒后清除').waitFor()
    const copied = await xundu.electron.evaluate(({ clipboard }) => clipboard.readText())
    expect(copied).toMatch(/县/)
    await clickMenu(xundu.electron, 'lock')
    await page.locator('.start').waitFor()
    await expect
      .poll(() => xundu.electron.evaluate(({ clipboard }) => clipboard.readText()), PATIENT)
      .toBe('')
  })

  test('leaves what was copied elsewhere', async ({ xundu, page }) => {
    await openPractice(xundu)
    await page.evaluate(() => window.xundu.shell('shell.copyText', { text: '十四个地市' }))
    await page.getByText('已复制，30秒后清除').waitFor()
    await xundu.electron.evaluate(({ clipboard }) => clipboard.writeText('别处的文字'))
    await clickMenu(xundu.electron, 'lock')
    await page.locator('.start').waitFor()
    expect(await page.evaluate(() => window.xundu.shell('shell.start', {}))).toMatchObject({
      data: { open: null },
    })
    const left = await xundu.electron.evaluate(({ clipboard }) => clipboard.readText())
    expect(left).toBe('别处的文字')
  })

  test('of a page that hangs ends the case all the same', async ({ xundu, page }) => {
    xundu.allowFaults(/crashed/)
    await watchForks(xundu.electron)
    await openPractice(xundu)
    await go(page, '#/units')
    void page
      .evaluate(() => {
        for (;;);
      })
      .catch(() => undefined)
    await clickMenu(xundu.electron, 'lock')
    await expect.poll(() => runningForks(xundu.electron), PATIENT).toBe(0)
    await expect
      .poll(() => inPage(xundu, "document.querySelector('.start') !== null"), PATIENT)
      .toBe(true)
    expect(await inPage(xundu, 'document.title')).toBe('巡督')
  })
})

describe.skipIf(!runtime)('by itself', () => {
  test('a case that nobody works with counts down, stays open at any input, then locks', async ({
    dataFolder,
    onTestFinished,
  }) => {
    const lock = { idleMinutes: 0.1, onMinimise: false, hideFromScreen: true }
    writeFileSync(
      join(dataFolder, 'settings.json'),
      JSON.stringify({ format: 1, deviceId: 'device', locale: null, recents: [], lock }),
    )
    const xundu = await launch(dataFolder)
    onTestFinished(() => xundu.end())
    const { electron, page } = xundu
    await watchForks(electron)
    await openPractice(xundu)
    // Each notice of the countdown, and each time that it was called off.
    await page.evaluate(() => {
      const told: (number | null)[] = []
      Object.assign(window, { told })
      window.xundu.onEvent((event) => {
        if (event.event === 'lock-in') told.push(event.seconds)
      })
    })
    await page.getByText(/^\d秒后锁定，动一下就不锁$/).waitFor()
    await page.keyboard.press('Shift')
    await expect
      .poll(() => page.evaluate((): unknown[] => Reflect.get(window, 'told')), PATIENT)
      .toContain(null)
    await expectLocked(xundu)
  })

  test('what the person chose in the strip holds: minutes, and minimising', async ({
    xundu,
    page,
  }) => {
    await watchForks(xundu.electron)
    await openPractice(xundu)
    await xundu.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.minimize()
      window?.restore()
    })
    await page.getByRole('button', { name: '5分钟不用就锁定' }).click()
    const panel = page.getByRole('dialog', { name: '自动锁定' })
    await panel.getByRole('spinbutton').fill('12')
    await panel.getByRole('switch', { name: '最小化时也锁定' }).click()
    // The switch says where the system cannot do it; elsewhere it can be turned off.
    const screen = panel.getByRole('switch', { name: '不让截屏、录屏' })
    expect(await screen.isChecked()).toBe(process.platform !== 'linux')
    expect(await screen.isDisabled()).toBe(process.platform === 'linux')
    expect(await panel.getByText('本系统不能阻止截屏').count()).toBe(
      process.platform === 'linux' ? 1 : 0,
    )
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '12分钟不用就锁定' }).waitFor()
    // The window is still open: minimising locked nothing before that was chosen.
    await xundu.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.minimize()
      window?.restore()
    })
    await expectLocked(xundu)
  })
})

describe.skipIf(!runtime)('without a lock', () => {
  test('after a crash of the page the draft is offered, with when and what', async ({
    xundu,
    page,
  }) => {
    xundu.allowFaults(/crashed/)
    await openPractice(xundu)
    await beginVisit(page)
    await page.getByText(/每次停顿自动加密保存，上次/).waitFor()
    await xundu.electron.evaluate(
      ({ BrowserWindow }) =>
        new Promise((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          contents?.once('did-finish-load', () => resolve(undefined))
          contents?.forcefullyCrashRenderer()
        }),
    )
    await expect
      .poll(() => inPage(xundu, "document.querySelector('.shell') !== null"), PATIENT)
      .toBe(true)
    await inPage(xundu, "location.hash = '#/rounds/visits?form=new'")
    const strip = () => inPage(xundu, "document.querySelector('.draft-strip')?.textContent ?? ''")
    await expect.poll(strip, PATIENT).toMatch(/\d+月\d+日.*与现在不同的是：单位、备注.*恢复/)
  })

  test('when the case process ends by itself the draft of the last pause is offered', async ({
    xundu,
    page,
  }) => {
    await watchForks(xundu.electron)
    await openPractice(xundu)
    await beginVisit(page)
    await page.getByText(/每次停顿自动加密保存，上次/).waitFor()
    await xundu.electron.evaluate(() => {
      for (const child of Reflect.get(globalThis, 'running')) child.kill()
    })
    await expectLocked(xundu)
    await openPractice(xundu)
    await go(page, '#/rounds/visits?form=new')
    await page.getByRole('button', { name: '恢复' }).click()
    expect(await page.locator('#visit-note').inputValue()).toBe(NOTE)
  })
})

/** Reads the page by main: a page that came after a crash is not the one that the test holds. */
function inPage({ electron }: Xundu, code: string): Promise<unknown> {
  return electron.evaluate(
    ({ BrowserWindow }, text) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript(text)
        .catch(() => undefined),
    code,
  )
}
