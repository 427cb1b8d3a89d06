import { describe, expect } from 'vitest'

import { expectAccessible, openPractice, runtime, test } from './fixture.ts'
import { go } from './steps.ts'

describe.skipIf(!runtime)('several problems at once', () => {
  test('are picked by the keys, pointed out in one talk, and printed as sheets', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    await go(page, '#/problems?states=["found","lead"]')
    const grid = page.getByRole('grid', { name: '问题清单' })
    await grid.getByRole('row', { name: /线索/ }).first().waitFor()
    await grid.getByRole('button', { name: '编号' }).click()
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    const bar = page.getByRole('region', { name: '选中的记录' })
    await bar.getByText('选了1条').waitFor()
    await expectAccessible(page)
    await bar.getByRole('button', { name: '一并点明提醒' }).click()
    await page
      .getByRole('alert')
      .getByText(/^有1条还不能点明：\d+号。/)
      .waitFor()
    await page.getByRole('button', { name: '去掉这1条' }).click()
    await bar.waitFor({ state: 'detached' })

    await go(page, '#/problems?states=["found"]')
    const count = page.getByRole('region', { name: '问题清单' }).getByRole('status').first()
    await grid.getByRole('row', { name: /线索/ }).first().waitFor({ state: 'detached' })
    const before = Number.parseInt((await count.textContent()) ?? '', 10)
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await bar.getByText('选了3条').waitFor()
    await bar.getByRole('button', { name: '一并点明提醒' }).click()
    const form = page.getByRole('group', { name: '点明提醒' })
    await page.getByText(/^这一次谈话记到3条问题上：\d+号、\d+号、\d+号。$/).waitFor()
    await page.locator('#reminder-toName').fill('丁守信')
    await form.getByText('当面向领导点明要两人去。加上另一位组员。').waitFor()
    await form.getByRole('combobox', { name: '谁去说的' }).click()
    await page.locator('.ant-select-item-option', { hasText: '沈秋实' }).click()
    await page.keyboard.press('Escape')
    await form.getByRole('textbox', { name: '原话' }).fill('这三件是一个根子，请班子一起认')
    await expectAccessible(page)
    await page.keyboard.press('Control+Enter')
    await count.getByText(`${before - 3}条问题`).waitFor()
    await bar.waitFor({ state: 'detached' })

    await page.getByRole('checkbox', { name: '选' }).first().check()
    await page.getByRole('checkbox', { name: '选' }).nth(1).check()
    await bar.getByRole('link', { name: '打印2份底稿' }).click()
    await page.getByRole('heading', { name: '问题底稿', exact: true }).waitFor()
    await page.getByRole('article').nth(1).waitFor()
    expect(await page.getByRole('article').count()).toBe(2)
    await expectAccessible(page)
  })
})
