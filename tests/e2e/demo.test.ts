import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { beforeAll, describe, expect, test } from 'vitest'

import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { buildIfStale } from '#scripts/build.ts'
import { findRuntime } from '#scripts/runtime.ts'

import {
  demo,
  expectPictureLike,
  expectWorkbookLike,
  figuresIn,
  FILES,
  ownFolder,
  pagesOf,
  run,
  wordsOfPicture,
} from './demo-files.ts'

// Neither Electron nor Chromium may be installed.
describe.skipIf(!findRuntime())('the demo', () => {
  beforeAll(() => buildIfStale())

  test('turns the practice case into figures, workbook, pictures and one page', async () => {
    const folder = ownFolder()
    const out = join(folder, 'out')
    const { code, told } = await demo(['--out', out])
    expect(told.error).toBe('')
    expect(code).toBe(0)
    expect(readdirSync(out).sort()).toEqual(FILES)

    const figures = figuresIn(out)
    expect(figures.case).toMatchObject({ practice: true })
    expect(figures.examinedUnits).toBeGreaterThan(20)
    expect(figures.finding).toContain('“普遍”')
    const prevalent = figures.rows.filter(({ assessment }) => assessment.word === 'prevalent')
    expect(prevalent.length).toBeGreaterThan(0)

    await expectWorkbookLike(figures, out)
    const words = wordsOfPicture(out)
    expect(words).toContain(figures.finding)
    expect(words).toContain('演练')
    for (const { name, found, examined } of prevalent) {
      expect(words).toContain(name)
      expect(told.output).toContain(`${found}/${examined}`)
    }
    expectPictureLike(out)
    expect(pagesOf(join(out, 'prevalence.pdf'))).toBe(1)
    expect(told.output).toContain(figures.finding)
    expect(told.output).toContain(out)
  })

  test('gives counts only where a ledger has no visits, and says why', async () => {
    const folder = ownFolder()
    const ledger = join(folder, '问题台账.csv')
    writeFileSync(
      ledger,
      [
        '单位,日期,问题类型,问题描述',
        '东砚区,2014年5月8日,门难进、脸难看、事难办,窗口下午无人',
        '东砚区,2014-05,自报自查,自查报告与上年一字不差',
        '平岫县,,自报自查,自查报告没有日期',
      ].join('\n'),
    )
    const out = join(folder, 'out')
    const { code, told } = await demo(['--ledger', ledger, '--out', out])
    expect(told.error).toBe('')
    expect(code).toBe(0)
    expect(readdirSync(out).sort()).toEqual(FILES)

    const figures = figuresIn(out)
    expect(figures.case).toEqual({ title: '问题台账', practice: false })
    expect(figures.examinedUnits).toBe(0)
    expect(figures.whyNoPrevalence).toContain('不能称“普遍”')
    expect(
      figures.rows
        .filter(({ problems }) => problems > 0)
        .map(({ name, problems, problemUnits }) => ({ name, problems, problemUnits })),
    ).toEqual([
      { name: '自报自查', problems: 2, problemUnits: 2 },
      { name: '门难进、脸难看、事难办', problems: 1, problemUnits: 1 },
    ])
    expect(figures.rows.map(({ assessment }) => assessment.share)).not.toContainEqual(
      expect.any(Number),
    )

    await expectWorkbookLike(figures, out)
    const words = wordsOfPicture(out)
    expect(words).toContain('不能称“普遍”')
    expect(words).toContain('自报自查')
    expect(words).not.toContain('%')
    expectPictureLike(out)
    expect(pagesOf(join(out, 'prevalence.pdf'))).toBe(1)
    // What was completed is told: two units and a type made, a day and a date supplied.
    expect(told.output).toContain('2个单位已新建：东砚区、平岫县')
    expect(told.output).toContain('1类问题已新建：自报自查')
    expect(told.output).toContain('1行的日期只到月或年')
    expect(told.output).toContain('1行没有日期')
  })

  test('reckons with visits, in English, and keeps the case file when asked to', async () => {
    const folder = ownFolder()
    const units = join(folder, 'units.csv')
    const visits = join(folder, 'visits.csv')
    const ledger = join(folder, 'problems.csv')
    const counties = Array.from({ length: 12 }, (_each, index) => `第${index + 1}县`)
    writeFileSync(units, ['名称,层级', ...counties.map((name) => `${name},县`)].join('\n'))
    writeFileSync(
      visits,
      [
        '单位,日期,看什么,结果,选取,通知',
        ...counties.map(
          (name, index) => `${name},2014-05-08,T02,${index < 10 ? '发现' : '未发现'},抽签,暗访`,
        ),
      ].join('\n'),
    )
    // Ten counties had a find; of one the problem is not told whole, so that it counts as none.
    const problems = counties.slice(0, 10).map((name, index) => {
      const who = index === 9 ? '' : '王某'
      return `${name},2014-05-08,T02,窗口下午无人,2014年5月,办事大厅,群众白跑一趟,${who}`
    })
    const heads = '单位,日期,问题类型,问题描述,发生时间,地点,影响,责任人'
    writeFileSync(ledger, [heads, ...problems].join('\n'))
    const out = join(folder, 'out')
    const given = ['--units', units, '--visits', visits, '--ledger', ledger, '--locale', 'en']
    const kept = ['--case', join(folder, 'kept'), '--title', '云岭试算']
    const { code, told } = await demo([...given, ...kept, '--out', out])
    expect(told.error).toBe('')
    expect(code).toBe(0)

    const figures = figuresIn(out)
    const row = figures.rows.find(({ problemType }) => problemType === 'T02')
    expect(row).toMatchObject({
      examined: 12,
      found: 9,
      unconfirmed: 1,
      problems: 10,
      assessment: { share: 0.75, word: 'prevalent' },
    })
    expect(told.output).toContain('1 problems are not told whole')
    expect(told.output).toMatch(/Prevalent +9\/12 +75% +47–91%/)
    expect(told.output).toContain('T02 doors hard to enter')
    expect(told.output).not.toMatch(/发现|查看|普遍/)
    await expectWorkbookLike(figures, out)
    expectPictureLike(out)
    expect(pagesOf(join(out, 'prevalence.pdf'))).toBe(1)

    const caseFolder = join(folder, 'kept', '云岭试算.xundu')
    const passphrase = /shown this once: (.+)/.exec(told.output)?.[1] ?? ''
    const { databasePath } = await unlockCaseFolder(
      caseFolder,
      undefined,
      new TextEncoder().encode(passphrase),
    )
    expect(readFileSync(databasePath).subarray(0, 15).toString()).not.toBe('SQLite format 3')
  })

  test('lists every fault of a ledger by sheet, row and column, and writes nothing', async () => {
    const folder = ownFolder()
    const ledger = join(folder, '台账.csv')
    writeFileSync(
      ledger,
      [
        '单位,日期,问题类型,问题描述',
        '东砚区,2014-05-08,T02,窗口下午无人',
        '石梁县,2014年2月30日,T02,窗口上午无人',
        ',2014-05-09,T02,不知在哪个单位',
      ].join('\n'),
    )
    const out = join(folder, 'out')
    const { code, told } = await demo(['--ledger', ledger, '--out', out])
    expect(code).toBe(1)
    expect(told.error).toContain('“台账.csv”有2处要改，一行也没有导入')
    expect(told.error).toMatch(/第3行“日期”列：.+2014年2月30日/)
    expect(told.error).toMatch(/第4行“单位”列：/)
    expect(existsSync(out)).toBe(false)
  })

  test('completes nothing under --strict', async () => {
    const folder = ownFolder()
    const ledger = join(folder, '台账.csv')
    writeFileSync(ledger, '单位,日期,问题类型,问题描述\n东砚区,2014-05,自报自查,自查报告照抄\n')
    const out = join(folder, 'out')
    const { code, told } = await demo(['--ledger', ledger, '--out', out, '--strict'])
    expect(code).toBe(1)
    expect(told.error).toMatch(/有3处要改/)
    for (const column of ['单位', '日期', '问题类型']) {
      expect(told.error).toContain(`第2行“${column}”列：`)
    }
    expect(existsSync(out)).toBe(false)
  })

  test.each([
    ['没有单位列.csv', '日期,问题描述\n2014-05-08,窗口下午无人\n', '找不到这几列：单位'],
    ['空.csv', '\n', '“空.csv”：'],
    ['改名.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '“改名.xlsx”：'],
  ])('refuses %s with one sentence', async (name, content, sentence) => {
    const folder = ownFolder()
    writeFileSync(join(folder, name), content)
    const out = join(folder, 'out')
    const { code, told } = await demo(['--ledger', join(folder, name), '--out', out])
    expect(code).toBe(1)
    expect(told.error.trim().split('\n')).toHaveLength(1)
    expect(told.error).toMatch(/[\p{Script=Han}].*。\s*$/u)
    expect(told.error).not.toMatch(/intake\.|call\./)
    expect(told.error).toContain(sentence)
    expect(existsSync(out)).toBe(false)
  })

  test('is what npm start does without a display', async () => {
    const folder = ownFolder()
    const { code, told } = await run('scripts/start.ts', [], { INIT_CWD: folder })
    expect(told.error).toBe('')
    expect(code).toBe(0)
    expect(told.output).toContain('本机没有显示器')
    expect(readdirSync(join(folder, 'demo')).sort()).toEqual(FILES)
  })
})
