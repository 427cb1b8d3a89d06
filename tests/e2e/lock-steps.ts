import type { ElectronApplication, Page } from 'playwright-core'
import { expect } from 'vitest'

import type { Xundu } from './fixture.ts'
import { go } from './steps.ts'

/** How long a busy machine may take for what is waited for by looking again. */
export const PATIENT = { timeout: 20_000 }

/** Words of the form that must be nowhere once it is locked. */
export const NOTE = '雨天，乡里停电\n窗口没人，问了两位群众\n下午再去一次'

/** Keeps every process that main forks from now on, while it runs. */
export async function watchForks(electron: ElectronApplication): Promise<void> {
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

/** How many of them run. */
export function runningForks(electron: ElectronApplication): Promise<number> {
  return electron.evaluate((): number => Reflect.get(globalThis, 'running').size)
}

/** A new visit, half filled; the caret stands in the middle of the note. */
export async function beginVisit(page: Page): Promise<void> {
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
export function whereabouts(page: Page) {
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
export async function expectLocked({ electron, page }: Xundu): Promise<void> {
  await page.locator('.start').waitFor()
  await expect.poll(() => runningForks(electron), PATIENT).toBe(0)
  expect(await page.title()).toBe('巡督')
  const content = await page.content()
  for (const word of ['停电', '和砚县', '督导组']) expect(content).not.toContain(word)
  expect(await page.evaluate(() => [history.length, location.hash])).toEqual([1, '#/start'])
}

/** Reads the page by main: a page that came after a crash is not the one that the test holds. */
export function inPage({ electron }: Xundu, code: string): Promise<unknown> {
  return electron.evaluate(
    ({ BrowserWindow }, text) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript(text)
        .catch(() => undefined),
    code,
  )
}
