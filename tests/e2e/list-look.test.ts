import { describe, expect } from 'vitest'

import { expectAccessible, openPractice, runtime, test } from './fixture.ts'

describe.skipIf(!runtime)('a list', () => {
  test('is found as it was left: filter, order and columns; and as a view of the whole group', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    await page.keyboard.press('Alt+5')
    const grid = page.getByRole('grid', { name: '问题清单' })
    await grid.waitFor()
    await page.getByRole('button', { name: /^程度/ }).click()
    await page.getByRole('checkbox', { name: '突出' }).check()
    await page.keyboard.press('Escape')
    await grid.getByRole('button', { name: '编号' }).click()
    await page.getByRole('button', { name: '视图' }).click()
    const panel = page.getByRole('dialog', { name: '视图' })
    await panel.getByRole('checkbox', { name: '来源' }).uncheck()
    await panel.getByRole('textbox').fill('突出的')
    await page.keyboard.press('Enter')
    await panel.getByRole('button', { name: '突出的', exact: true }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    expect(await grid.getByRole('columnheader', { name: '来源' }).count()).toBe(0)

    await page.keyboard.press('Alt+2')
    await page.getByRole('heading', { name: '单位' }).waitFor()
    await page.keyboard.press('Alt+5')
    await page.getByRole('button', { name: /程度 突出/ }).waitFor()
    const order = grid.getByRole('columnheader', { name: '编号' })
    expect(await order.getAttribute('aria-sort')).toBe('descending')
    expect(await grid.getByRole('columnheader', { name: '来源' }).count()).toBe(0)

    await page.getByRole('button', { name: '去掉“程度”这一条件' }).click()
    await page.getByRole('button', { name: '视图' }).click()
    await panel.getByRole('button', { name: '突出的', exact: true }).click()
    await page.getByRole('button', { name: /程度 突出/ }).waitFor()
  })
})
