import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'

import { docx, png, wav } from '#tests/fixtures/attachment.ts'

import {
  answerSaveDialog,
  clickMenu,
  expectAccessible,
  openPractice,
  runtime,
  test,
} from './fixture.ts'
import { go } from './steps.ts'

const PICTURE = png(640, 400)

/** The first problem of the practice case beside its list. */
async function openProblem(page: Page): Promise<Locator> {
  await go(page, '#/problems?states=["lead"]')
  await page.getByRole('grid', { name: '问题清单' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('heading', { name: '附件' }).waitFor()
  return drawer
}

function give(drawer: Locator, ...files: readonly (readonly [string, Buffer])[]): Promise<void> {
  return drawer
    .locator('input[type=file]')
    .setInputFiles(
      files.map(([name, buffer]) => ({ name, buffer, mimeType: 'application/octet-stream' })),
    )
}

/** A picture that was copied elsewhere, as the page gets it with Ctrl+V. */
async function paste(page: Page, picture: Buffer): Promise<void> {
  await page.evaluate((bytes) => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([Uint8Array.from(bytes)], 'image.png', { type: 'image/png' }))
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, Array.from(picture))
}

async function closeViewer(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.locator('.ant-modal').waitFor({ state: 'hidden' })
}

describe.skipIf(!runtime)('attachments', () => {
  test('照片、文档、录音附在问题上，当场看得到；程序不收；锁了再开都还在，能导出，能移除', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await openPractice(xundu)
    const drawer = await openProblem(page)
    await give(
      drawer,
      ['大厅.png', PICTURE],
      ['谈话.docx', docx(['三号窗口午间无人', '群众等了两个小时'])],
      ['录音.wav', wav(1)],
      ['照片.jpg', Buffer.from('MZ\u0090\u0000 a program')],
    )
    await drawer.getByText('“照片.jpg”是程序').waitFor()
    await paste(page, png(20, 20))
    await drawer.getByRole('button', { name: /打开“截图/ }).waitFor()
    await drawer.locator('.attachment-small canvas:visible').nth(1).waitFor()
    await expectAccessible(page)

    await drawer.getByRole('button', { name: '打开“大厅.png”' }).click()
    const viewer = page.locator('.ant-modal')
    const picture = viewer.getByRole('img', { name: '大厅.png' })
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(640)
    expect(await picture.getAttribute('src')).toMatch(/^blob:/)
    await viewer.getByRole('button', { name: '放大' }).focus()
    await page.keyboard.press('r')
    expect(await picture.evaluate((image) => image.style.rotate)).toBe('90deg')
    await expectAccessible(page)
    const exported = join(dataFolder, '导出.png')
    await answerSaveDialog(xundu.electron, exported)
    await viewer.getByRole('button', { name: '导出' }).click()
    await viewer.getByText('已导出：导出.png').waitFor()
    expect(readFileSync(exported).equals(PICTURE)).toBe(true)
    await closeViewer(page)

    await drawer.getByRole('button', { name: '打开“谈话.docx”' }).click()
    await viewer.getByText('群众等了两个小时').waitFor()
    await closeViewer(page)
    await drawer.getByRole('button', { name: '打开“录音.wav”' }).click()
    const sound = viewer.locator('audio')
    await expect.poll(() => sound.evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(1)
    await closeViewer(page)

    await clickMenu(xundu.electron, 'lock')
    await openPractice(xundu)
    const again = await openProblem(page)
    await again.getByRole('button', { name: '打开“大厅.png”' }).waitFor()
    await again.getByRole('button', { name: '移除“大厅.png”' }).click()
    await again.getByLabel('为什么移除').fill('拍错了地方')
    await page.keyboard.press('Enter')
    await again.getByText('已移除：拍错了地方').waitFor()
    expect(await again.getByRole('button', { name: '打开“大厅.png”' }).count()).toBe(0)
    const row = again.getByRole('listitem').filter({ hasText: '大厅.png' })
    await row.locator('canvas').waitFor({ state: 'hidden' })
    expect(existsSync(exported)).toBe(true)
  })
})
