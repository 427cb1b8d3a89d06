import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect } from 'vitest'

import { clickMenu, expectAccessible, launch, openPractice, runtime, test } from './fixture.ts'
import {
  beginVisit,
  expectLocked,
  inPage,
  NOTE,
  PATIENT,
  runningForks,
  watchForks,
} from './lock-steps.ts'
import { go } from './steps.ts'

describe.skipIf(!runtime)('a lock', () => {
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
    await go(page, '#/analysis/prevalence')
    await page.getByRole('grid', { name: /单位/ }).waitFor()
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
    await page.getByRole('grid').or(page.getByRole('table')).first().waitFor()
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
