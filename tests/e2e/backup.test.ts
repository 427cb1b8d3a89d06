import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished } from 'vitest'

import {
  answerOpenDialog,
  clickMenu,
  expectAccessible,
  launch,
  openPractice,
  runtime,
  test,
} from './fixture.ts'
import { go } from './steps.ts'
import { keepSheet } from './recovery-sheet.ts'

const PASSPHRASE = '清早出门 沿着白龙江 走到第三个村口'
const FRESH = '渡口 芦苇 木船 竹篙 蓑衣 晨雾'

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

/** Writes a unit by the app's own call: how it is typed is tried elsewhere. */
async function writeUnit(page: Page, name: string): Promise<void> {
  const reply = await page.evaluate((given) => window.xundu.call('unit.add', given), {
    name,
    level: '10',
    kind: 'K01',
    parentId: null,
  })
  expect(reply).toMatchObject({ ok: true })
}

async function unitsIn(page: Page): Promise<unknown> {
  return page.evaluate(() => window.xundu.call('unit.children', { parentId: null }))
}

async function lock(page: Page): Promise<void> {
  await page.locator('.shell').waitFor()
  await page.keyboard.press('Control+l')
  await page.locator('#unlock-passphrase').waitFor()
}

async function unlock(page: Page): Promise<void> {
  await page.locator('#unlock-passphrase').fill(PASSPHRASE)
  await page.keyboard.press('Enter')
}

function backupsIn(dataFolder: string): readonly string[] {
  return globSync(join(dataFolder, 'backups/*.xdbak')).toSorted()
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xundu-empty-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

describe.skipIf(!runtime)('backups and recovery', () => {
  test('what changed is backed up at a lock; on an empty machine the sheet alone tries it and restores it', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await makeCase(page)
    const sheet = await keepSheet(page)
    await writeUnit(page, '石梁县')
    await lock(page)
    await expect.poll(() => backupsIn(dataFolder).length).toBe(1)
    const before = readdirSync(join(dataFolder, 'backups'))
    expect(before).toHaveLength(1)
    expect(before[0]).toMatch(/^云岭省-[0-9a-z]{8}-\d{8}T\d{6}Z\.xdbak$/)
    const [backup = ''] = backupsIn(dataFolder)
    await unlock(page)
    await lock(page)
    expect(backupsIn(dataFolder)).toHaveLength(1)
    await xundu.end()

    const other = await launch(emptyFolder())
    await answerOpenDialog(other.electron, backup)
    await clickMenu(other.electron, 'drill')
    await other.page.getByRole('button', { name: '选备份文件…' }).click()
    await other.page.getByRole('heading', { name: '恢复演练' }).waitFor()
    await other.page.getByText('云岭省', { exact: true }).waitFor()
    await expectAccessible(other.page)
    await other.page.getByRole('radio', { name: '用恢复单' }).check()
    await other.page.getByLabel('恢复单上的各组').fill(sheet)
    await other.page.getByRole('button', { name: '开始演练' }).click()
    await other.page.getByText('这份备份靠得住').waitFor()
    await expectAccessible(other.page)
    await other.page.getByRole('button', { name: '知道了' }).click()

    await other.page.getByRole('button', { name: '从备份恢复' }).click()
    await other.page.getByRole('button', { name: '选备份文件…' }).click()
    await other.page.getByRole('radio', { name: '用恢复单' }).check()
    await other.page.getByLabel('恢复单上的各组').fill(sheet)
    await other.page.getByLabel('我的新口令').fill(FRESH)
    await other.page.getByLabel('再输一遍口令').fill(FRESH)
    await expectAccessible(other.page)
    await other.page.getByRole('button', { name: '恢复并打开' }).click()
    await other.page.locator('.shell').waitFor()
    expect(await unitsIn(other.page)).toMatchObject({ data: [{ name: '石梁县' }] })
    await other.end()
  })

  test('a backup that is damaged is not taken, and one of a case that is here goes beside it', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await makeCase(page)
    await keepSheet(page)
    await go(page, '#/case/backup')
    await page.getByRole('button', { name: '现在备份' }).click()
    await page.getByText('备份好了，已读回核对。').waitFor()
    await expectAccessible(page)
    const [backup = ''] = backupsIn(dataFolder)
    const damaged = join(dataFolder, '坏的.xdbak')
    writeFileSync(damaged, readFileSync(backup).fill(7, 20_000, 20_001))
    await answerOpenDialog(xundu.electron, damaged)
    await lock(page)
    await clickMenu(xundu.electron, 'restore')
    await page.getByRole('button', { name: '选备份文件…' }).click()
    await page.getByText('这份备份坏了，什么也没有写。换一份备份再试。').waitFor()
    await page.getByRole('button', { name: '用本机最新的一份' }).click()
    await page.getByText('这台电脑上已有这个案卷').waitFor()
    await page.getByLabel('口令', { exact: true }).fill(PASSPHRASE)
    expect(await page.getByRole('button', { name: '恢复并打开' }).isDisabled()).toBe(true)
    await page.getByLabel('知道了，放在旁边').check()
    await page.getByRole('button', { name: '恢复并打开' }).click()
    await page.locator('.shell').waitFor()
    expect(readdirSync(join(dataFolder, 'cases')).toSorted()).toEqual([
      '云岭省 2.xundu',
      '云岭省.xundu',
    ])
  })

  test('a case without its database is made anew from the log and says what came back', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    await makeCase(page)
    await keepSheet(page)
    await writeUnit(page, '石梁县')
    await writeUnit(page, '望坪县')
    await lock(page)
    await xundu.end()
    rmSync(join(dataFolder, 'cases/云岭省.xundu/case-1.db'))

    const again = await launch(dataFolder)
    await again.page.locator('#unlock-passphrase').waitFor()
    await unlock(again.page)
    await again.page.getByText('案卷文件夹里缺数据文件').waitFor()
    await again.page.getByRole('button', { name: '从日志重建并打开' }).waitFor()
    await expectAccessible(again.page)
    await again.page.getByRole('button', { name: '从日志重建并打开' }).click()
    await again.page.locator('.shell').waitFor()
    await again.page.getByText('数据文件坏了，已从操作日志重建。').waitFor()
    await again.page.getByText(/^这些改动是：林若川\d+次。$/).waitFor()
    await expectAccessible(again.page)
    expect(await unitsIn(again.page)).toMatchObject({
      data: [{ name: '石梁县' }, { name: '望坪县' }],
    })
    await again.page.getByRole('button', { name: '知道了' }).click()
    await go(again.page, '#/case/backup')
    await again.page.getByRole('heading', { name: '历次补救' }).waitFor()
    await again.page.getByText('数据文件坏了，已从操作日志重建。').waitFor()
    await expectAccessible(again.page)
    await again.end()
  })

  test('the drill in an open case, from the menu', async ({ xundu, page }) => {
    await openPractice(xundu)
    await page.locator('.rail-entry[aria-current=page]').waitFor()
    await clickMenu(xundu.electron, 'drill')
    await page.getByRole('button', { name: '现在备份' }).click()
    await page.getByText('备份好了，已读回核对。').waitFor()
    await page.getByRole('button', { name: '演练最新的一份' }).click()
    await page.getByRole('button', { name: '开始演练' }).click()
    await page.getByText('这份备份靠得住').waitFor()
  })
})
