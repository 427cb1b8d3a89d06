import { describe, expect } from 'vitest'

import { expectAccessible, openPractice, runtime, test } from './fixture.ts'

describe.skipIf(!runtime)('search', () => {
  test('a record is found from anywhere by one character, opened, and offered again', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    await page.getByRole('heading', { name: '6月30日星期一' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('窗口 无人')
    const list = page.locator('.ant-select-dropdown')
    const hit = list.locator('.hit-line').filter({ hasText: '无人' }).first()
    await hit.waitFor()
    const title = await hit.locator('.hit-title').textContent()
    await hit.click()
    const drawer = page.getByRole('dialog')
    await drawer.waitFor()
    expect(await drawer.textContent()).toContain('无人')

    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await list.getByText('刚看过的').waitFor()
    await list
      .locator('.hit-title', { hasText: title ?? '' })
      .first()
      .waitFor()
  })

  test('all records that say it are grouped by kind, counted, and listed in full', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    await page.getByRole('heading', { name: '6月30日星期一' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('窗')
    await page.locator('.ant-select-dropdown').getByText('在所有记录里查“窗”').click()
    const problems = page.getByRole('region', { name: '问题' })
    await problems.getByRole('button', { name: '全部列出' }).click()
    await page.getByRole('button', { name: '看各类记录' }).waitFor()
    await problems.getByRole('link').nth(8).waitFor()
    for (const mark of await problems.locator('mark').allTextContents()) expect(mark).toBe('窗')

    const field = page.getByRole('textbox', { name: /一个字也行/ })
    await field.fill('没有人会这样写')
    await page.getByText('没有写着“没有人会这样写”的记录').waitFor()
    await field.fill('hyx')
    await page.getByRole('region', { name: '单位' }).getByRole('link').first().waitFor()
    await expectAccessible(page)
  })
})
