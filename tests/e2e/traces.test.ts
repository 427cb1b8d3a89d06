import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'

import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { z } from 'zod'

import { csv } from '#tests/fixtures/ledger.ts'

import { answerOpenDialog, answerSaveDialog, launch, runtime, test, type Xundu } from './fixture.ts'
import { go } from './steps.ts'
import { lockCase, makeCase, tryPassphrase } from './vault-steps.ts'

/** Words that occur nowhere else on this machine. */
function markers() {
  const own = randomBytes(5).toString('hex')
  const mark = (place: string) => `痕迹${place}${own}`
  return {
    passphrase: `${mark('口令')} 山路灯火`,
    wrong: `${mark('错口令')} 山路灯火`,
    unit: mark('单位'),
    problem: mark('问题'),
    form: mark('走访'),
    cell: mark('导入'),
    search: mark('搜索'),
    copied: mark('剪贴'),
  }
}
type Markers = ReturnType<typeof markers>

/** Every file below, while others make and remove them. */
function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

/** The files that hold a marker in UTF-8 or UTF-16, and how many were looked at. */
function search(files: readonly string[], words: Markers) {
  const forms = Object.entries(words).flatMap(([place, word]) => {
    const utf16 = Buffer.from(word, 'utf16le')
    return [Buffer.from(word), utf16, Buffer.from(utf16).swap16()].map((form) => ({ place, form }))
  })
  let looked = 0
  const found: string[] = []
  for (const file of files) {
    try {
      const bytes = readFileSync(file)
      looked += 1
      for (const { place, form } of forms) {
        if (bytes.includes(form)) found.push(`${place} in ${file}`)
      }
    } catch {
      // It was removed in the meantime.
    }
  }
  return { found, looked }
}

/** Files of the machine's own folder for temporary ones that were written since. */
function temporarySince(start: number): readonly string[] {
  return readdirSync(tmpdir(), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(tmpdir(), entry.name))
    .filter((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= start)
}

async function save(page: Page, name: string, input: object): Promise<string> {
  const data = await page.evaluate(
    async (asked): Promise<unknown> => {
      const reply = await window.xundu.call(asked.name, asked.input)
      return reply.ok ? reply.data : reply.reasons
    },
    { name, input },
  )
  return z.object({ id: z.string() }).parse(data).id
}

/** Leaves a marker wherever a person at work would: in records, a form, a ledger, a search. */
async function work(xundu: Xundu, words: Markers, chosen: string): Promise<void> {
  const { electron, page } = xundu
  const unit = { name: words.unit, level: '30', kind: 'K01', parentId: null }
  const unitId = await save(page, 'unit.add', unit)
  await save(page, 'problem.save', {
    unitId,
    foundOn: '2014-06-11',
    problemType: 'T02',
    what: words.problem,
    severity: 'ordinary',
    source: 'masses',
  })
  await go(page, '#/rounds/visits?form=new')
  await page.locator('#visit-note').fill(words.form)
  await page.getByText(/上次 /).waitFor()

  await importLedger(xundu, words, chosen)
  await go(page, '#/problems')
  await page.getByText(words.problem).first().waitFor()
  await page.keyboard.press('Control+f')
  await page.keyboard.type(words.search)
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('text=')
  await go(page, '#/problems?text=')
  await answerSaveDialog(electron, join(chosen, '清单.xlsx'))
  await page.keyboard.press('Control+e')
  await page.getByRole('button', { name: '存为 XLSX' }).click()
  await page.getByText('已存“清单.xlsx”').waitFor()
  await page.evaluate((text) => window.xundu.shell('shell.copyText', { text }), words.copied)
}

async function importLedger({ electron, page }: Xundu, words: Markers, chosen: string) {
  const ledger = join(chosen, '台账.csv')
  writeFileSync(
    ledger,
    csv([
      ['单位', '发现日期', '问题类型', '问题描述'],
      [words.unit, '2014-06-10', 'T02', words.cell],
    ]),
  )
  await go(page, '#/case/import')
  await answerOpenDialog(electron, ledger)
  await page.getByRole('button', { name: '选文件', exact: true }).click()
  await page.getByRole('heading', { name: '这张表是什么' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: '试运行' }).click()
  await page.getByRole('button', { name: /^导入\d+条/ }).click()
  await page.getByText('加入1条问题').waitFor()
}

/** A fresh place for everything that a program may keep on a machine. */
function freshPlace() {
  const root = mkdtempSync(join(tmpdir(), 'xundu-traces-'))
  const below = (name: string) => {
    mkdirSync(join(root, name))
    return join(root, name)
  }
  const environment = {
    HOME: below('home'),
    TMPDIR: below('temp'),
    XDG_CACHE_HOME: below('cache'),
    XDG_CONFIG_HOME: below('config'),
    XDG_DATA_HOME: below('share'),
  }
  return { root, environment, data: below('data'), chosen: below('chosen') }
}

/**
 * The browser of the stand-in keeps a history of addresses, and what stands in a form for the case
 * that it crashes; Electron has neither.
 */
const BROWSERS_OWN = /xundu-stand-in-.*\/Default\/(Sessions\/|History)/

/** The one process of the app that holds a case. */
function caseProcess(data: string): number | undefined {
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      const environment = readFileSync(`/proc/${name}/environ`, 'utf8')
      if (command.includes('case-process') && environment.includes(data)) return Number(name)
    } catch {
      // It ended in the meantime, or belongs to somebody else.
    }
  }
  return undefined
}

const CALLS = 'write,pwrite64,writev,pwritev,pwritev2'

/** Records whatever a process writes from now on, whole; undefined where that is not allowed. */
async function recordWrites(pid: number, record: string) {
  const given = ['-f', '-y', '-xx', '-s', '2000000', '-e', `trace=${CALLS}`, '-o', record]
  const tracer = spawn('strace', [...given, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(tracer, 'exit').catch(() => undefined)
  const told = await Promise.race([once(tracer.stderr, 'data').then(String), ended])
  if (!/attached/.test(String(told))) return undefined
  return {
    async end() {
      tracer.kill('SIGINT')
      await ended
    },
  }
}

/** Writes to files, with the path and what was written. */
function writesIn(record: string) {
  const writes: { readonly path: string; readonly bytes: Buffer }[] = []
  for (const line of readFileSync(record, 'latin1').split('\n')) {
    const path = /\b\w*write\w*\(\d+<((?:\\x[\da-f]{2}|\/)[^>]*)>/.exec(line)?.[1]
    if (path === undefined) continue
    const hex = (text: string) => Buffer.from(text.replaceAll('\\x', ''), 'hex')
    const name = path.startsWith('/') ? path : hex(path).toString()
    if (!name.startsWith('/') || name.startsWith('/dev/')) continue
    const written = [...line.matchAll(/"((?:\\x[\da-f]{2})*)"/g)].map(([, text = '']) => hex(text))
    writes.push({ path: name, bytes: Buffer.concat(written) })
  }
  return writes
}

const hasTracer = process.platform === 'linux' && spawnSync('strace', ['-V']).status === 0

describe.skipIf(!runtime)('what is written in a case', () => {
  test('leaves no trace outside its folder and the files that were chosen', async ({
    onTestFinished,
  }) => {
    const { root, environment, data, chosen } = freshPlace()
    onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }))
    const start = Date.now()
    const words = markers()
    const xundu = await launch(data, { environment })
    onTestFinished(() => xundu.end())
    await makeCase(xundu.page, words.passphrase)
    await work(xundu, words, chosen)
    await lockCase(xundu.page)
    await tryPassphrase(xundu.page, words.wrong)
    await xundu.page.getByText('口令不对，案卷没有动。').waitFor()

    const outside = () => {
      const own = [join(data, 'cases') + sep, chosen + sep]
      const files = filesBelow(root).filter(
        (file) => !BROWSERS_OWN.test(file) && !own.some((each) => file.startsWith(each)),
      )
      return search([...files, ...temporarySince(start)], words)
    }
    const running = outside()
    expect(running.found).toEqual([])
    expect(running.looked).toBeGreaterThan(3)
    await xundu.end()
    expect(outside().found).toEqual([])
    // The case itself is closed to a search, and the search finds what is open.
    expect(search(filesBelow(join(data, 'cases')), words).found).toEqual([])
    expect(search(filesBelow(chosen), words).found).toContainEqual(expect.stringMatching(/^cell/))
  })

  test('is encrypted before any of it is written', async ({ onTestFinished, skip }) => {
    skip(!hasTracer, 'strace is not installed')
    const { root, environment, data, chosen } = freshPlace()
    onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }))
    const words = markers()
    const xundu = await launch(data, { environment })
    onTestFinished(() => xundu.end())
    await makeCase(xundu.page, words.passphrase)
    const record = join(root, 'writes')
    const tracing = await recordWrites(caseProcess(data) ?? 0, record)
    skip(!tracing, 'this machine lets no process be traced')
    await work(xundu, words, chosen)
    await lockCase(xundu.page)
    await tracing?.end()

    const writes = writesIn(record)
    const forms = Object.values(words).flatMap((word) => [
      Buffer.from(word),
      Buffer.from(word, 'utf16le'),
    ])
    const plain = writes.filter(({ bytes }) => forms.some((form) => bytes.includes(form)))
    expect(plain.map(({ path }) => path)).toEqual([])
    // Backups are as encrypted as the case.
    const places = ['cases', 'backups'].map((name) => join(data, name) + sep)
    const elsewhere = writes.filter(({ path }) => !places.some((place) => path.startsWith(place)))
    expect(elsewhere.map(({ path }) => path)).toEqual([])
    const kinds = writes.map(({ path }) => path.split('.').at(-1))
    expect(kinds).toEqual(expect.arrayContaining(['db-wal', 'log']))
  })
})
