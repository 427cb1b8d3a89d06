import { statSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect } from 'vitest'

import { answerSaveDialog, expectAccessible, openPractice, runtime, test } from './fixture.ts'
import { go } from './steps.ts'

describe.skipIf(!runtime)('what the unit lists, and what the committee was asked', () => {
  test('a list is copied in, what it leaves out is opened, asked of the committee and printed', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await openPractice(xundu)
    await go(page, '#/problems/own-list')
    await page.getByText('没有符合条件的自查问题').waitFor()
    await page.keyboard.press('Control+n')
    await page.locator('#own-unitId').focus()
    await page.keyboard.type('和砚县')
    await page.locator('.ant-select-item-option-active', { hasText: '和砚县' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#own-text').fill('窗口服务态度差')
    await page.locator('#own-claimedBy').fill('赵县长')
    await page.keyboard.press('Control+Enter')
    const overlap = page.getByRole('table')
    await overlap.getByRole('row', { name: /^和砚县/ }).waitFor()
    await page.getByRole('row', { name: /窗口服务态度差/ }).waitFor()
    await expectAccessible(page)

    await overlap.getByRole('link', { name: /本组查到而单位未列\d+项/ }).click()
    await page.getByRole('button', { name: /^跟办\s*本组查到、单位没列/ }).waitFor()
    const grid = page.getByRole('grid', { name: '问题清单' })
    await grid
      .getByRole('row', { name: /坐实|提醒/ })
      .first()
      .click()
    const drawer = page.getByRole('dialog', { name: /和砚县/ })
    await drawer.getByRole('button', { name: '记下提出的要求' }).click()
    await drawer.getByRole('textbox', { name: '提了什么要求' }).fill('常委会专题研究一次')
    await drawer.getByRole('button', { name: '存', exact: true }).click()
    await drawer.getByText('党委还没有动作。').waitFor()

    await drawer.getByRole('button', { name: '问题底稿' }).click()
    const sheet = page.getByRole('article')
    await sheet.getByText('常委会专题研究一次').waitFor()
    await sheet.getByText('经手人').waitFor()
    await expectAccessible(page)
    const path = join(dataFolder, '问题底稿.pdf')
    await answerSaveDialog(xundu.electron, path)
    await page.getByRole('button', { name: '存PDF' }).click()
    await page.getByText('已存“问题底稿.pdf”').waitFor()
    expect(statSync(path).size).toBeGreaterThan(5000)
  })
})
