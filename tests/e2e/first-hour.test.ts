import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'

import { casefileContract } from '#db/casefile/contract.ts'
import { inspectCase } from '#db/engine/inspect-case.ts'
import { readLedger } from '#db/intake/reader/read-ledger.ts'
import { openCase } from '#db/open-case.ts'
import { asker, testHost } from '#tests/fixtures/case.ts'

import {
  answerOpenDialog,
  answerSaveDialog,
  expectAccessible,
  runtime,
  test,
  type Xundu,
} from './fixture.ts'
import { go, pick } from './steps.ts'
import { pagesOf } from './demo-files.ts'
import { keepSheet } from './recovery-sheet.ts'

const PASSPHRASE = '清早出门 沿着白龙江 走到第三个村口'
const NAME = '门难进、脸难看、事难办'
const COUNTIES =
  '皋兰县,永登县,榆中县,永昌县,靖远县,会宁县,景泰县,清水县,秦安县,甘谷县,民勤县,古浪县'.split(',')
const FOUND = 9

/** One look in each county, drawn, every other one unannounced; found in the first nine. */
const VISITS = [
  '单位,走访日期,看什么,结果,怎么选的,告知',
  ...COUNTIES.map((name, at) =>
    [
      name,
      `2014年5月${at + 6}日`,
      'T02',
      at < FOUND ? '发现' : '未发现',
      '抽签',
      at % 2 === 0 ? '不打招呼' : '提前通知',
    ].join(','),
  ),
].join('\n')

/** The problem behind each find, told whole. */
const PROBLEMS = [
  '单位,发现日期,问题类型,什么事,什么时间,什么地点,什么后果,责任人',
  ...COUNTIES.slice(0, FOUND).map(
    (name, at) =>
      `${name},2014年5月${at + 6}日,T02,${at + 1}号窗口半小时无人值守,上午,办事大厅,群众白跑一趟,值班科长`,
  ),
].join('\n')

/** The first page, and a new case under a passphrase that holds. */
async function makeCase(page: Page): Promise<void> {
  await page.getByText('从这里开始').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: /新建案卷/ }).click()
  await page.getByLabel('案卷名称').fill('甘肃省')
  await page.getByLabel('本组名称').fill('中央第三巡回督导组')
  await page.getByLabel('我的姓名').fill('林若川')
  await page.getByLabel('口令', { exact: true }).fill('123456789012')
  await page.getByText('强度：不能用。').waitFor()
  await page.getByText('口令不存在任何地方，找不回来，也没有后门。').waitFor()
  await page.getByRole('button', { name: '建案卷' }).click()
  await page.getByText('没有确认。看过下面这句话后打勾').waitFor()

  await page.getByLabel('口令', { exact: true }).fill(PASSPHRASE)
  await page.getByText('强度：强。').waitFor()
  await page.getByLabel('再输一遍口令').fill(PASSPHRASE)
  await page.getByLabel('本案卷不录入国家秘密').check()
  await page.getByRole('button', { name: '建案卷' }).click()
  await keepSheet(page)
  await go(page, '#/units')
}

/** The tree of the province in one click; a county found by its initials. */
async function plantTree(page: Page): Promise<void> {
  await page.getByText('甘肃省：14个市州、86个县（市、区）').waitFor()
  await page.getByRole('button', { name: '建省市县' }).click()
  await page.getByText('共101个单位').waitFor()
  await page.getByPlaceholder('名称、拼音或首字母，如 cqws').fill('ktq')
  await page.getByText('崆峒区').first().waitFor()
}

/** A ledger through all steps of the import; `confirmer` pinned its problems down. */
async function importLedger(
  { electron, page }: Xundu,
  path: string,
  added: string,
  confirmer?: string,
): Promise<void> {
  await go(page, '#/case/import')
  const again = page.getByRole('button', { name: '再导一份' })
  const choose = page.getByRole('button', { name: '选文件', exact: true })
  await again.or(choose).first().waitFor()
  if (await again.isVisible()) await again.click()
  await answerOpenDialog(electron, path)
  await choose.click()
  await page.getByRole('heading', { name: '这张表是什么' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: '台账没写全的，怎么算' }).waitFor()
  if (confirmer !== undefined) {
    await page.getByLabel('谁坐实的').click()
    await page.locator('.ant-select-item-option', { hasText: confirmer }).click()
  }
  await page.getByRole('button', { name: '试运行' }).click()
  await page.getByText(/没有错，可以导入\d+条。/).waitFor()
  await page.getByRole('button', { name: /^导入\d+条/ }).click()
  await page.getByText(added).waitFor()
}

/** Another member enters the case at his own desk. The slice has no page for that yet. */
async function letSecondMemberIn(dataFolder: string): Promise<void> {
  const parent = join(dataFolder, 'cases')
  const folder = join(parent, readdirSync(parent)[0] ?? '')
  const memberId = inspectCase(folder).members[0]?.id ?? ''
  const passphrase = new TextEncoder().encode(PASSPHRASE)
  const host = { ...testHost('2014-06-11'), newId: () => crypto.randomUUID() }
  const { service } = await openCase({ folder, memberId, passphrase }, host)
  await asker(service)(casefileContract.addMember, { name: '周望舒', role: 'deputy' })
  await service.close()
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+l')
  await page.getByRole('button', { name: /^打开/ }).first().waitFor()
  expect(await page.title()).toBe('巡督')
}

/** First with a wrong passphrase, which says what to do and opens nothing, then with the right one. */
async function unlock(page: Page): Promise<void> {
  await page.locator('#unlock-passphrase').fill('清早出门 沿着白龙江 走到第四个村口')
  await page.keyboard.press('Enter')
  await page.getByText('口令不对，案卷没有动。检查大写锁定和输入法，再输一遍。').waitFor()
  await page.locator('#unlock-passphrase').fill(PASSPHRASE)
  await page.keyboard.press('Enter')
  await page.locator('.shell').waitFor()
}

/** A visit by hand: one type found, one looked for and not found. */
async function recordVisit(page: Page): Promise<void> {
  await go(page, '#/rounds/visits?form=new')
  await page.locator('#visit-unitId').waitFor()
  await pick(page, '崆峒', '崆峒区')
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
  await page.getByRole('button', { name: '存走访' }).click()
  const drawer = page.getByRole('dialog', { name: '崆峒区' })
  await drawer.getByText('2类中发现1、查看未发现1').waitFor()
}

async function look(page: Page, type: readonly [string, string], result: '1' | '2'): Promise<void> {
  await pick(page, ...type)
  await page.getByRole('group', { name: '下一条' }).getByRole('radio').first().focus()
  await page.keyboard.press(result)
  await page.keyboard.press('Control+Enter')
}

/** The problem of the find. Its enterer cannot pin it down himself, so that it stays a lead. */
async function writeProblem(page: Page): Promise<void> {
  await page.getByRole('button', { name: '收点' }).click()
  await page.getByRole('link', { name: '写问题' }).click()
  await page.locator('#problem-what').fill('3号窗口半小时无人值守')
  await page.getByRole('radio', { name: '较重' }).check()
  await page.keyboard.press('Control+Enter')
  await page.getByText('这条由你录入，须由另一位组长或副组长坐实。').waitFor()
}

/** A number of the chart opens exactly the looks that it counts. */
async function openNumber(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: `${NAME}：抽签查看并发现的${FOUND}个单位，看记录` })
    .first()
    .click()
  const drawer = page.getByRole('dialog', { name: `T02 ${NAME}` })
  await drawer.getByText(`${FOUND}个县，${FOUND}次查看`).waitFor()
  const units = await drawer.locator('.records-unit').allTextContents()
  expect(units.toSorted()).toEqual(COUNTIES.slice(0, FOUND).toSorted())
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
}

async function save({ electron, page }: Xundu, step: string, path: string): Promise<Buffer> {
  await answerSaveDialog(electron, path)
  await page.getByRole('button', { name: '导出' }).click()
  await page.getByRole('menuitem', { name: step }).click()
  await page.getByText(`已存“${path.split('/').at(-1)}”`).waitFor()
  return readFileSync(path)
}

describe.skipIf(!runtime)('the first hour', () => {
  test('leads a new user from an empty desk to a number that holds', async ({
    xundu,
    page,
    dataFolder,
  }) => {
    const file = (name: string, text: string) => {
      writeFileSync(join(dataFolder, name), text)
      return join(dataFolder, name)
    }
    await makeCase(page)
    await plantTree(page)
    const townships = '单位名称,层级,上级单位\n柳湖镇,乡镇,崆峒区\n什川镇,乡镇,皋兰县\n'
    await importLedger(xundu, file('乡镇.csv', townships), '加入2个单位')
    await lock(page)
    await letSecondMemberIn(dataFolder)
    await unlock(page)

    await importLedger(xundu, file('走访.csv', VISITS), '加入12条查看')
    await importLedger(xundu, file('问题.csv', PROBLEMS), '加入9条问题', '周望舒')
    await recordVisit(page)
    await writeProblem(page)

    await page.getByRole('link', { name: /分析/ }).click()
    const title = `县一级1类问题够得上“普遍”：${NAME}`
    await page.getByRole('heading', { name: title }).waitFor()
    await expectAccessible(page)
    await openNumber(page)

    await page.getByRole('button', { name: '复制这段话' }).click()
    await page.getByText('已复制', { exact: true }).waitFor()
    const said = await xundu.electron.evaluate(({ clipboard }) => clipboard.readText())
    expect(said).toContain(`T02 ${NAME}。普遍：抽签查看13个县，发现9个，占69%，95%区间42–87%。`)
    await page.getByText('另一种算法的区间').click()
    await page.getByText('（Clopper–Pearson）：39–91%').waitFor()
    expect(said).toContain('另有1个县有发现、没坐实，不计入发现。')

    const png = await save(xundu, '存图（PNG）', join(dataFolder, '图.png'))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    const svg = await save(xundu, '存图（SVG）', join(dataFolder, '图.svg'))
    expect(svg.toString()).toContain(title)
    const xlsx = await save(xundu, '存表（XLSX）', join(dataFolder, '表.xlsx'))
    const { sheets } = await readLedger(xlsx, '表.xlsx')
    const row = sheets[0]?.rows.find(([code]) => code === 'T02')
    expect(row?.slice(0, 6)).toEqual(['T02', NAME, '普遍', '9', '13', '0.692'])

    await page.getByRole('button', { name: '导出' }).click()
    await page.getByRole('menuitem', { name: '排成一页，打印或存 PDF' }).click()
    await page.getByTestId('report-ready').waitFor()
    await expectAccessible(page)
    await answerSaveDialog(xundu.electron, join(dataFolder, '一页.pdf'))
    await page.getByRole('button', { name: '存一页（PDF）' }).click()
    await page.getByText('已存“一页.pdf”').waitFor()
    expect(pagesOf(join(dataFolder, '一页.pdf'))).toBe(1)
    await page.getByRole('button', { name: '回普遍性' }).click()
    await page.getByRole('heading', { name: title }).waitFor()

    const place = await page.evaluate(() => location.hash)
    await lock(page)
    expect(await page.content()).not.toContain(NAME)
    await unlock(page)
    await page.getByRole('heading', { name: title }).waitFor()
    expect(await page.evaluate(() => location.hash)).toBe(place)
  })
})
