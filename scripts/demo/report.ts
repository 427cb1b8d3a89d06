import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { casefileContract } from '#db/casefile/contract.ts'
import { prevalenceContract, PrevalenceQuery } from '#db/prevalence/contract.ts'
import { problemContract } from '#db/problem/contract.ts'

import type { DemoApp } from './app.ts'
import { DemoRefusal } from './refusal.ts'

/** The buttons of the page of results, and the files that they write. */
const FILES = [
  ['saveTable', 'prevalence.xlsx'],
  ['savePng', 'prevalence.png'],
  ['saveSvg', 'prevalence.svg'],
  ['savePdf', 'prevalence.pdf'],
] as const

/** A table as the page of results shows it to those who cannot see the chart. */
export type Table = {
  readonly heads: readonly { readonly text: string; readonly figure: boolean }[]
  readonly rows: readonly (readonly string[])[]
}

export type Result = {
  readonly title: string
  readonly basis: string
  readonly table: Table
  readonly note: string
}

/**
 * Writes all files of the analysis into a folder that exists. Pictures, workbook and PDF are saved
 * by the page of results itself; figures and words come from the answer that it shows.
 */
export async function writeReport(app: DemoApp, folder: string): Promise<Result> {
  const query = await firstQuery(app)
  await showReport(app, query)
  const result = await readResult(app)
  for (const [button, name] of FILES) await save(app, button, join(folder, name), name)
  const figures = await figuresOf(app, query, result)
  writeFileSync(join(folder, 'prevalence.json'), `${JSON.stringify(figures, undefined, 2)}\n`)
  return result
}

/** What the page of the analysis begins with: the counties where any was examined, else all. */
async function firstQuery(app: DemoApp): Promise<PrevalenceQuery> {
  const counties = PrevalenceQuery.parse({ levels: ['30'] })
  const { examinedUnits } = await app.ask('call', prevalenceContract.byType, counties)
  return examinedUnits > 0 ? counties : PrevalenceQuery.parse({})
}

async function showReport(app: DemoApp, query: PrevalenceQuery): Promise<void> {
  const search = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(JSON.stringify(value))}`,
  )
  await app.show(`#/report?${search.join('&')}`)
  const ready = app.page.getByTestId('report-ready')
  await ready.or(app.page.getByRole('alert')).first().waitFor()
  if (!(await ready.isVisible())) throw new DemoRefusal('pageNotDrawn')
}

async function save(app: DemoApp, button: string, path: string, name: string): Promise<void> {
  const { page } = app
  await app.answerDialogs(path)
  await page.getByTestId(button).click()
  const saved = page.getByTestId('saved').filter({ hasText: name })
  await saved.or(page.getByRole('alert')).first().waitFor()
  if (!(await saved.isVisible())) throw new DemoRefusal('pageNotDrawn')
}

async function readResult({ page }: DemoApp): Promise<Result> {
  const text = async (testId: string) => (await page.getByTestId(testId).textContent()) ?? ''
  const heads = page.getByTestId('report-table').locator('thead th')
  const rows = page.getByTestId('report-table').locator('tbody tr')
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent)),
  )
  const shown = await heads.evaluateAll((all) =>
    all.map((head) => ({
      text: head.textContent,
      figure: head.classList.contains('figure'),
    })),
  )
  return {
    title: await text('report-title'),
    basis: await text('report-basis'),
    note: (await page.getByTestId('report-counts-only').allTextContents()).join(''),
    table: {
      heads: shown.map(({ text: head, figure }) => ({ text: plain(head), figure })),
      rows: cells.map((row) => row.map(plain)),
    },
  }
}

/** Without the hidden signs that tell where a long word may be broken. */
function plain(text: string): string {
  return text.replaceAll(/\p{Cf}/gu, '').trim()
}

/** The content of the JSON file: every figure, and all that it rests on. */
async function figuresOf(app: DemoApp, query: PrevalenceQuery, { title, basis, note }: Result) {
  const { rows, ...answer } = await app.ask('call', prevalenceContract.byType, query)
  const summary = await app.ask('call', casefileContract.summary, {})
  const types = await app.ask('call', problemContract.types, {})
  const names = new Map(types.map(({ id, name, nameEn }) => [id, { name, nameEn }]))
  return {
    format: 'xundu-prevalence/1',
    case: {
      title: summary.title,
      groupName: summary.groupName,
      practice: summary.practice,
      changesets: summary.changesets,
      lastChangeAt: summary.lastChangeAt,
    },
    finding: title,
    basis,
    ...(note === '' ? {} : { whyNoPrevalence: note }),
    query,
    ...answer,
    rows: rows.map((row) => ({ ...names.get(row.problemType), ...row })),
  }
}
