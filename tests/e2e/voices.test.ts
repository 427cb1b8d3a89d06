import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'

import { expectAccessible, openPractice, runtime, test } from './fixture.ts'
import { go, pick } from './steps.ts'

const WORDS = '跑了四趟，最后一趟说章盖歪了，重来。'
const HEARD_ANEW = '跑了十趟，最后一趟说章盖歪了，重来。'

/** Seals what a herdsman said face to face, without the mouse; tells its number. */
async function sealOne(page: Page): Promise<string> {
  await page.locator('#opinion-verbatim').waitFor()
  await page.keyboard.type(WORDS)
  await page.keyboard.press('Tab')
  await pick(page, '基层', '基层群众')
  await page.locator('#opinion-channel').focus()
  await pick(page, '面对面', '面对面')
  await page.locator('#opinion-unitId').focus()
  await pick(page, '和砚县', '和砚县')
  await page.keyboard.press('Control+Enter')
  await page.getByText('直接听取的没填时间。填几点听到的。').first().waitFor()
  await page.locator('#opinion-heardTime').fill('09:20')
  await page.locator('#opinion-place').focus()
  await page.keyboard.type('大厅门口')
  await page.keyboard.press('Control+Enter')
  const told = (await page.getByText(/^第\d+条已存定/).textContent()) ?? ''
  return /\d+/.exec(told)?.[0] ?? ''
}

/** What the bridge answers to a call that no button makes. */
async function outcomeOf(page: Page, name: string, input: unknown): Promise<string> {
  const reply = await page.evaluate(([entry, given]) => window.xundu.call(entry, given), [
    name,
    input,
  ] as const)
  return reply.ok ? 'done' : `${reply.code} ${reply.reasons.map(({ code }) => code).join(' ')}`
}

async function idOf(page: Page, no: string): Promise<string> {
  await page.getByRole('grid', { name: '意见清单' }).waitFor()
  await page.keyboard.press('Control+f')
  await page.keyboard.type(no)
  await page.getByText('1条意见', { exact: true }).waitFor()
  await page.getByRole('grid', { name: '意见清单' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: `意见#${no}` }).waitFor()
  return page.evaluate(() => /open=([^&]+)/.exec(location.hash)?.[1] ?? '')
}

describe.skipIf(!runtime)('voices', () => {
  test('words are sealed with a warning, changed by no path, and corrected by a second record', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    await go(page, '#/voices')
    await page.getByRole('grid', { name: '意见清单' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Control+n')
    await page.getByText(/存定后不能改、不能删/).waitFor()
    const no = await sealOne(page)
    await expectAccessible(page)
    expect(await page.locator('#opinion-verbatim').inputValue()).toBe('')
    await page.getByRole('button', { name: '回列表' }).click()

    const id = await idOf(page, no)
    const drawer = page.getByRole('dialog', { name: `意见#${no}` })
    await drawer.getByText('已存定，原话不能改。').waitFor()
    await expectAccessible(page)
    expect(await drawer.locator('textarea').count()).toBe(0)
    expect(await drawer.getByRole('button', { name: /^(改|改原话|编辑|删|删除)$/ }).count()).toBe(0)
    for (const name of ['opinion.save', 'opinion.edit', 'opinion.delete', 'opinion.unseal']) {
      expect(await outcomeOf(page, name, { id, verbatim: '改' })).toMatch(/call\.unknown/)
    }
    // The one door that writes words takes no id.
    expect(await outcomeOf(page, 'opinion.seal', { id, verbatim: '改' })).toMatch(/call\.malformed/)

    await drawer.getByRole('button', { name: '听错了，另记更正' }).click()
    await page.locator('#opinion-verbatim').fill(HEARD_ANEW)
    await page.keyboard.press('Control+Enter')
    const newer = page.getByRole('dialog', { name: `意见#${Number(no) + 1}` })
    await newer.locator('.opinion-words', { hasText: HEARD_ANEW }).waitFor()
    await newer.getByText(`更正了第${no}条：`).waitFor()
    await newer.locator('q', { hasText: WORDS }).waitFor()

    await newer.getByRole('combobox', { name: '归到哪一类' }).focus()
    await pick(page, 'T02', '门难进')
    await newer.getByRole('button', { name: '去掉' }).waitFor()
    await newer.getByRole('textbox', { name: '这件事叫什么' }).fill('盖一个章跑十趟')
    await page.keyboard.press('Enter')
    await newer.getByRole('button', { name: '移出' }).waitFor()
    await newer.getByText('盖一个章跑十趟').waitFor()
  })

  test('a part of the words is coded by keys, and the last code is taken back', async ({
    xundu,
    page,
  }) => {
    await openPractice(xundu)
    await go(page, '#/voices/coding')
    await page.getByRole('textbox', { name: '原话' }).focus()
    for (const _ of '四个字啊') await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('4')
    await pick(page, 'bsn', '群众办事难')
    const words = page.getByRole('textbox', { name: '原话' })
    await words.locator('[data-label="T18"]', { hasText: /^.{4}$/ }).waitFor()
    await page.getByText(/群众办事难 求助/).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Control+z')
    await page.getByText('还没归类。').waitFor()
    const before = await words.textContent()
    await page.keyboard.press('j')
    await expect.poll(() => words.textContent()).not.toBe(before)

    await go(page, '#/voices/clusters')
    await page.getByRole('button', { name: /盖一个章跑四趟/ }).click()
    const voice = page.getByRole('listitem').filter({ hasText: '每趟少一样，最后一趟' })
    await voice.getByRole('button', { name: '移出' }).click()
    await page.getByText('3条意见，算一件').nth(1).waitFor()
    await page.getByRole('button', { name: '归到“盖一个章跑四趟”' }).first().click()
    await page.getByText('4条意见，算一件').waitFor()
    await expectAccessible(page)
  })
})
