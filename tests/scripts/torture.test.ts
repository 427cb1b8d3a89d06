import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

import { expect, test } from 'vitest'
import { z } from 'zod'

const SCRIPT = resolve(import.meta.dirname, '../../scripts/torture.ts')

const Rows = z.array(
  z.object({
    name: z.string(),
    needed: z.string(),
    measured: z.record(z.string(), z.number()),
    held: z.boolean(),
    skipped: z.string().optional(),
    examples: z.array(z.string()),
  }),
)

test('a little of every torture is held, and its controls fail as they must', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [SCRIPT, '--short', '--json'], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  const rows = Rows.parse(JSON.parse(stdout))
  expect(rows.filter(({ held }) => !held)).toEqual([])
  expect(status).toBe(0)
  expect(rows).toHaveLength(21)
  const tried = rows.filter(({ skipped }) => skipped === undefined)
  for (const { name, measured } of tried) {
    const seen = Object.values(measured).reduce((sum, count) => sum + count, 0)
    expect([name, seen > 0]).toEqual([name, true])
  }
}, 300_000)
