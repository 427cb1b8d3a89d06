import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import { readLedger } from '#db/intake/reader/read-ledger.ts'
import { gb18030 } from '#tests/fixtures/gb18030.ts'
import { csv } from '#tests/fixtures/ledger.ts'
import { compound, textRow, workbook } from '#tests/fixtures/workbook.ts'

import {
  answerOpenDialog,
  answerSaveDialog,
  clickMenu,
  expectAccessible,
  openPractice,
  test,
  type Xundu,
} from './fixture.ts'

const HEAD = ['序号', '单位', '发现日期', '问题类型', '问题描述', '地点']

function row(unit: string, date: string, type: string, what: string): readonly string[] {
  return ['', unit, date, type, what, '大厅']
}

/** A ledger as offices send them: title above the head, days in many ways, two of them wrong. */
const FAULTY = [
  ['第九巡回督导组问题台账'],
  HEAD,
  row('安坪县', '2014年6月3日', '门难进、脸难看、事难办', '窗口午间无人值守'),
  row('安坪县', '６月４日', '群众办事难', '一张证明跑了四趟'),
  row('乌有县', '2014.6.5', '作风漂浮', '下乡只看不问'),
  row('安坪县', '2014.13.6', 'T02', '首问不负责'),
  row('安坪县', '2014-06-07', 'T02', ''),
]
const MENDED = [
  ...FAULTY.slice(0, 5),
  row('安坪县', '2014.6.29', 'T02', '首问不负责'),
  row('安坪县', '2014-06-07', 'T02', '补上的一句'),
]

function text(rows: readonly (readonly string[])[]): string {
  return csv(rows).toString()
}

async function openImport(xundu: Xundu): Promise<void> {
  await openPractice(xundu)
  await xundu.page.getByRole('link', { name: '案卷' }).click()
  await xundu.page.locator('.intake-drop').waitFor()
}

async function pick(xundu: Xundu, path: string): Promise<void> {
  await answerOpenDialog(xundu.electron, path)
  await xundu.page.getByRole('button', { name: '选文件', exact: true }).click()
}

async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const content = Buffer.from(bytes).toString('base64')
  await page.evaluate(
    ({ fileName, base64 }) => {
      const binary = atob(base64)
      const dropped = Uint8Array.from(binary, (sign) => sign.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([dropped], fileName))
      const target = document.querySelector('.intake-drop')
      target?.dispatchEvent(
        new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }),
      )
    },
    { fileName: name, base64: content },
  )
}

function step(page: Page, name: string) {
  return page.locator('.intake-steps').getByRole('button', { name })
}

test('一份 GB18030 台账从选文件走到导入，再导一次不增加', async ({ xundu, page, dataFolder }) => {
  await openImport(xundu)
  await expectAccessible(page)
  const file = join(dataFolder, '问题台账.csv')
  writeFileSync(file, gb18030(text(FAULTY)))
  await pick(xundu, file)

  await page.locator('.intake-preview').waitFor()
  expect(await page.locator('.intake-row-head').innerText()).toContain('发现日期')
  expect(await page.locator('.intake-facts').innerText()).toContain('GB18030')
  expect(await page.getByRole('radio', { name: '问题台账' }).isChecked()).toBe(true)
  await expectAccessible(page)

  await page.keyboard.press('Control+Enter')
  await page.locator('.intake-mapping').waitFor()
  const what = page.getByRole('row', { name: /^什么事/ })
  expect(await what.innerText()).toContain('列名相同')
  expect(await what.innerText()).toContain('窗口午间无人值守')
  await page.getByLabel('没写年份的日期').fill('2014')
  await expectAccessible(page)

  await page.keyboard.press('Control+Enter')
  await page.locator('.intake-names').waitFor()
  const unknown = page.locator('.intake-name', { hasText: '乌有县' })
  await page.keyboard.press('F8')
  expect(await unknown.locator(':focus').count()).toBe(1)
  await unknown.getByRole('button', { name: '另选单位' }).click()
  await page.getByRole('combobox', { name: '另选单位' }).fill('apx')
  await page.locator('.ant-select-item-option', { hasText: '安坪县' }).first().click()
  await unknown.getByRole('button', { name: '安坪县', pressed: true }).waitFor()
  await page.getByRole('button', { name: '新设', exact: true }).click()
  await expectAccessible(page)

  await page.keyboard.press('Control+Enter')
  await page.locator('.intake-fault-grid').waitFor()
  expect(await page.locator('.intake-counts').innerText()).toMatch(/台账里的行\s+5/)
  await page.keyboard.press('F8')
  const active = page.locator('.intake-fault[aria-selected=true]')
  expect(await active.innerText()).toMatch(/6[\s\S]*发现日期[\s\S]*2014\.13\.6[\s\S]*没有这一天/)
  await page.keyboard.press('F8')
  expect(await active.innerText()).toMatch(/7[\s\S]*问题描述[\s\S]*必填/)
  await page.getByRole('button', { name: /^没有这一天/ }).click()
  expect(await page.locator('.intake-fault:not(.intake-fault-head)').count()).toBe(1)
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page.locator('.refusal[role=alert]', { hasText: '2行有错' }).waitFor()
  await expectAccessible(page)

  const report = join(dataFolder, '错误.xlsx')
  await answerSaveDialog(xundu.electron, report)
  await page.getByRole('button', { name: /存错误清单/ }).click()
  await page.getByText('已存为“错误.xlsx”').waitFor()
  const { sheets } = await readLedger(readFileSync(report), '错误.xlsx')
  expect(sheets[0]?.rows.flat()).toEqual(expect.arrayContaining(['演练', '发现日期', '2014.13.6']))

  writeFileSync(file, gb18030(text(MENDED)))
  await step(page, '选文件').click()
  await pick(xundu, file)
  await page.locator('.intake-preview').waitFor()
  await step(page, '试运行').click()
  await page.getByRole('button', { name: '导入5条' }).click()
  await page.getByRole('heading', { name: '加入5条问题' }).waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: '再导一份' }).click()
  await page.locator('.intake-history').getByText('问题台账.csv').waitFor()
  await pick(xundu, file)
  await page.getByText('这份台账导入过').waitFor()
  await step(page, '对列').click()
  expect(await what.innerText()).toContain('上次这样对的')
  await page.getByLabel('没写年份的日期').fill('2014')
  await step(page, '核名称').click()
  await page.locator('.intake-name', { hasText: '上次这样选的' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('5行都已在案卷里').waitFor()
  await page.getByRole('button', { name: '导入', exact: true }).click()
  await page.getByRole('heading', { name: '加入0条：5行早已在案卷里' }).waitFor()
  await page.getByRole('link', { name: '看问题' }).click()
  await page.getByText('首问不负责').first().waitFor()
})

test('锁上时没导完的台账，再选一次就接着导', async ({ xundu, page, dataFolder }) => {
  await openImport(xundu)
  const file = join(dataFolder, '半份.csv')
  writeFileSync(file, gb18030(text(FAULTY)))
  await pick(xundu, file)
  await page.locator('.intake-preview').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByLabel('没写年份的日期').fill('2014')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: '新设', exact: true }).click()
  await clickMenu(xundu.electron, 'lock')
  await page.locator('.start').waitFor()

  await openImport(xundu)
  await page.getByText('“半份.csv”没导完就锁上了').waitFor()
  await expectAccessible(page)
  await pick(xundu, file)
  await page.locator('.intake-preview').waitFor()
  await step(page, '对列').click()
  expect(await page.getByLabel('没写年份的日期').inputValue()).toBe('2014')
  await step(page, '核名称').click()
  await page.getByRole('button', { name: '新设', exact: true, pressed: true }).waitFor()

  await step(page, '选文件').click()
  await page.getByRole('button', { name: '放下它' }).click()
  await page.locator('.intake-waiting').waitFor({ state: 'detached' })
})

test('拖进来的 XLSX 靠改列对上，选过的走开回来还在', async ({ xundu, page }) => {
  await openImport(xundu)
  const rows = [
    ['哪里', '哪天', '看到什么', '哪一类'],
    ['安坪县', '41793', '窗口午间无人值守', 'T02'],
    ['安坪县', '2014年6月4日', '一张证明跑了四趟', 'T18'],
  ]
  const content = rows.map((cells, at) => textRow(at + 1, cells)).join('')
  await drop(page, '走访发现.xlsx', workbook({ rows: content }))
  await page.locator('.intake-preview').waitFor()
  const problems = page.getByRole('radio', { name: '问题台账' })
  await problems.click()
  await expect.poll(() => problems.isChecked()).toBe(true)
  await page.keyboard.press('Control+Enter')
  await page.locator('.intake-mapping').waitFor()
  await page.keyboard.press('Control+Enter')
  await page.locator('.refusal', { hasText: '还缺' }).waitFor()
  await page.locator('.refusal').getByRole('button', { name: '单位' }).click()
  expect(await page.locator('#intake-field-unit:focus').count()).toBe(1)

  for (const [field, head] of [
    ['unit', '哪里'],
    ['foundOn', '哪天'],
    ['what', '看到什么'],
    ['problemType', '哪一类'],
  ]) {
    await page.locator(`#intake-field-${field}`).click()
    await page.locator('.ant-select-item-option:visible', { hasText: head ?? '' }).click()
  }
  await page.locator('.rail').getByText('单位').click()
  await page.locator('.unit-columns').waitFor()
  await page.goBack()
  await page.locator('.intake-mapping').waitFor()
  expect(await page.getByRole('row', { name: /^单位/ }).innerText()).toContain('自己选的')
  await page.goBack()
  await page.locator('.intake-preview').waitFor()
  await step(page, '试运行').click()
  await page.getByRole('button', { name: '导入2条' }).click()
  await page.getByRole('heading', { name: '加入2条问题' }).waitFor()
})

test('导入到一半停下，一行也没有写', async ({ xundu, page, dataFolder }) => {
  await openImport(xundu)
  const rows = Array.from({ length: 60_000 }, (_each, at) =>
    row('安坪县', '2014-06-03', 'T02', `窗口第${at}次无人值守`),
  )
  const file = join(dataFolder, '大台账.csv')
  writeFileSync(file, text([HEAD, ...rows]))
  await pick(xundu, file)
  await page.locator('.intake-preview').waitFor()
  const before = await page.locator('.status-strip').innerText()
  await step(page, '试运行').click()
  await page.getByRole('button', { name: '导入60,000条' }).click()
  const progress = page.getByRole('progressbar')
  await progress.waitFor()
  await page.getByRole('button', { name: '停下' }).click()
  await page.getByRole('button', { name: '导入60,000条' }).waitFor()
  expect(await page.locator('.refusal').count()).toBe(0)
  expect(await page.locator('.status-strip').innerText()).toBe(before)
  await step(page, '选文件').click()
  await page.getByText('还没有导入过').waitFor()
})

test('读不了的文件各有一句话和详情，程序照常', async ({ xundu, page, dataFolder }) => {
  await openImport(xundu)
  const bad: readonly (readonly [name: string, bytes: Uint8Array, says: string])[] = [
    ['有密码.xlsx', compound({ EncryptedPackage: Buffer.alloc(5000, 7) }), '工作簿设了密码'],
    ['带宏.xlsm', workbook({ more: [{ name: 'xl/vbaProject.bin', content: 'x' }] }), '工作簿带宏'],
    ['空的.xlsx', workbook({}), '文件里没有内容'],
    ['没导完.csv', Buffer.from('单位,日期,问题\n甲,1,a\n乙,2,b\n丙,3'), '末一行（第4行）不完整'],
    ['问号.csv', Buffer.from('??,??,??\n1,2,3\n'), '已变成问号'],
    ['炸弹.xlsx', workbook({ sheet: Buffer.alloc(60 * 1024 * 1024, ' ') }), '大得反常'],
    ['图片.csv', Buffer.from('89504e470d0a1a0a0000', 'hex'), '这不是表格文件'],
  ]
  for (const [name, bytes, says] of bad) {
    const path = join(dataFolder, name)
    writeFileSync(path, bytes)
    await pick(xundu, path)
    await page.locator('.intake-refusal', { hasText: says }).waitFor()
  }
  const huge = join(dataFolder, '五百兆.xlsx')
  writeFileSync(huge, '')
  truncateSync(huge, 500 * 1024 * 1024)
  await pick(xundu, huge)
  await page.locator('.intake-refusal', { hasText: '文件有500 MB，最多读64 MB' }).waitFor()
  await drop(page, '空白.xlsx', Buffer.alloc(0))
  await page.locator('.intake-refusal', { hasText: '文件里没有内容' }).waitFor()
  const details = page.getByRole('button', { name: '详情' })
  await details.click()
  expect(await page.locator('.intake-details').innerText()).toMatch(
    /空白\.xlsx[\s\S]*intake\.empty-ledger[\s\S]*没有变动/,
  )
  await expectAccessible(page)

  const wrong = join(dataFolder, '别的表.csv')
  writeFileSync(
    wrong,
    text([
      ['甲', '乙'],
      ['1', '2'],
      ['3', '4'],
    ]),
  )
  await pick(xundu, wrong)
  await page.locator('.intake-preview').waitFor()
  expect(await page.locator('.intake-kinds').innerText()).toContain('列名对不上')
})
