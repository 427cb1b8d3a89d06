import { describe } from 'vitest'

import { expectAccessible, openPractice, runtime, test } from './fixture.ts'

describe.skipIf(!runtime)('local groups', () => {
  test('an answer is compared with what a visit of that unit has seen', async ({ xundu, page }) => {
    await openPractice(xundu)
    await page.keyboard.press('Alt+2')
    await page.getByRole('link', { name: '地方督导组' }).click()
    await page.getByText('5个地方督导组', { exact: true }).waitFor()
    await page.getByText(/个地方督导组第3轮未联系/).waitFor()
    await page.getByRole('link', { name: /个单位无对应督导组/ }).click()
    await page.getByRole('list', { name: '无对应督导组的单位' }).waitFor()
    await expectAccessible(page)
    const grid = page.getByRole('grid', { name: '地方督导组清单' })
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog')
    const waiting = drawer
      .locator('.localgroup-answer')
      .filter({ has: page.getByRole('button', { name: '记所见' }) })
    await waiting.getByRole('button', { name: '记所见' }).click()
    const form = drawer.getByRole('group', { name: '记所见' })
    await form.getByRole('textbox', { name: '所见' }).fill('群众说没有的事')
    await form.getByRole('radio', { name: '不符', exact: true }).check()
    await page.keyboard.press('Control+Enter')
    await form.getByText('所见没有走访。选去看的那次走访；没去过，先去看。').waitFor()
    await form.getByRole('combobox', { name: '哪次走访' }).click()
    await page.locator('.ant-select-item-option').first().click()
    await form.getByRole('radio', { name: '不符', exact: true }).focus()
    await page.keyboard.press('Control+Enter')
    await drawer.getByText('群众说没有的事').waitFor()
    await form.waitFor({ state: 'hidden' })
    await expectAccessible(page)
  })
})
