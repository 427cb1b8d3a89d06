import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { withPlace } from './place.ts'
import { buildRecorder } from './recorder.ts'
import { type Row, type Size, type Tally, tallied } from './row.ts'

const WORKER = resolve(import.meta.dirname, 'faults-worker.ts')
/** Some points lie behind the end of the work and fail nothing. */
const POINTS = { full: 300, short: 8 } as const
const FAILURES = { full: 240, short: 6 } as const

const KINDS = [
  { kind: 'full', name: 'full disk at every cut point' },
  { kind: 'flush', name: 'failing flush at every cut point' },
] as const

/** Fills the disk, or fails a flush, at one point after another in the middle of commits. */
export async function faultRows(size: Size): Promise<readonly Row[]> {
  return withPlace(async (place) => {
    const recorder = buildRecorder(place)
    return KINDS.map(({ kind, name }) => {
      const tally = tallied()
      if ('skipped' in recorder) return rowOf(name, size, tally, recorder.skipped)
      tryAll(place, recorder.library, kind, POINTS[size], tally)
      return rowOf(name, size, tally)
    })
  })
}

function tryAll(place: string, library: string, kind: string, points: number, tally: Tally): void {
  const faults = join(place, 'faults')
  writeFileSync(faults, Buffer.from(new BigInt64Array([-1n, 0n, 0n]).buffer))
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [WORKER, place, faults, kind, String(points)],
    {
      encoding: 'utf8',
      env: { ...process.env, LD_PRELOAD: library, XUNDU_BELOW: place, XUNDU_FAULTS: faults },
    },
  )
  if (status !== 0) tally.add('wrong', stderr.slice(0, 500))
  for (const line of stdout.split('\n').filter((each) => each !== '')) {
    const outcome: { point: number; failed: boolean; wrong?: string } = JSON.parse(line)
    tally.add('points')
    if (outcome.failed) tally.add('failures')
    if (outcome.wrong !== undefined) tally.add('wrong', `at ${outcome.point}: ${outcome.wrong}`)
  }
}

function rowOf(name: string, size: Size, tally: Tally, skipped?: string): Row {
  const [points, failures, wrong] = [tally.of('points'), tally.of('failures'), tally.of('wrong')]
  return {
    name,
    needed: `≥ ${FAILURES[size]} failures, 0 lost, each names what is saved`,
    measured: { points, failures, wrong },
    held: skipped !== undefined || (failures >= FAILURES[size] && wrong === 0),
    ...(skipped === undefined ? {} : { skipped }),
    examples: tally.examples,
  }
}
