import { execFileSync, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

import { expect, test } from 'vitest'
import { z } from 'zod'

import { HELP } from '#scripts/bench/arguments.ts'
import { barsOf } from '#scripts/bench/bars.ts'
import { pages } from '#scripts/bench/prevalence.ts'
import { interleave, median } from '#scripts/bench/rounds.ts'

const BENCH = resolve(import.meta.dirname, '../../scripts/bench.ts')

const Milliseconds = z.number().positive()

const Answers = z.strictObject({
  middle: Milliseconds,
  slowest: z.strictObject({ of: z.string(), ms: Milliseconds }),
})

const Report = z.strictObject({
  small: z.literal(true),
  sizes: z.object({ units: z.number(), problems: z.array(z.number()).length(3) }),
  figures: z.strictObject({
    prevalence: z.array(
      z.strictObject({
        page: z.enum(pages),
        door: Milliseconds,
        plain: Milliseconds,
        doorOfTenth: Milliseconds,
      }),
    ),
    import: z.strictObject({
      door: Milliseconds,
      steps: z.strictObject({
        read: Milliseconds,
        stage: Milliseconds,
        plan: Milliseconds,
        commit: Milliseconds,
      }),
      peak: z.number().positive(),
      bare: Milliseconds,
      bareBy: z.string().min(1),
      byHand: Milliseconds,
    }),
    opening: z.strictObject({ small: Milliseconds, large: Milliseconds }),
    vault: z.strictObject({
      unlock: z.strictObject({ door: Milliseconds, byHand: Milliseconds }),
      edit: z.strictObject({ door: Milliseconds, plain: Milliseconds }),
      verification: z.strictObject({
        byHand: Milliseconds,
        integrity: Milliseconds,
        whole: Milliseconds,
        pages: Milliseconds,
        structure: Milliseconds,
        chain: Milliseconds,
        log: Milliseconds,
        replay: Milliseconds,
      }),
    }),
    asking: z.strictObject({
      search: Answers,
      lists: Answers,
      compared: z.number().positive(),
      differing: z.number(),
    }),
  }),
  bars: z.array(
    z.strictObject({
      name: z.string(),
      value: z.number().min(0),
      most: z.number(),
      unit: z.enum(['ratio', 'MB', 'ms', 'count']),
      passed: z.boolean(),
    }),
  ),
  versions: z.record(z.string(), z.string()),
  machine: z.record(z.string(), z.union([z.string(), z.number()])),
})

test('a small run builds its cases, measures everything and tells it as one object', () => {
  const output = execFileSync(process.execPath, [BENCH, '--small', '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const report = Report.parse(JSON.parse(output))
  expect(report.figures.prevalence.map(({ page }) => page)).toEqual([
    'byWeek',
    'byType',
    'byTypeOfCounties',
  ])
  expect(report.bars).toHaveLength(16)
  expect(report.bars).toEqual(barsOf(report.figures))
}, 300_000)

test('an option that is none ends it, and --help says which there are', () => {
  const unknown = spawnSync(process.execPath, [BENCH, '--smal'], { encoding: 'utf8' })
  expect(unknown.status).toBe(1)
  expect(unknown.stderr).toContain('--smal')
  const help = spawnSync(process.execPath, [BENCH, '--help'], { encoding: 'utf8' })
  expect([help.status, help.stdout.trim()]).toEqual([0, HELP])
})

test('a bar is missed by a figure above it and held by one that reaches it', () => {
  const page = (door: number) => ({ page: 'byWeek', door, plain: 100, doorOfTenth: door }) as const
  const figures = {
    prevalence: [page(130)],
    import: {
      door: 401,
      steps: { read: 1, stage: 1, plan: 1, commit: 1 },
      peak: 400 * 1024 * 1024,
      bare: 100,
      bareBy: 'sqlite3',
      byHand: 200,
    },
    opening: { small: 10, large: 15 },
    vault: {
      unlock: { door: 120, byHand: 100 },
      edit: { door: 5, plain: 2 },
      verification: {
        byHand: 100,
        integrity: 250,
        whole: 150,
        pages: 60,
        structure: 50,
        chain: 20,
        log: 10,
        replay: 10,
      },
    },
    asking: {
      search: { middle: 1, slowest: { of: '人', ms: 21 } },
      lists: { middle: 5, slowest: { of: 'one state', ms: 30 } },
      compared: 20,
      differing: 0,
    },
  }
  expect(barsOf(figures).map(({ value, passed }) => [value, passed])).toEqual([
    [1.3, true],
    [1, true],
    [4.01, false],
    [1.5, true],
    [1.2, true],
    [2.5, false],
    [1.5, true],
    [0.429, true],
    [400, true],
    [21, false],
    [30, true],
    [0, true],
  ])
})

test('rounds take turns in beginning, and the middle figure counts', async () => {
  const ran: string[] = []
  const slow = [30, 10, 20]
  const of = await interleave(3, {
    a: () => {
      ran.push('a')
      return slow.shift() ?? 0
    },
    b: () => {
      ran.push('b')
      return 1
    },
  })
  expect(ran.join('')).toBe('abbaab')
  expect([of('a'), of('b')]).toEqual([20, 1])
  expect(median([4, 1, 3, 2])).toBe(2.5)
})
