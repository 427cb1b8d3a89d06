import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'

import { inspectCase } from '#db/engine/inspect-case.ts'

import { expectAccessible, launch, openPractice, runtime, test } from './fixture.ts'
import { go } from './steps.ts'
import { keepSheet, printedGroups, typeBack } from './recovery-sheet.ts'

const PASSPHRASE = '清早出门 沿着白龙江 走到第三个村口'
const CHANGED = '山梁 羊圈 油灯 磨盘 春雨 炊饼'
const BY_SHEET = '渡口 芦苇 木船 竹篙 蓑衣 晨雾'
const WRONG = '清早出门 沿着白龙江 走到第四个村口'

/** A new case of one member, and the page where its first recovery sheet is made. */
async function makeCase(page: Page): Promise<void> {
  await page.getByRole('button', { name: /新建案卷/ }).click()
  await page.getByLabel('案卷名称').fill('云岭省')
  await page.getByLabel('本组名称').fill('中央第九巡回督导组')
  await page.getByLabel('我的姓名').fill('林若川')
  await page.getByLabel('口令', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('再输一遍口令').fill(PASSPHRASE)
  await page.getByLabel('本案卷不录入国家秘密').check()
  await page.getByRole('button', { name: '建案卷' }).click()
  await page.getByRole('heading', { name: '恢复单' }).waitFor()
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l')
  await page.locator('#unlock-passphrase').waitFor()
}

async function unlock(page: Page, name: string, passphrase: string): Promise<void> {
  await page.locator('#unlock-member').click()
  await page.locator('.ant-select-item-option', { hasText: name }).click()
  await page.locator('#unlock-passphrase').fill(passphrase)
  await page.keyboard.press('Enter')
}

async function showKeys(page: Page): Promise<void> {
  await page.locator('.shell').waitFor()
  await go(page, '#/case/keys')
}

/** Adds 周望舒 under six words by chance; the answer is what stands on the slip. */
async function addMember(page: Page): Promise<string> {
  await page.getByRole('button', { name: '加成员…' }).click()
  await page.getByText('他看过、拷走的收不回').waitFor()
  await page.getByLabel('姓名').fill('周望舒')
  await page.getByLabel('我的口令').fill(PASSPHRASE)
  await expectAccessible(page)
  await page.getByRole('button', { name: '加成员', exact: true }).click()
  await page.getByText('周望舒现在能打开案卷。把口令当面交给本人。').waitFor()
  const words = await page.locator('.vault-words b').allTextContents()
  await expectAccessible(page)
  await page.getByRole('button', { name: '记下了，关掉' }).click()
  return words.join(' ')
}

/** Keeps every step of a change of keys that the page is told of. */
async function hearProgress(page: Page): Promise<void> {
  await page.evaluate(() => {
    const heard: number[] = []
    Object.assign(window, { heard })
    window.xundu.onEvent((event) => {
      if (event.event === 'progress' && event.call === 'keys.removeMember') heard.push(event.done)
    })
  })
}

function logOf(dataFolder: string): string {
  return readFileSync(join(dataFolder, 'logs/xundu.log'), 'utf8')
}

describe.skipIf(!runtime)('the keys of a case', () => {
  test('a sheet, a second member, a new passphrase, the sheet in need, and a member removed', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await makeCase(page)
    await expectAccessible(page)
    const sheet = await keepSheet(page)
    expect(sheet.replaceAll(' ', '')).toMatch(/^[A-Z0-9]{58}$/)
    await page.getByText('现在1人各凭自己的口令能打开这个案卷。').waitFor()
    await page.getByText(/有恢复单，核对号 [0-9a-f ]{19}。/).waitFor()
    await expectAccessible(page)

    const words = await addMember(page)
    expect(words.split(' ')).toHaveLength(6)
    await page.getByText('现在2人各凭自己的口令能打开这个案卷。').waitFor()

    await lock(page)
    await unlock(page, '周望舒', words)
    await showKeys(page)
    await page.getByText('周望舒（我）').waitFor()

    await page.getByRole('button', { name: '改口令…' }).click()
    await page.getByRole('radio', { name: '自己定' }).check()
    await page.getByLabel('新口令', { exact: true }).fill(CHANGED)
    await page.getByLabel('再输一遍口令').fill(CHANGED)
    await page.getByLabel('现在的口令').fill(CHANGED)
    await page.getByRole('button', { name: '改口令', exact: true }).click()
    await page.getByText('口令不对，案卷没有动。').waitFor()
    await page.getByLabel('现在的口令').fill(words)
    await page.getByRole('button', { name: '改口令', exact: true }).click()
    await page.getByText('口令已改，旧口令打不开了。').waitFor()

    await lock(page)
    await unlock(page, '林若川', PASSPHRASE)
    await showKeys(page)
    await page.getByText('林若川（我）').waitFor()
    const folder = join(dataFolder, 'cases', readdirSync(join(dataFolder, 'cases'))[0] ?? '')
    await page
      .getByRole('row', { name: /周望舒/ })
      .getByRole('button', { name: '移除…' })
      .click()
    await page.getByText('被移除的人已看过、已拷走的内容无法收回。').waitFor()
    await expectAccessible(page)
    await page.getByLabel('我的口令').fill(PASSPHRASE)
    await hearProgress(page)
    await page.getByRole('button', { name: '移除，换钥匙' }).click()
    await page.getByText('周望舒已移除，他的口令打不开案卷了。').waitFor({ timeout: 60_000 })
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(['case-2.db'])
    expect(await page.evaluate(() => Reflect.get(window, 'heard'))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ])
    expect(inspectCase(folder).members.map(({ name }) => name)).toEqual(['林若川'])
    // The case goes on with the new keys.
    await go(page, '#/case/history')
    await page.getByRole('main').getByRole('link', { name: '核验案卷' }).click()
    await page.locator('#verify-own').fill(PASSPHRASE)
    await page.getByRole('button', { name: '开始核验' }).click()
    await page.getByRole('heading', { name: '核验完毕，没有发现问题' }).waitFor({ timeout: 60_000 })

    await lock(page)
    await page.locator('#unlock-member').click()
    await page.locator('.ant-select-item-option', { hasText: '林若川' }).waitFor()
    expect(await page.locator('.ant-select-item-option').allTextContents()).toEqual([
      '林若川 · 成员',
    ])
    await page.keyboard.press('Escape')
    await unlock(page, '林若川', CHANGED)
    await page.getByText('口令不对，案卷没有动。').waitFor()

    await page.getByRole('button', { name: '用恢复单打开' }).click()
    await page.getByLabel('我的新口令').fill(BY_SHEET)
    await page.getByLabel('再输一遍口令').fill(BY_SHEET)
    const last = sheet.slice(-1)
    await page.getByLabel('恢复单上的十五组').fill(sheet.slice(0, -1) + (last === 'Q' ? 'P' : 'Q'))
    await page.getByRole('button', { name: '打开', exact: true }).click()
    await page.getByText('恢复单有字符输错了，校验不过，案卷没有动。').waitFor()
    await expectAccessible(page)
    await page.getByLabel('恢复单上的十五组').fill(sheet.toLowerCase())
    await page.getByRole('button', { name: '打开', exact: true }).click()
    await page.locator('.shell').waitFor()

    await lock(page)
    await unlock(page, '林若川', PASSPHRASE)
    await page.getByText('口令不对，案卷没有动。').waitFor()
    await unlock(page, '林若川', BY_SHEET)
    await page.locator('.shell').waitFor()

    await xundu.end()
    const log = logOf(dataFolder)
    for (const event of ['sheet-kept', 'member-added', 'member-removed', 'opened-with-sheet'])
      expect(log).toContain(`"${event}"`)
    for (const secret of [words.split(' ')[0] ?? '', sheet.slice(0, 9), PASSPHRASE, '周望舒'])
      expect(log).not.toContain(secret)
  })

  test('a sheet that is typed back wrong does not count, and can wait', async ({ page }) => {
    await makeCase(page)
    await page.getByRole('button', { name: '做一张' }).click()
    const groups = await printedGroups(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
    expect(await page.locator('.vault-groups').isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: '已印好，照纸输三组' }).click()
    expect(await page.content()).not.toContain(groups[0])
    await typeBack(
      page,
      groups.map(() => 'QQQQ'),
    )
    await page.getByText(/和纸上不一样，恢复单还不算数。/).waitFor()
    await page.getByRole('button', { name: '回去看恢复单' }).click()
    await page.getByRole('button', { name: '以后再做' }).click()
    await page.getByText('还没有恢复单。口令都忘了，案卷就再也打不开。').waitFor()

    // Right after it was made the case asks for no passphrase; once opened anew it does.
    await go(page, '#/case/keys?sheet=first')
    await page.getByRole('button', { name: '做一张' }).waitFor()
    await lock(page)
    await page.getByRole('button', { name: '用恢复单打开' }).click()
    await page.getByText('这个案卷没有做过恢复单，只有口令能打开。').waitFor()
    await page.getByRole('button', { name: '回去输口令' }).click()
    await unlock(page, '林若川', PASSPHRASE)
    await page.getByRole('button', { name: '做一张' }).click()
    await page.getByText('案卷重新打开过，做恢复单要先输我的口令。').waitFor()
    await page.getByLabel('我的口令').fill(PASSPHRASE)
    await keepSheet(page)
  })

  test('wrong tries make the next one wait, over a restart', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await makeCase(page)
    await page.getByRole('button', { name: '以后再做' }).click()
    await lock(page)
    await unlock(page, '林若川', WRONG)
    await page.getByText('口令不对，案卷没有动。').waitFor()
    expect(await page.getByText(/秒后可再试/).count()).toBe(0)
    await xundu.end()

    const path = join(dataFolder, 'tries.json')
    const kept = JSON.parse(readFileSync(path, 'utf8'))
    expect(kept.tries).toMatchObject([{ wrong: 1 }])
    kept.tries[0].wrong = 10
    kept.tries[0].at = 0
    writeFileSync(path, JSON.stringify(kept))

    const second = await launch(dataFolder)
    await second.page.locator('#unlock-passphrase').waitFor()
    await unlock(second.page, '林若川', WRONG)
    await second.page.getByText(/^已错11次，\d+秒后可再试。$/).waitFor()
    await expectAccessible(second.page)
    await second.end()

    const third = await launch(dataFolder)
    await third.page.locator('#unlock-passphrase').waitFor()
    await unlock(third.page, '林若川', PASSPHRASE)
    await third.page.getByText(/^已错11次，\d+秒后可再试。$/).waitFor()
    expect(await third.page.locator('.shell').count()).toBe(0)
    await third.end()
    expect(logOf(dataFolder)).toMatch(/"passphrase-wrong","tries":11,"wait":60/)
  })

  test('a practice case says that it has no keys', async ({ xundu, page }) => {
    await openPractice(xundu)
    await go(page, '#/case/keys')
    await page.getByText('演练案卷不用口令，谁都能打开，没有钥匙可管。').waitFor()
    await expectAccessible(page)
    expect(await page.getByRole('button', { name: /加成员|恢复单/ }).count()).toBe(0)
  })
})
