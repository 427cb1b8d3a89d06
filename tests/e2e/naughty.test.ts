import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { z } from 'zod'

import { cleanCell } from '#db/intake/rules/text.ts'
import { readLedger } from '#db/intake/reader/read-ledger.ts'
import { openArchive } from '#db/intake/reader/zip.ts'
import {
  codesOf,
  methods,
  natures,
  notices,
  personParts,
  problemSources,
  selections,
  severities,
  unitKinds,
} from '#db/kernel/codes.ts'
import { brokenHalves, naughty } from '#tests/fixtures/naughty.ts'

import { answerSaveDialog, openPractice, runtime, test, type Xundu } from './fixture.ts'
import { go } from './steps.ts'
import { ask, cut, drop, expectQuiet, idOf, readAll, saveAll, watchPage } from './naughty-steps.ts'

const UNIT = '和砚县'

type Known = { readonly unitId: string; readonly problemType: string; readonly member: string }

async function known(page: Page): Promise<Known> {
  const units = await ask(page, 'unit.search', { text: UNIT })
  const types = await ask(page, 'problem.types', {})
  const members = await ask(page, 'casefile.members', {})
  return { unitId: idOf(units), problemType: idOf(types), member: idOf(members) }
}

function problemOf(text: string, { unitId, problemType }: Known) {
  return {
    unitId,
    problemType,
    foundOn: '2014-06-11',
    what: text,
    happened: cut(text, 200),
    place: cut(text, 200),
    effect: cut(text, 2000),
    severity: codesOf(severities)[0],
    source: codesOf(problemSources)[0],
    measure: text,
    persons: [{ name: cut(text, 50), post: cut(text, 100), part: codesOf(personParts)[0] }],
  }
}

function visitOf(text: string, { unitId, problemType, member }: Known) {
  const method = codesOf(methods)[0]
  const look = { problemType, method, nature: codesOf(natures)[0], result: 'notFound' }
  return {
    unitId,
    startedOn: '2014-06-11',
    endedOn: '2014-06-11',
    method,
    notice: codesOf(notices)[0],
    selection: codesOf(selections)[0],
    note: text,
    members: [member],
    items: [{ ...look, note: cut(text, 2000) }],
  }
}

/** Writes every text into every field of problems, some into those of visits; the problems' ids. */
async function writeAll(page: Page, given: Known): Promise<readonly string[]> {
  const all = [...naughty, ...brokenHalves]
  const saved = await saveAll(
    page,
    'problem.save',
    all.map((text) => problemOf(text, given)),
  )
  const problems = await readAll(page, 'problem.one', saved)
  for (const [index, text] of all.entries()) {
    expect(problems[index]).toMatchObject(problemOf(text.toWellFormed(), given))
  }
  const some = naughty.filter((_text, index) => index % 16 === 0)
  const visits = await saveAll(
    page,
    'visit.save',
    some.map((text) => visitOf(text, given)),
  )
  const visited = await readAll(page, 'visit.one', visits)
  for (const [index, text] of some.entries()) {
    expect(visited[index]).toMatchObject({ note: text, items: [{ note: text }] })
  }
  return saved
}

/** Names of units, types and rounds, where they are short enough. */
async function nameThings(page: Page, { unitId }: Known): Promise<void> {
  const names = naughty.filter(({ length }) => length < 60).filter((_text, at) => at % 12 === 0)
  const kind = { level: '40', kind: codesOf(unitKinds)[0], parentId: unitId }
  await saveAll(
    page,
    'unit.add',
    names.map((name) => ({ name, ...kind })),
  )
  await saveAll(
    page,
    'problem.addType',
    names.slice(0, 8).map((name) => ({ name, brief: cut(name, 12) })),
  )
  await saveAll(
    page,
    'visit.saveRound',
    names.slice(0, 8).map((purpose, at) => {
      return { no: 40 + at, purpose, fromOn: '2014-06-01', toOn: '2014-06-30' }
    }),
  )
}

/** Every row of the list passes by on screen. */
async function scrollThrough(page: Page): Promise<void> {
  await page.getByRole('grid', { name: '问题清单' }).waitFor()
  await page.getByRole('grid', { name: '问题清单' }).focus()
  for (let turn = 0; turn < 8; turn += 1) await page.keyboard.press('PageDown')
}

/** What hostile texts look like in drawers, in the form, in filters and on the other pages. */
async function lookRound(page: Page, ids: readonly string[]): Promise<void> {
  const looked = naughty.flatMap((text, at) => (at % 18 === 0 ? [{ text, id: ids[at] ?? '' }] : []))
  for (const { text, id } of looked) {
    await go(page, `#/problems?open=${id}`)
    const drawer = page.getByRole('dialog')
    await expect.poll(() => drawer.textContent()).toContain(text)
  }
  for (const { text, id } of looked.slice(0, 4)) {
    await go(page, `#/problems?form=${id}`)
    await expect.poll(() => page.locator('#problem-what').inputValue()).toBe(fieldText(text))
  }
  for (const { text } of looked) {
    await go(page, `#/problems?text=${encodeURIComponent(JSON.stringify(cut(text, 90)))}`)
    await page.getByRole('grid', { name: '问题清单' }).waitFor()
  }
  for (const place of ['#/rounds/visits', '#/units', '#/analysis/prevalence', '#/case/history']) {
    await go(page, place)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
  }
}

/** A field of several lines has line feeds for all line ends. */
function fieldText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n')
}

/** What goes on paper holds each text as it is. */
async function printed(xundu: Xundu): Promise<readonly string[]> {
  await xundu.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (!window) throw new Error('no window')
    const look = `[...document.querySelectorAll('.printed-list td')].map((cell) => cell.textContent)`
    async function keep() {
      Reflect.set(globalThis, 'printed', await window?.webContents.executeJavaScript(look))
    }
    window.webContents.print = (_options, done) => {
      void keep().finally(() => done?.(true, ''))
    }
  })
  await xundu.page.keyboard.press('Control+p')
  await xundu.page.getByRole('button', { name: '打印' }).click()
  const kept = () => xundu.electron.evaluate((): unknown => Reflect.get(globalThis, 'printed'))
  await expect.poll(kept).toBeTruthy()
  return z.array(z.string()).parse(await kept())
}

async function exported({ electron, page }: Xundu, path: string): Promise<Buffer> {
  await answerSaveDialog(electron, path)
  await page.getByRole('button', { name: '存为 XLSX' }).click()
  await page.getByText(/已存/).waitFor()
  return readFileSync(path)
}

/** The texts of a workbook, and how many of its cells are formulas. */
async function contentOf(bytes: Buffer) {
  const archive = await openArchive(bytes)
  let sheet = ''
  await archive.readText('xl/worksheets/sheet1.xml', (piece) => {
    sheet += piece
  })
  archive.close()
  const { sheets } = await readLedger(bytes, '问题清单.xlsx')
  return { formulas: sheet.match(/<f[ >]/g)?.length ?? 0, cells: sheets[0]?.rows.flat() ?? [] }
}

/** A ledger of all texts goes through every step of the import. */
async function importAll(page: Page): Promise<readonly string[]> {
  const texts = naughty.filter((text) => text !== '#REF!')
  const quoted = (cells: readonly string[]) =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  const rows = texts.map((text) => quoted([UNIT, '2014-06-10', 'T02', text, cut(text, 190)]))
  const ledger = ['单位,发现日期,问题类型,问题描述,地点', ...rows].join('\r\n')
  await go(page, '#/case/import')
  await page.locator('.intake-drop').waitFor()
  await drop(page, '<img src=x onerror=globalThis.injected=1>.csv', Buffer.from(`${ledger}\r\n`))
  await page.getByRole('heading', { name: '这张表是什么' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: '台账没写全的，怎么算' }).waitFor()
  await page.getByRole('button', { name: '试运行' }).click()
  await page.getByText(/没有错，可以导入\d+条。/).waitFor()
  await page.getByRole('button', { name: /^导入\d+条/ }).click()
  await page.getByText(/加入\d+条问题/).waitFor()
  return texts.map(cleanCell)
}

async function importedWhats(page: Page): Promise<readonly string[]> {
  const filter = { period: { from: '2014-06-10', to: '2014-06-10' }, text: '' }
  const List = z.object({ rows: z.array(z.object({ what: z.string() })) })
  const whats: string[] = []
  for (let offset = 0; ; offset += 200) {
    const input = { filter, offset, limit: 200 }
    const { rows } = List.parse(await ask(page, 'problem.list', input))
    whats.push(...rows.map(({ what }) => what))
    if (rows.length < 200) return whats
  }
}

describe.skipIf(!runtime)('texts that break programs', () => {
  test('run nothing and come back as they were', async ({ xundu, page, dataFolder }) => {
    await openPractice(xundu)
    // The statistics try once, as they are read, whether code may be made, and do without.
    await go(page, '#/analysis/prevalence')
    await page.getByRole('heading', { name: '普遍性' }).waitFor()
    await watchPage(page)
    const given = await known(page)
    const ids = await writeAll(page, given)
    await nameThings(page, given)
    await lookRound(page, ids)

    await go(page, '#/problems?period={"from":"2014-06-11","to":"2014-06-11"}')
    await scrollThrough(page)
    const cells = new Set(await printed(xundu))
    expect(naughty.filter((text) => !cells.has(text))).toEqual([])
    const { formulas, cells: saved } = await contentOf(
      await exported(xundu, join(dataFolder, '清单.xlsx')),
    )
    expect(formulas).toBe(0)
    const kept = new Set(saved.map((cell) => cell.trim()))
    expect(naughty.filter((text) => !kept.has(text))).toEqual([])
    await page.keyboard.press('Escape')

    const imported = await importAll(page)
    const whats = new Set(await importedWhats(page))
    expect(imported.filter((text) => !whats.has(text))).toEqual([])
    await expectQuiet(page)

    // What is looked for is seen where it is.
    xundu.allowFaults(/Content Security Policy/)
    await page.evaluate(
      (text) => {
        document.body.append(document.createElement('div'))
        document.body.lastElementChild?.insertAdjacentHTML('beforeend', text)
      },
      naughty.find((text) => text.startsWith('<svg onload')) ?? '',
    )
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'seen'))).not.toEqual([])
    expect(await page.evaluate(() => Reflect.get(globalThis, 'injected'))).toBe(undefined)
  })
})
