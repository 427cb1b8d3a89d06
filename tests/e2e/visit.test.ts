import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'

import { expectAccessible, launch, openPractice, runtime, test } from './fixture.ts'
import { go, pick } from './steps.ts'

/** States the look that is being typed, from the type on, without the mouse. */
async function look(page: Page, type: readonly [string, string], result: '1' | '2' | '3') {
  await pick(page, ...type)
  await page.getByRole('group', { name: '下一条' }).getByRole('radio').first().focus()
  await page.keyboard.press(result)
  await page.keyboard.press('Control+Enter')
}

/** A new visit with one look of each result, up to the point where it can be saved. */
async function fillVisit(page: Page): Promise<void> {
  await page.locator('#visit-unitId').waitFor()
  await pick(page, '和砚县', '和砚县')
  await page.locator('#visit-method').focus()
  await pick(page, '体验', '体验办事')
  await page.getByRole('radio', { name: '不打招呼' }).check()
  await page.getByRole('radio', { name: '抽签' }).check()
  const entry = page.getByRole('group', { name: '下一条' })
  await entry.getByRole('combobox', { name: '性质' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.locator('.ant-select-item-option', { hasText: '实效' }).click()
  await page.locator('#visit-entry').focus()
  await look(page, ['T02', '门难进'], '1')
  await look(page, ['bsn', '群众办事难'], '2')
  await look(page, ['走读', '干部“走读”'], '3')
}

describe.skipIf(!runtime)('visits', () => {
  test('a visit is recorded by keyboard, with found, not found and could not look', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    await go(page, '#/rounds/visits')
    await page.getByRole('grid', { name: '走访列表' }).waitFor()
    await page.keyboard.press('Control+n')
    await page.getByRole('button', { name: '存走访' }).click()
    await page.getByText('没填单位。选去的单位。').first().waitFor()
    await page.keyboard.press('F8')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('visit-unitId')

    await fillVisit(page)
    const looks = page.getByRole('grid', { name: '看了什么，看到没有' })
    expect(await looks.getByRole('row').count()).toBe(4)
    expect(await looks.locator('.result-mark').allTextContents()).toEqual([
      '发现',
      '查看未发现',
      '未能看',
    ])
    // On the list itself the digits state the result of the look the arrows stand on.
    await looks.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('2')
    expect(await looks.locator('.result-mark').last().textContent()).toBe('查看未发现')
    await page.keyboard.press('3')
    await expectAccessible(page)

    await page.getByRole('button', { name: '存走访' }).click()
    const drawer = page.getByRole('dialog', { name: '和砚县' })
    await drawer.getByText('3类中发现1、查看未发现1、未能看1').waitFor()
    await drawer.getByText('未收点').waitFor()
    await expectAccessible(page)
  })

  test('a visit is not closed before each find has its problem, and is opened again with a reason', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    await go(page, '#/rounds/visits?form=new')
    await fillVisit(page)
    await page.getByRole('button', { name: '存走访' }).click()
    const drawer = page.getByRole('dialog', { name: '和砚县' })
    await drawer.getByRole('button', { name: '收点' }).click()
    await drawer.getByText('有发现，还没写问题。').waitFor()
    const write = drawer.getByRole('link', { name: '写问题' })
    expect(await write.evaluate((link) => link === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')

    await page.locator('#problem-what').fill('3号窗口半小时无人值守')
    expect(await page.locator('#problem-unitId').textContent()).toBe('和砚县')
    expect(await page.locator('#problem-problemType').textContent()).toContain('门难进')
    await page.getByRole('radio', { name: '较重' }).check()
    await page.keyboard.press('Control+Enter')
    const problem = page.getByRole('dialog', { name: /和砚县/ })
    await problem.getByText('这条由你录入，须由另一位组长或副组长坐实。').waitFor()
    await problem.getByRole('link', { name: /和砚县/ }).click()

    await drawer.getByRole('button', { name: '收点' }).click()
    await drawer.getByText('已收点').waitFor()
    await drawer.getByRole('button', { name: '重开' }).click()
    await drawer.getByRole('textbox').fill('漏记一处看点')
    await drawer.getByRole('button', { name: '重开', exact: true }).click()
    await drawer.getByText('漏记一处看点').waitFor()
    await drawer.getByText('未收点').waitFor()
  })

  test('a draft outlives the app and is offered with what differs', async ({
    xundu: first,
    dataFolder,
    onTestFinished,
  }) => {
    await openPractice(first)
    await go(first.page, '#/rounds/visits?form=new')
    await fillVisit(first.page)
    // Not even the pause after which a form is kept has passed when the app quits.
    await first.page.locator('#visit-note').fill('下雨，乡里停电')
    await first.end()

    const second = await launch(dataFolder)
    onTestFinished(() => second.end())
    const { page } = second
    await openPractice(second)
    await go(page, '#/rounds/visits?form=new')
    const offer = page.getByRole('alert').filter({ hasText: '的草稿没存定' })
    await offer.getByText(/与现在不同的是：单位、方式、告知、怎么选的、备注、看了什么/).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '恢复' }).click()
    expect(await page.locator('#visit-note').inputValue()).toBe('下雨，乡里停电')
    const looks = page.getByRole('grid', { name: '看了什么，看到没有' })
    expect(await looks.locator('.result-mark').count()).toBe(3)

    await page.getByRole('button', { name: '回列表' }).click()
    await page.getByRole('link', { name: /草稿：和砚县/ }).click()
    await page.getByRole('button', { name: '不要了' }).click()
    expect(await page.locator('#visit-note').inputValue()).toBe('')
  })

  test('the list answers its question, by keyboard', async ({ xundu, page }) => {
    await openPractice(xundu)
    await go(page, '#/rounds/visits')
    const grid = page.getByRole('grid', { name: '走访列表' })
    await page.getByText('300次走访').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Control+f')
    await page.keyboard.type('和砚县')
    await page.getByText(/^\d次走访$/).waitFor()
    await page.getByRole('button', { name: /告知/ }).first().click()
    await page.getByRole('checkbox', { name: '不打招呼' }).check()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /告知\s*不打招呼/ }).waitFor()

    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: /和砚县/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: /和砚县/ }).waitFor({ state: 'hidden' })
    expect(await grid.evaluate((list) => list === document.activeElement)).toBe(true)
  })

  test('a round that is missing is added from the form, and the visit belongs to it', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    await go(page, '#/rounds/visits?form=new')
    await page.getByRole('button', { name: '新建一轮' }).click()
    const round = page.getByRole('group', { name: '新建一轮' })
    await expect
      .poll(() => round.getByRole('spinbutton', { name: '第几轮' }).inputValue())
      .toBe('4')
    await round.getByLabel('从', { exact: true }).fill('2014-07-01')
    await page.keyboard.press('Tab')
    await round.getByLabel('到', { exact: true }).fill('2014-07-20')
    await page.keyboard.press('Tab')
    await round.getByRole('button', { name: '建这一轮' }).click()
    await round.waitFor({ state: 'detached' })

    await page.getByText('第4轮 · 7月1日–7月20日').waitFor()
    await page
      .getByText(/日期不在第4轮/)
      .first()
      .waitFor()
  })
})
