import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

import { randomFrom } from '#db/kernel/random.ts'

import {
  AS_SHIPPED,
  commitsIn,
  DATABASE,
  examine,
  hasDraft,
  openTrial,
  type Trial,
} from './case.ts'
import { type AfterCut, type Cut, diskModel } from './disk-model.ts'
import { withPlace } from './place.ts'
import { buildRecorder, type DiskCall, recorded } from './recorder.ts'
import { type Row, type Size, type Tally, tallied } from './row.ts'

const WORKER = resolve(import.meta.dirname, 'worker.ts')
const CUTS: readonly Cut[] = ['all lost', 'random', 'random', 'all kept']
const COMMITS = { full: 90, short: 8 } as const

type PowerTrial = {
  readonly name: string
  readonly trial: Trial
  /** States to look at. */
  readonly states: Readonly<Record<Size, number>>
  /** Throws the database away in every state: the log alone must give everything back. */
  readonly logAlone: boolean
  /** A control leaves out a flush; it must lose something, or the test shows nothing. */
  readonly control: boolean
}

const LEAST = { full: 1000, short: 40 } as const
const CONTROL = { full: 400, short: 40 } as const

const TRIALS: readonly PowerTrial[] = [
  { name: 'as shipped', trial: AS_SHIPPED, states: LEAST, logAlone: false, control: false },
  { name: 'the log alone', trial: AS_SHIPPED, states: LEAST, logAlone: true, control: false },
  {
    name: 'the database alone',
    trial: { ...AS_SHIPPED, log: false },
    states: LEAST,
    logAlone: false,
    control: false,
  },
  {
    name: 'control: synchronous=NORMAL, no log',
    trial: { log: false, synchronous: 'normal', flushed: true },
    states: CONTROL,
    logAlone: false,
    control: true,
  },
  {
    name: 'control: the log alone, not flushed',
    trial: { ...AS_SHIPPED, flushed: false },
    states: CONTROL,
    logAlone: true,
    control: true,
  },
]

/** Cuts the power at many points of recorded work, loses what was not flushed, and looks. */
export async function powerRows(size: Size): Promise<readonly Row[]> {
  return withPlace(async (place) => {
    const recorder = buildRecorder(place)
    const rows: Row[] = []
    for (const trial of TRIALS) {
      rows.push(
        'skipped' in recorder
          ? rowOf(trial, size, tallied(), recorder.skipped)
          : await powerRow(place, recorder.library, trial, size),
      )
    }
    return rows
  })
}

async function powerRow(
  place: string,
  library: string,
  trial: PowerTrial,
  size: Size,
): Promise<Row> {
  const folder = join(place, 'recorded')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const given = [folder, 'create', String(COMMITS[size]), JSON.stringify(trial.trial)]
  const calls = recorded(library, folder, WORKER, given)
  const tally = tallied()
  const points = pointsIn(calls, Math.ceil(trial.states[size] / CUTS.length), trial.name)
  const random = randomFrom(`power ${trial.name}`)
  const model = diskModel()
  for (const [index, call] of calls.entries()) {
    model.take(call)
    if (!points.has(index)) continue
    for (const cut of CUTS) {
      const after = model.cut(cut, () => random.next())
      await look(folder, after, trial, tally)
    }
  }
  return rowOf(trial, size, tally)
}

/** Every acknowledgement, where a loss would show at once, and chance points between them. */
function pointsIn(calls: readonly DiskCall[], count: number, seed: string): ReadonlySet<number> {
  const random = randomFrom(`points ${seed}`)
  const acknowledged = calls.flatMap(({ kind }, index) => (kind === 'acknowledged' ? [index] : []))
  const points = new Set(random.shuffle(acknowledged).slice(0, Math.ceil(count / 2)))
  const most = Math.min(count, calls.length)
  while (points.size < most) points.add(random.whole(0, calls.length - 1))
  return points
}

async function look(
  folder: string,
  { files, acknowledged }: AfterCut,
  { trial, logAlone }: PowerTrial,
  tally: Tally,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [name, content] of files) {
    const path = join(folder, relative(folder, name))
    if (logAlone && dirname(path) === folder) continue
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  tally.add('states')
  try {
    const create = logAlone || !files.has(join(folder, DATABASE))
    if (create && !logAlone && acknowledged > 0) throw new Error('the database is gone')
    const file = await openTrial(folder, { ...trial, synchronous: 'full', flushed: true }, create)
    const found = acknowledged % 10 === 0 ? await examine(file.handle) : commitsIn(file.handle)
    // Drafts are in the database alone.
    const drafted = logAlone || hasDraft(file.handle, acknowledged)
    await file.close()
    if ('wrong' in found) tally.add('wrong', found.wrong)
    else if (found.commits < acknowledged || !drafted) tally.add('lost')
    else tally.add('whole')
  } catch (error) {
    // A case that was still being made when the power went was never there.
    if (acknowledged > 0) tally.add('wrong', String(error))
  }
}

function rowOf(
  { name, control, states }: PowerTrial,
  size: Size,
  tally: Tally,
  skipped?: string,
): Row {
  const [seen, lost, wrong] = [tally.of('states'), tally.of('lost'), tally.of('wrong')]
  const enough = seen >= states[size]
  return {
    name: `power loss, ${name}`,
    needed: control ? 'must lose something' : `≥ ${states[size]} states, 0 lost, every state opens`,
    measured: { states: seen, lost, wrong },
    held: skipped !== undefined || (enough && (control ? lost + wrong > 0 : lost + wrong === 0)),
    ...(skipped === undefined ? {} : { skipped }),
    examples: control ? [] : tally.examples,
  }
}
