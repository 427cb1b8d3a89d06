import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import { expectAccessible, launch, openPractice, test } from './fixture.ts'
import { go } from './steps.ts'

const PASSPHRASE = '清早出门 沿着白龙江 走到第三个村口'
const WHOLE = '核验完毕，没有发现问题'

async function showVerify(page: Page): Promise<void> {
  await page.locator('.shell').waitFor()
  await go(page, '#/case/verify')
  await page.getByRole('button', { name: '开始核验' }).waitFor()
}

function caseFolder(dataFolder: string): string {
  const parent = join(dataFolder, 'practice')
  const name = readdirSync(parent).find((each) => each.endsWith('.xundu')) ?? ''
  return join(parent, name)
}

test('案卷核验一遍，报告说清核了什么；抄下的短码以后能对上', async ({
  xundu,
  page,
  dataFolder,
}) => {
  await openPractice(xundu)
  await showVerify(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.getByRole('heading', { name: WHOLE }).waitFor()
  await expectAccessible(page)
  const rows = await page.locator('.verify-table').first().locator('tbody tr').allTextContents()
  expect(rows).toHaveLength(9)
  expect(rows.filter((row) => row.includes('没有发现问题'))).toHaveLength(8)
  expect(rows[4]).toMatch(/\d+个签名有效，0次改动早于签名，签名钥1把/)
  expect(readdirSync(caseFolder(dataFolder)).filter((name) => name.startsWith('case-0'))).toEqual(
    [],
  )

  const code = (await page.locator('.verify-groups').textContent()) ?? ''
  expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4} ){11}[2-9A-HJKMNP-Z]{4}$/)
  await page.getByRole('button', { name: '再核一次' }).click()
  const field = page.getByLabel('纸上的短码（可不填）')
  const wrong = (code.startsWith('2') ? '3' : '2') + code.slice(1)
  await field.fill(wrong)
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.getByText('短码第1组输错了。对着纸改这几组。').waitFor()
  await field.fill(code.toLowerCase().replaceAll(' ', ''))
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.getByText('纸上的短码对得上').waitFor()
})

test('真案卷先问口令：输错的说出来、不开始；输对了才核验，签名都算数', async ({ page }) => {
  await page.getByRole('button', { name: /新建案卷/ }).click()
  await page.getByLabel('案卷名称').fill('云岭省')
  await page.getByLabel('本组名称').fill('中央第九巡回督导组')
  await page.getByLabel('我的姓名').fill('林若川')
  await page.getByLabel('口令', { exact: true }).fill(PASSPHRASE)
  await page.getByLabel('再输一遍口令').fill(PASSPHRASE)
  await page.getByLabel('本案卷不录入国家秘密').check()
  await page.getByRole('button', { name: '建案卷' }).click()
  await page.getByRole('heading', { name: '恢复单' }).waitFor()
  await showVerify(page)
  await page.locator('#verify-own').fill(`${PASSPHRASE}错`)
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.getByText(/口令不对|口令不正确/).waitFor()
  await page.locator('#verify-own').fill(PASSPHRASE)
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.getByRole('heading', { name: WHOLE }).waitFor()
  await page.getByText(/\d+个签名有效，0次改动早于签名/).waitFor()
})

test('核验到一半能停，案卷照常能用，也不留下副本', async ({ xundu, page, dataFolder }) => {
  await openPractice(xundu)
  await showVerify(page)
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.getByRole('button', { name: '停止核验' }).click()
  await page.getByText('核验已停，案卷没有动。').waitFor()
  expect(readdirSync(caseFolder(dataFolder)).filter((name) => name.startsWith('case-0'))).toEqual(
    [],
  )
  await go(page, '#/problems')
  await page.locator('.record-row').first().waitFor()

  await showVerify(page)
  await page.getByRole('button', { name: '开始核验' }).click()
  await page.getByRole('button', { name: '停止核验' }).waitFor()
  await page.keyboard.press('Control+l')
  await page.locator('.start').waitFor()
  await xundu.end()
  expect(readdirSync(caseFolder(dataFolder)).filter((name) => name.startsWith('case-0'))).toEqual(
    [],
  )
})

/** One byte of the file is another, in a page that no opening reads. */
function damage(dataFolder: string): void {
  const path = join(caseFolder(dataFolder), 'case-1.db')
  const bytes = readFileSync(path)
  const at = bytes.length - 3 * 4096 + 100
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  writeFileSync(path, bytes)
}

test('库文件里动过一个字节，核验说出来，并说怎么办', async ({ xundu, page, dataFolder }) => {
  await openPractice(xundu)
  await page.locator('.shell').waitFor()
  await xundu.end()
  damage(dataFolder)

  const again = await launch(dataFolder)
  await openPractice(again)
  await showVerify(again.page)
  await again.page.getByRole('button', { name: '开始核验' }).click()
  await again.page.getByRole('heading', { name: /^核验完毕，发现\d+处对不上$/ }).waitFor()
  await again.page.getByText(/库文件第\d+页和写下时不一样/).waitFor()
  await again.page.getByRole('heading', { name: '怎么办' }).waitFor()
  await expectAccessible(again.page)
  await again.end()
})

test.for([
  {
    locale: 'zh-CN',
    begin: '开始核验',
    rebuild: '从日志重建',
    drafts: /^没写完的草稿和附件的内容不在日志里/,
    confirm: '上锁，重建',
    waits: /^这次打开先从操作日志重建库文件/,
    open: '打开演练案卷',
    notice: '打开时补回了丢失的内容',
    whole: WHOLE,
  },
  {
    locale: 'en',
    begin: 'Begin',
    rebuild: 'Make it anew from the log',
    drafts: /^Unfinished drafts and the contents of attachments are not in the log/,
    confirm: 'Lock and make it anew',
    waits: /^This opening first makes the database anew/,
    open: 'Open the practice case',
    notice: 'What was lost came back when the case was opened',
    whole: /^Verified/,
  },
])(
  '库坏了、日志完好：核验后问一次，上锁，再打开时从日志重建（$locale）',
  async (words, { xundu, page, dataFolder }) => {
    const { locale, begin, rebuild, drafts, confirm, waits, open, notice, whole } = words
    await openPractice(xundu)
    await page.locator('.shell').waitFor()
    await xundu.end()
    damage(dataFolder)

    const again = await launch(dataFolder, { environment: { XUNDU_LOCALE: locale } })
    await openPractice(again)
    await again.page.locator('.shell').waitFor()
    await go(again.page, '#/case/verify')
    const button = (name: string | RegExp) => again.page.getByRole('button', { name })
    await button(begin).click()
    await button(rebuild).click()
    await again.page.getByText(drafts).waitFor()
    await expectAccessible(again.page)
    await button(confirm).click()
    await again.page.locator('.start').waitFor()
    await again.page.getByText(waits).waitFor()
    await expectAccessible(again.page)
    await button(open).first().click()
    await again.page.locator('.shell').waitFor()
    await again.page.getByRole('status', { name: notice }).waitFor()
    expect(readdirSync(caseFolder(dataFolder))).toContain('case-1.db.kept-1')
    await go(again.page, '#/case/verify')
    await button(begin).click()
    await again.page.getByRole('heading', { name: whole }).waitFor()
    expect(await again.page.locator('.verify-rebuild').count()).toBe(0)
    await again.end()
  },
)
