import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { SaxesParser } from 'saxes'
import { expect, onTestFinished } from 'vitest'
import { z } from 'zod'

import { readLedger } from '#db/intake/reader/read-ledger.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** All that the demo writes, in the order of their names. */
export const FILES = ['json', 'pdf', 'png', 'svg', 'xlsx'].map((ending) => `prevalence.${ending}`)

const Figures = z.object({
  case: z.object({ title: z.string(), practice: z.boolean() }),
  finding: z.string(),
  basis: z.string(),
  whyNoPrevalence: z.string().optional(),
  examinedUnits: z.number(),
  rows: z.array(
    z.object({
      problemType: z.string(),
      name: z.string(),
      nameEn: z.string(),
      found: z.number(),
      examined: z.number(),
      unconfirmed: z.number(),
      problems: z.number(),
      problemUnits: z.number(),
      assessment: z.object({ word: z.string(), share: z.number().nullable() }),
    }),
  ),
})

type Figures = z.infer<typeof Figures>

type Told = { readonly output: string; readonly error: string }
type Ended = { readonly code: number | null; readonly told: Told }

/** Runs the demo on its own and hears what it says. */
export function demo(given: readonly string[]): Promise<Ended> {
  return run('scripts/demo.ts', given, {})
}

/** Runs one of the scripts where there is no display. */
export async function run(
  script: string,
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const child = spawn(process.execPath, [script, ...given], {
    cwd: ROOT,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let error = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text))
  const code = await new Promise<number | null>((settle) => {
    child.once('close', settle)
  })
  return { code, told: { output, error } }
}

/** A folder that is removed when the test ends. */
export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xundu-demo-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What the JSON file holds. */
export function figuresIn(out: string): Figures {
  return Figures.parse(JSON.parse(readFileSync(join(out, 'prevalence.json'), 'utf8')))
}

/** The workbook, read back as a ledger, says of every type what the figures say. */
export async function expectWorkbookLike(figures: Figures, out: string): Promise<void> {
  const { sheets } = await readLedger(readFileSync(join(out, 'prevalence.xlsx')), 'p.xlsx')
  const [table, basis] = sheets
  const cells = table?.rows.map((row) => row.slice(0, 19)) ?? []
  expect(cells.flat()).toContain(figures.finding)
  expect(basis?.rows.flat()).toContain(figures.case.title)
  for (const { name, nameEn, found, examined, problems, problemUnits } of figures.rows) {
    const row = cells.find((each) => each[1] === name || each[1] === nameEn)
    expect([row?.[3], row?.[4], row?.[17], row?.[18]]).toEqual(
      [found, examined, problems, problemUnits].map(String),
    )
  }
}

/** All words of the SVG in their order, broken lines joined; fails where it is not well formed. */
export function wordsOfPicture(out: string): string {
  let words = ''
  const parser = new SaxesParser()
  parser.on('text', (text) => {
    words += text
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(readFileSync(join(out, 'prevalence.svg'), 'utf8')).close()
  return words
}

/** The PNG has twice the SVG's width and height, and is more than a blank sheet. */
export function expectPictureLike(out: string): void {
  const png = readFileSync(join(out, 'prevalence.png'))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const svg = readFileSync(join(out, 'prevalence.svg'), 'utf8')
  const [, width, height] = /<svg[^>]* width="(\d+)" height="([\d.]+)"/.exec(svg) ?? []
  expect(png.readUInt32BE(16)).toBe(Number(width) * 2)
  expect(Math.abs(png.readUInt32BE(20) - Number(height) * 2)).toBeLessThanOrEqual(2)
  expect(png.length).toBeGreaterThan(20_000)
}

/** How many pages a PDF has. */
export function pagesOf(path: string): number {
  const pdf = readFileSync(path, 'latin1')
  expect(pdf).toMatch(/^%PDF-/)
  return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}
