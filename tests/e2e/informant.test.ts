import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import { PRACTICE_SECOND } from '#db/informant/contract.ts'

import { clickMenu, expectAccessible, openPractice, test, type Xundu } from './fixture.ts'
import { go } from './steps.ts'

const PERSON = '甄标记'
const PHONE = '13987654321'
const PASSPHRASE = '清早出门 沿着白龙江 走到第三个村口'

async function openPart(page: Page, part: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/case/informants?part=${part}`)
  await page.locator('.informant-parts .ant-tabs-tab-active').waitFor()
}

/** Writes who spoke into a form and seals it; the answer is the code. */
async function seal(page: Page): Promise<string> {
  await page.getByLabel('姓名').fill(PERSON)
  await page.getByLabel('电话').fill(PHONE)
  await page.getByRole('button', { name: '封存' }).click()
  const code = await page.locator('.informant-code').textContent()
  return code ?? ''
}

async function look(page: Page, code: string, passphrase: string): Promise<void> {
  await page.getByRole('button', { name: `看${code}是谁` }).click()
  await page.getByLabel('事由').fill('回访核实')
  await page.getByLabel('我的第二口令').fill(passphrase)
  await page.getByRole('button', { name: '打开', exact: true }).click()
}

async function sealAndLook({ page, ...xundu }: Xundu): Promise<string> {
  await openPractice({ page, ...xundu })
  await openPart(page, 'people')
  const code = await seal(page)
  await look(page, code, PRACTICE_SECOND)
  await page.locator('.informant-shown').waitFor()
  return code
}

function shownText(page: Page): Promise<string> {
  return page.locator('body').innerText()
}

test('谁反映的当场封存，列表里只有代号', async ({ xundu, page }) => {
  await openPractice(xundu)
  await page.keyboard.press('Alt+9')
  await page.getByRole('link', { name: '保密栏' }).click()
  await page.getByRole('rowheader', { name: '甲-0003' }).waitFor()
  await expectAccessible(page)
  const code = await seal(page)
  expect(code).toBe('甲-0004')
  expect(await shownText(page)).not.toContain(PERSON)
  await page.getByRole('button', { name: '再登记一个' }).click()
  expect(await page.getByLabel('姓名').inputValue()).toBe('')
  await page.getByRole('rowheader', { name: code }).waitFor()
  expect(await shownText(page)).not.toContain(PERSON)
})

test('持有人凭第二口令和事由看，看一次记一次', async ({ xundu, page }) => {
  await openPractice(xundu)
  await openPart(page, 'people')
  const code = await seal(page)
  await look(page, code, '不对的口令不对的口令')
  await page.getByText('第二口令不对，没有打开，已记下').waitFor()
  await expectAccessible(page)
  await page.getByLabel('我的第二口令').fill(PRACTICE_SECOND)
  await page.getByRole('button', { name: '打开', exact: true }).click()
  const shown = page.locator('.informant-shown')
  await shown.getByText(PERSON).waitFor()
  expect(await shown.innerText()).toContain(PHONE)
  expect(await shown.getByRole('timer').innerText()).toMatch(/^还剩\d+秒$/)
  const mark = await shown.locator('.informant-marks > span').first().getAttribute('data-mark')
  expect(mark).toMatch(/^演练人员 · .+ · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  await expectAccessible(page)
  await page.getByRole('button', { name: '看完，收起' }).click()
  expect(await shownText(page)).not.toContain(PERSON)
  await openPart(page, 'openings')
  const rows = page.locator('.informant-table tbody tr')
  await rows.nth(1).waitFor()
  const [last, before] = await rows.allInnerTexts()
  expect(last).toMatch(new RegExp(`演练人员\\s+看\\s+${code}\\s+回访核实\\s+打开了\\s+本机`))
  expect(before).toMatch(new RegExp(`演练人员\\s+看\\s+${code}\\s+回访核实\\s+口令不对\\s+本机`))
  await expectAccessible(page)
})

test('显示一分钟就收起；不能选、不能复制、不能打印', async ({ xundu, page }) => {
  await openPractice(xundu)
  await openPart(page, 'people')
  const code = await seal(page)
  await page.clock.install()
  await look(page, code, PRACTICE_SECOND)
  const shown = page.locator('.informant-shown')
  await shown.waitFor()
  expect(await shown.evaluate((element) => getComputedStyle(element).userSelect)).toBe('none')
  const stopped = await shown.evaluate((element) =>
    ['copy', 'cut', 'contextmenu', 'dragstart', 'selectstart'].map(
      (type) => !element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true })),
    ),
  )
  expect(stopped).toEqual([true, true, true, true, true])
  await page.emulateMedia({ media: 'print' })
  expect(await shown.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })
  await page.clock.fastForward(59_000)
  expect(await shown.isVisible()).toBe(true)
  await page.clock.fastForward(1500)
  await shown.waitFor({ state: 'detached' })
  expect(await shownText(page)).not.toContain(PERSON)
})

test('离开这页就收起', async ({ xundu, page }) => {
  await sealAndLook(xundu)
  await go(page, '#/units')
  await page.locator('.informant-shown').waitFor({ state: 'detached' })
  await openPart(page, 'people')
  expect(await page.locator('.informant-shown').count()).toBe(0)
})

test('锁定就收起，什么也不留', async ({ xundu, page, dataFolder }) => {
  await sealAndLook(xundu)
  await clickMenu(xundu.electron, 'lock')
  await page.locator('.start').waitFor()
  expect(await shownText(page)).not.toContain(PERSON)
  await xundu.end()
  const files = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dataFolder, name))
    .filter((path) => statSync(path).isFile())
  const holding = files.filter((path) => {
    const bytes = readFileSync(path)
    return [PERSON, PHONE].some(
      (text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')),
    )
  })
  expect(holding).toEqual([])
})

test('销毁要再输代号，销毁后只剩何时、谁、为什么', async ({ xundu, page }) => {
  await openPractice(xundu)
  await openPart(page, 'people')
  await page.getByRole('button', { name: '销毁甲-0002' }).click()
  await expectAccessible(page)
  await page.getByLabel('事由').fill('本人要求撤回')
  await page.getByLabel('再输一遍代号').fill('甲-0003')
  await page.getByLabel('我的第二口令').fill(PRACTICE_SECOND)
  const step = page.getByRole('button', { name: '销毁', exact: true })
  await step.click()
  await page.getByText('输的不是甲-0002，没有销毁').waitFor()
  await page.getByLabel('再输一遍代号').fill('甲0002')
  await step.click()
  await page.getByText('甲-0002已销毁').waitFor()
  const row = page.getByRole('row', { name: '甲-0002' })
  expect(await row.innerText()).toMatch(/演练人员于.+销毁：本人要求撤回/)
  expect(await row.getByRole('button').count()).toBe(0)
})

test('在问题旁边登记，问题里只有代号；同一个人可以关联', async ({ xundu, page }) => {
  await openPractice(xundu)
  await go(page, '#/problems')
  await page.getByRole('grid').getByRole('row').nth(4).click()
  const part = page.locator('.informant-part')
  await part.getByRole('button', { name: '登记…' }).click()
  const dialog = page.getByRole('dialog', { name: '登记反映人' })
  await dialog.waitFor()
  await expectAccessible(page)
  const code = await seal(page)
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await part.getByText(code).waitFor()
  await part.getByRole('button', { name: '登记…' }).click()
  await dialog.getByLabel('同一个人已登记过').fill('甲0001')
  await dialog.getByRole('button', { name: '关联' }).click()
  await part.getByText('甲-0001').waitFor()
  expect(await shownText(page)).not.toContain(PERSON)
})

test('问题里写了电话、身份证号，提示移到保密栏，不拦着存', async ({ xundu, page }) => {
  await openPractice(xundu)
  await go(page, '#/problems?form=new')
  const what = page.locator('#problem-what')
  await what.fill('群众反映窗口午间无人值守')
  expect(await page.getByText('文字里像有').count()).toBe(0)
  await what.fill(`群众反映窗口午间无人值守，电话${PHONE}，身份证11010519491231002X`)
  await page.getByText('文字里像有身份证号、电话号码').waitFor()
  await expectAccessible(page)
})

test('上级管的信只登记信封，移交一次', async ({ xundu, page }) => {
  await openPractice(xundu)
  await openPart(page, 'envelopes')
  await page.getByLabel('封条号').fill('封 0042')
  await page.getByLabel('谁保管').fill('沈秋实')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText('已登记，编号 1。').waitFor()
  await page.getByRole('button', { name: '移交1号' }).click()
  await expectAccessible(page)
  await page.getByLabel('移交给谁').fill('省纪委信访室')
  await page.getByRole('button', { name: '移交', exact: true }).click()
  await page.getByRole('cell', { name: /省纪委信访室$/ }).waitFor()
  expect(await page.getByRole('button', { name: '移交1号' }).count()).toBe(0)
  await expectAccessible(page)
})

test('谁能看：持有人改第二口令，旧的打不开', async ({ xundu, page }) => {
  await openPractice(xundu)
  await openPart(page, 'holders')
  await expectAccessible(page)
  await page.getByRole('button', { name: '改第二口令…' }).click()
  await page.getByLabel('自己定').check()
  const changed = '石磨豆浆窗花腊月铜壶棉鞋'
  await page.getByLabel('新口令', { exact: true }).fill(changed)
  await page.getByLabel('再输一遍').fill(changed)
  await page.getByLabel('我的第二口令').fill(PRACTICE_SECOND)
  await expectAccessible(page)
  await page.getByRole('button', { name: '改第二口令', exact: true }).click()
  await page.getByText('第二口令已改。').waitFor()
  await openPart(page, 'people')
  await look(page, '甲-0001', PRACTICE_SECOND)
  await page.getByText('第二口令不对').waitFor()
})

test('真案卷由组长设保密栏，没设以前不能登记', async ({ page }) => {
  await page.getByRole('button', { name: /新建案卷/ }).click()
  await page.getByLabel('案卷名称').fill('云岭省')
  await page.getByLabel('本组名称').fill('中央第九巡回督导组')
  await page.getByLabel('我的姓名').fill('林若川')
  await page.getByLabel('组内职务').click()
  await page.locator('.ant-select-item-option', { hasText: /^组长$/ }).click()
  await page.getByLabel('口令', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('再输一遍口令').fill(PASSPHRASE)
  await page.getByLabel('本案卷不录入国家秘密').check()
  await page.getByRole('button', { name: '建案卷' }).click()
  await page.getByRole('heading', { name: '恢复单' }).waitFor()
  await page.keyboard.press('Alt+9')
  await page.getByRole('link', { name: '保密栏' }).click()
  await page.getByRole('heading', { name: '设保密栏' }).waitFor()
  expect(await page.getByLabel('姓名').count()).toBe(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: '设保密栏' }).click()
  const words = page.locator('.vault-words b')
  await words.last().waitFor()
  const second = (await words.allTextContents()).join(' ')
  await expectAccessible(page)
  await page.getByRole('button', { name: '记下了，关掉' }).click()
  const code = await seal(page)
  await look(page, code, PASSPHRASE)
  await page.getByText('第二口令不对').waitFor()
  await page.getByLabel('我的第二口令').fill(second)
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.locator('.informant-shown').getByText(PERSON).waitFor()
})
