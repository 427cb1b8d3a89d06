import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished } from 'vitest'

import {
  answerOpenDialog,
  answerSaveDialog,
  expectAccessible,
  launch,
  runtime,
  test,
} from './fixture.ts'
import { go } from './steps.ts'
import { keepSheet, typeBackSplit } from './recovery-sheet.ts'

const PASSPHRASE = '清早出门 沿着白龙江 走到第三个村口'
const ANEW = '渡口 芦苇 木船 竹篙 蓑衣 晨雾'
const WRONG = '清早出门 沿着白龙江 走到第四个村口'

/** A folder that stands for a USB stick. */
function stick(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xundu-stick-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function caseFolder(dataFolder: string): string {
  const cases = join(dataFolder, 'cases')
  return join(cases, readdirSync(cases)[0] ?? '')
}

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

async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.locator('#unlock-passphrase').fill(passphrase)
  await page.keyboard.press('Enter')
}

async function showKeys(page: Page): Promise<void> {
  await page.locator('.shell').waitFor()
  await go(page, '#/case/keys')
}

async function fillNewPassphrase(page: Page, label: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(ANEW)
  await page.getByLabel('再输一遍口令').fill(ANEW)
}

describe.skipIf(!runtime)('what opens a case besides a passphrase', () => {
  test('a key file: made, needed, missed, wrong, and given up again', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    const usb = stick()
    const path = join(usb, 'lin.xdkey')
    await makeCase(page)
    await page.getByRole('button', { name: '以后再做' }).click()
    await page.getByRole('button', { name: '钥匙文件…' }).click()
    await page.getByText(/还没有恢复单。文件丢了就没有别的办法/).waitFor()
    await page.getByRole('button', { name: '取消' }).click()
    await page.getByRole('button', { name: '做恢复单…' }).click()
    await page.getByLabel('我的口令').fill(PASSPHRASE)
    const sheet = await keepSheet(page)

    await page.getByRole('button', { name: '钥匙文件…' }).click()
    await page.getByText(/文件丢了、坏了，我就打不开案卷，只有恢复单能救/).waitFor()
    await answerSaveDialog(xundu.electron, join(caseFolder(dataFolder), 'lin.xdkey'))
    await page.getByRole('button', { name: '做一个新的…' }).click()
    await page.getByText('钥匙文件和案卷放在一起，等于没有。存到优盘上。').waitFor()
    await answerSaveDialog(xundu.electron, path)
    await page.getByRole('button', { name: '做一个新的…' }).click()
    await page.getByText('lin.xdkey').waitFor()
    expect(readFileSync(path)).toHaveLength(32)
    expect(await page.content()).not.toContain(usb)
    await page.getByLabel('我的口令').fill(PASSPHRASE)
    await expectAccessible(page)
    await page.getByRole('button', { name: '从此要这个文件' }).click()
    await page.getByText('改好了，从下次打开起算数。').waitFor()
    await page.getByText('另要钥匙文件').waitFor()
    await expectAccessible(page)

    await lock(page)
    await unlock(page, PASSPHRASE)
    await page.getByText(/这个人打开案卷要钥匙文件，还没有选，案卷没有动。/).waitFor()
    const other = join(usb, 'other.xdkey')
    writeFileSync(
      other,
      readFileSync(path).map((byte) => byte ^ 0xff),
    )
    await answerOpenDialog(xundu.electron, other)
    await page.getByRole('button', { name: '选钥匙文件…' }).click()
    await page.getByText('other.xdkey').waitFor()
    await unlock(page, PASSPHRASE)
    await page.getByText(/钥匙文件不是这个人的，案卷没有动。/).waitFor()
    await expectAccessible(page)
    await answerOpenDialog(xundu.electron, path)
    await page.getByRole('button', { name: '选钥匙文件…' }).click()
    await page.getByText('lin.xdkey').waitFor()
    await unlock(page, WRONG)
    await page.getByText('口令不对，案卷没有动。').waitFor()
    renameSync(path, `${path}.away`)
    await unlock(page, PASSPHRASE)
    await page.getByText(/那里没有钥匙文件了，案卷没有动。/).waitFor()
    renameSync(`${path}.away`, path)
    await unlock(page, PASSPHRASE)
    await page.locator('.shell').waitFor()

    // The one wrong passphrase is written down, and no other try is taken for one.
    await showKeys(page)
    await page.getByText('输错口令1次').waitFor()
    await page.getByText('从此要钥匙文件').waitFor()

    // Lost, it is made good by the sheet.
    await lock(page)
    await page.getByRole('button', { name: '用恢复单打开' }).click()
    await page.getByLabel('恢复单上的十五组').fill(sheet)
    await fillNewPassphrase(page, '我的新口令')
    await page.getByRole('button', { name: '打开', exact: true }).click()
    await page.locator('.shell').waitFor()
    await lock(page)
    expect(await page.getByRole('button', { name: '选钥匙文件…' }).count()).toBe(0)
    await unlock(page, ANEW)
    await page.locator('.shell').waitFor()
    await showKeys(page)
    await page.getByText('用恢复单打开，换了口令').waitFor()
    await xundu.end()
    expect(readFileSync(join(dataFolder, 'logs/xundu.log'), 'utf8')).not.toContain('xdkey')
  })

  test('a sheet in three: any two open the case on a machine that knows nothing of it', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await makeCase(page)
    await page.getByRole('radio', { name: '分成三张' }).check()
    await expectAccessible(page)
    await page.getByRole('button', { name: '做三张' }).click()
    await page.getByRole('heading', { name: '恢复单（三张之3）' }).waitFor()
    const texts = await page
      .locator('.vault-paper')
      .evaluateAll((papers) =>
        papers.map((paper) =>
          [...paper.querySelectorAll('.vault-groups b')].map(({ textContent }) => textContent),
        ),
      )
    expect(texts.map(({ length }) => length)).toEqual([16, 16, 16])
    await expectAccessible(page)
    await page.getByRole('button', { name: '已印好，照三张纸各输两组' }).click()
    await typeBackSplit(page, texts)
    await page.getByText('恢复单算数了。锁进保险柜，与电脑分开。').waitFor()
    await page.getByText(/有恢复单，分成三张，任意两张能打开，核对号/).waitFor()
    await xundu.end()

    const empty = join(stick(), 'data')
    const moved = join(empty, '..', 'moved.xundu')
    mkdirSync(empty)
    cpSync(caseFolder(dataFolder), moved, { recursive: true })
    const clean = await launch(empty)
    onTestFinished(() => clean.end())
    await answerOpenDialog(clean.electron, moved)
    await clean.page.getByRole('button', { name: /打开案卷…/ }).click()
    await clean.page.getByRole('button', { name: '用恢复单打开' }).click()
    const [first = [], , third = []] = texts
    await clean.page.getByLabel('一张上的十六组', { exact: true }).fill(first.join(' '))
    await clean.page.getByLabel('另一张上的十六组').fill(first.join(' '))
    await fillNewPassphrase(clean.page, '我的新口令')
    await expectAccessible(clean.page)
    await clean.page.getByRole('button', { name: '打开', exact: true }).click()
    await clean.page.getByText('两栏输的都是第1张。另一栏换一张。').waitFor()
    await clean.page.getByLabel('另一张上的十六组').fill(third.join('').toLowerCase())
    await clean.page.getByRole('button', { name: '打开', exact: true }).click()
    await clean.page.locator('.shell').waitFor()
    await lock(clean.page)
    await unlock(clean.page, ANEW)
    await clean.page.locator('.shell').waitFor()
  })

  test('a lost laptop: new keys, a new passphrase, and the old one opens nothing', async ({
    page,
    dataFolder,
  }) => {
    await makeCase(page)
    await page.getByRole('button', { name: '以后再做' }).click()
    await page.getByRole('button', { name: '电脑丢了…' }).click()
    await page.getByText(/旧口令仍能打开，收不回来。/).waitFor()
    await page.getByRole('radio', { name: '自己定' }).check()
    await fillNewPassphrase(page, '新口令')
    await page.getByLabel('我的口令').fill(PASSPHRASE)
    await expectAccessible(page)
    await page.getByRole('button', { name: '旧钥匙作废，换新的' }).click()
    await page
      .getByText(/林若川有了新钥匙，丢的电脑打不开这里的案卷了。/)
      .waitFor({ timeout: 60_000 })
    await page.getByText('林若川的电脑丢了，案卷换了钥匙').waitFor()
    const folder = caseFolder(dataFolder)
    expect(readdirSync(folder).filter((name) => name.endsWith('.db'))).toEqual(['case-2.db'])
    await lock(page)
    await unlock(page, PASSPHRASE)
    await page.getByText('口令不对，案卷没有动。').waitFor()
    await unlock(page, ANEW)
    await page.locator('.shell').waitFor()
  })
})
