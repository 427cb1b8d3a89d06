import { expect } from 'vitest'

import { openPractice, test } from './fixture.ts'

test('a list goes on paper whole, not only the rows in sight', async ({ xundu }) => {
  const { electron, page } = xundu
  await openPractice(xundu)
  await page.keyboard.press('Alt+3')
  await page.getByRole('heading', { name: '走访', level: 1 }).waitFor()
  // What the page holds while it prints; no print dialog opens under test.
  await electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) throw new Error('no window')
    const look = `({
      rows: document.querySelectorAll('.printed-list tbody tr').length,
      text: document.querySelector('.printed-list')?.innerText ?? '',
    })`
    async function keep() {
      Reflect.set(globalThis, 'printed', await window?.webContents.executeJavaScript(look))
    }
    window.webContents.print = (_options, done) => {
      void keep().finally(() => done?.(true, ''))
    }
  })

  await page.keyboard.press('Control+p')
  await page.getByRole('button', { name: '打印' }).click()
  await expect.poll(() => electron.evaluate(() => Reflect.get(globalThis, 'printed'))).toBeTruthy()

  const printed: unknown = await electron.evaluate(() => Reflect.get(globalThis, 'printed'))
  expect(printed).toMatchObject({
    rows: 300,
    text: expect.stringMatching(/走访[^]*演练[^]*300条[^]*第3轮/),
  })
  await expect.poll(() => page.locator('.printed-list').count()).toBe(0)
})
