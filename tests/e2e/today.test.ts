import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'

import { expectAccessible, openPractice, runtime, test } from './fixture.ts'

/** The number before the stroke, and the one behind it: 3 / 46. */
async function figure(page: Page, title: string): Promise<readonly [number, number]> {
  const link = page.getByRole('region', { name: '全组的数' }).getByRole('link', { name: title })
  const [, count, of] = /(\d+) \/ (\d+)$/.exec((await link.textContent()) ?? '') ?? []
  return [Number(count), Number(of)]
}

describe.skipIf(!runtime)('today', () => {
  test('says what is due, and each number opens the list that it counts', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    // A practice case stands in its own time, so that what it holds is neither old nor to come.
    await page.getByRole('heading', { name: '6月30日星期一' }).waitFor()
    const todo = page.getByRole('region', { name: '要办的事' })
    await todo.getByRole('heading', { name: /^已过期/ }).waitFor()
    await expectAccessible(page)

    const [overdue, all] = await figure(page, '已过期')
    expect(overdue).toBeGreaterThan(0)
    await todo.getByRole('link', { name: `全组 ${all}` }).waitFor()
    await page
      .getByRole('region', { name: '全组的数' })
      .getByRole('link', { name: '已过期' })
      .click()
    await page
      .getByRole('status')
      .filter({ hasText: `${overdue}项` })
      .waitFor()
    await page.getByRole('button', { name: '去掉“什么时候”这一条件' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: `${all}项` })
      .waitFor()
    await expectAccessible(page)

    for (const [title, list] of [
      ['发现后超3天没提醒', '问题清单'],
      ['整改逾期', '整改台账'],
    ] as const) {
      await page.keyboard.press('Alt+1')
      await todo.waitFor()
      const [count] = await figure(page, title)
      await page
        .getByRole('region', { name: '全组的数' })
        .getByRole('link', { name: title })
        .click()
      const region = page.getByRole('region', { name: list })
      await region
        .getByRole('status')
        .filter({ hasText: new RegExp(`^${count}\\D`) })
        .waitFor()
    }
  })

  test('is worked through with the arrows, and its calendar from day to day', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    const todo = page.getByRole('region', { name: '要办的事' })
    await todo.getByRole('link', { name: /^我的/ }).click()
    await todo.locator('[aria-current="page"]').filter({ hasText: '我的' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    const first = todo.getByRole('listitem').first()
    const about = await first.locator('.due-about').textContent()
    await page.keyboard.press('Enter')
    await page
      .getByRole('dialog')
      .getByText(about ?? '')
      .first()
      .waitFor()

    await page.keyboard.press('Alt+1')
    await page.getByRole('link', { name: '日历', exact: true }).click()
    await page.getByRole('heading', { name: '2014年6月' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('PageUp')
    await page.getByRole('heading', { name: '2014年5月', exact: true }).waitFor()
    await page.keyboard.press('ArrowLeft')
    const day = page.getByRole('region', { name: '5月29日星期四' })
    await day.getByRole('link', { name: '第2轮', exact: true }).waitFor()
    const due = await day.getByRole('link', { name: /^列出这/ }).textContent()
    await day.getByRole('link', { name: /^列出这/ }).click()
    const count = /\d+/.exec(due ?? '')?.[0]
    await page
      .getByRole('status')
      .filter({ hasText: new RegExp(`^${count}项$`) })
      .waitFor()
  })
})
