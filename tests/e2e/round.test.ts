import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'

import { expectAccessible, runtime, test } from './fixture.ts'
import { go, pick } from './steps.ts'
import { keepSheet } from './recovery-sheet.ts'

const PASSPHRASE = '清早出门 沿着白龙江 走到第三个村口'

/** A case whose first member is the leader, with the tree of its province. */
async function makeCase(page: Page): Promise<void> {
  await page.getByText('从这里开始').waitFor()
  await page.getByRole('button', { name: /新建案卷/ }).click()
  await page.getByLabel('案卷名称').fill('甘肃省')
  await page.getByLabel('本组名称').fill('中央第三巡回督导组')
  await page.getByLabel('我的姓名').fill('周怀远')
  await page.getByLabel('组内职务').click()
  await page.locator('.ant-select-item-option:visible', { hasText: /^组长$/ }).click()
  await page.getByLabel('口令', { exact: true }).fill(PASSPHRASE)
  await page.getByText('强度：强。').waitFor()
  await page.getByLabel('再输一遍口令').fill(PASSPHRASE)
  await page.getByLabel('本案卷不录入国家秘密').check()
  await page.getByRole('button', { name: '建案卷' }).click()
  await keepSheet(page)
  await go(page, '#/units')
  await page.getByText('甘肃省：14个市州、86个县（市、区）').waitFor()
  await page.getByRole('button', { name: '建省市县' }).click()
  await page.getByText('共101个单位').waitFor()
}

/** Drafts a round of four days with one unit, by keyboard where there is something to type. */
async function draftRound(page: Page): Promise<void> {
  await go(page, '#/rounds')
  await page.getByText('还没有轮次').waitFor()
  await page.keyboard.press('Control+n')
  await page.locator('#round-purpose').waitFor()
  await page.keyboard.type('看窗口服务')
  await page.locator('#round-fromOn').fill('2014-06-03')
  await page.keyboard.press('Tab')
  await page.locator('#round-toOn').fill('2014-06-06')
  await page.keyboard.press('Tab')
  await page.locator('#round-leadMemberId').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.locator('#round-team-members-0').focus()
  await pick(page, '周怀远', '周怀远')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '加一个单位' }).click()
  await pick(page, '皋兰县', '皋兰县')
  const row = page.getByRole('group', { name: '第1个单位' })
  await row.getByRole('combobox', { name: '为什么去' }).click()
  await page.locator('.ant-select-item-option:visible', { hasText: '没到过' }).click()
  await row.getByRole('combobox', { name: '告知' }).click()
  await page.locator('.ant-select-item-option:visible', { hasText: '不打招呼' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: '存这一轮' }).click()
  await page.locator('.round-sheet').waitFor()
}

/** A visit of the round that found nothing, closed at once with what is noted about it. */
async function makeVisit(page: Page): Promise<void> {
  await go(page, '#/rounds/visits?form=new')
  await page.locator('#visit-unitId').waitFor()
  await pick(page, '皋兰县', '皋兰县')
  await page.locator('#visit-startedOn').fill('2014-06-04')
  await page.keyboard.press('Tab')
  await page.locator('#visit-method').focus()
  await pick(page, '体验', '体验办事')
  await page.getByRole('radio', { name: '不打招呼' }).check()
  await page.getByRole('radio', { name: '抽签' }).check()
  const entry = page.getByRole('group', { name: '下一条' })
  await entry.getByRole('combobox', { name: '性质' }).click()
  await page.locator('.ant-select-item-option:visible', { hasText: '实效' }).click()
  await page.locator('#visit-entry').focus()
  await pick(page, 'T02', '门难进')
  await entry.getByRole('radio').first().focus()
  await page.keyboard.press('2')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: '存走访' }).click()
}

describe.skipIf(!runtime)('rounds', () => {
  test('a round goes from its plan to its file, past what is in the way at each level', async ({
    page,
  }) => {
    await makeCase(page)
    await draftRound(page)
    const step = (name: string) =>
      page.locator('.round-steps').getByRole('button', { name, exact: true })
    // W: one unit, and no spot study among them.
    await step('集体商定').click()
    await page.getByText('1个单位里没有蹲点。').waitFor()
    await page.getByRole('button', { name: '已阅' }).click()
    await page.getByText('周怀远 已阅').waitFor()
    await page.getByRole('button', { name: '集体商定：就这样办' }).click()
    await step('组长批准').click()
    await step('出队实施').click()
    await step('收队').waitFor()

    await makeVisit(page)
    const drawer = page.getByRole('dialog', { name: '皋兰县' })
    await drawer.getByRole('button', { name: '加一处看点' }).click()
    await page.keyboard.type('退件登记台')
    await drawer.getByRole('button', { name: '存现场情况' }).click()
    await drawer.getByText('没有改动').waitFor()

    // H: nights without a lodging, and a visit that is still open.
    await go(page, '#/rounds')
    await page.getByRole('link', { name: '第1轮' }).click()
    await step('收队').click()
    await page.getByText('3人夜中有3人夜没填住在哪里。').waitFor()
    await page.getByText('有1次走访没有收点。').waitFor()
    await page.locator('.step-verdict').getByRole('link', { name: '皋兰县' }).click()
    // H of the visit: a site without its two codes leads to where they are stated.
    await drawer.getByRole('button', { name: '收点：看还差什么' }).click()
    await drawer.getByText('看点没填全：退件登记台。').waitFor()
    await drawer.getByRole('button', { name: '去填看点' }).click()
    await drawer.getByRole('combobox', { name: '前院后院' }).click()
    await page.locator('.ant-select-item-option:visible', { hasText: '后院' }).click()
    await drawer.getByRole('combobox', { name: '谁提的' }).click()
    await page.locator('.ant-select-item-option:visible', { hasText: '群众' }).click()
    await drawer.getByRole('button', { name: '存现场情况' }).click()
    await drawer.getByRole('button', { name: '收点', exact: true }).click()
    await drawer.getByText('已收点').waitFor()

    // Three nights by three strokes: the first stated, the others filled to the end.
    await go(page, '#/rounds')
    await page.getByRole('link', { name: '第1轮' }).click()
    const nights = page.getByRole('grid', { name: '每天住在哪里' })
    await nights.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('1')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Shift+End')
    await page.getByText('该填3人夜，已填3').waitFor()
    expect(await nights.getByRole('gridcell').allTextContents()).toEqual([
      '省会',
      '省会',
      '省会',
      '—',
    ])
    await expectAccessible(page)

    // J: all nights in the capital and no day at the front line wait for the leader's reasons.
    await step('收队').click()
    const asked = page.getByRole('group', { name: '须说明' })
    for (const left of [2, 1]) {
      await expect.poll(() => asked.count()).toBe(left)
      await asked.first().getByRole('textbox').fill('汛期道路中断，改在省里查卷')
      await asked.first().getByRole('button', { name: '写定理由' }).click()
    }
    await page.getByRole('button', { name: '收队：就这样办' }).click()
    await step('小结归档').click()
    await page.getByRole('button', { name: '去写小结' }).click()
    await page.keyboard.type('到皋兰县一处，窗口有人。')
    await page.getByRole('button', { name: '存小结' }).click()
    await page.getByRole('button', { name: '小结归档：就这样办' }).click()
    await page.locator('.page-query').getByText('小结归档').waitFor()
    await page
      .getByText(/组长理由：汛期道路中断/)
      .first()
      .waitFor()
    await expectAccessible(page)
  })

  test('rounds are read as a list and as a board', async ({ xundu, page }) => {
    await xundu.electron.evaluate(({ Menu }) => {
      Menu.getApplicationMenu()?.getMenuItemById('practice')?.click()
    })
    await page.locator('.shell').waitFor()
    await go(page, '#/rounds/visits')
    await page.getByRole('link', { name: '轮次', exact: true }).click()
    await page.getByRole('link', { name: '第3轮' }).waitFor()
    await page.getByRole('radio', { name: '看板' }).check()
    const filed = page.getByRole('region', { name: '小结归档' })
    await filed.getByRole('link', { name: /第1轮/ }).waitFor()
    await expectAccessible(page)
    await filed.getByRole('link', { name: /第1轮/ }).click()
    await page.getByText('按层级的人日').waitFor()
    expect(await page.locator('.round-steps').count()).toBe(0)
  })
})
