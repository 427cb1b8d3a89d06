import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { isQuiet } from '#db/engine/oplog/join-log.ts'

import { AS_SHIPPED, commitsIn, examine, openTrial } from './case.ts'
import { withPlace } from './place.ts'
import { type Row, type Size, type Tally, tallied } from './row.ts'

const WORKER = resolve(import.meta.dirname, 'worker.ts')
const KILLS = { full: 200, short: 4 } as const
const COMMITS = { full: 10_000, short: 40 } as const
/** Kills before a case is given up for a new one, so that looking at it stays quick. */
const KILLS_PER_CASE = 25
const LONGEST_WAIT = 250
/** A machine that commits slowly gets more kills, up to this many times as many. */
const MOST_TIMES = 4

/** Kills a process in the middle of its commits, again and again, and looks at what it leaves. */
export async function killRow(size: Size): Promise<Row> {
  const tally = tallied()
  let kills = 0
  let acknowledged = 0
  const enough = () =>
    (kills >= KILLS[size] && acknowledged >= COMMITS[size]) || kills >= KILLS[size] * MOST_TIMES
  await withPlace(async (place) => {
    while (!enough()) {
      const folder = join(place, `case-${kills}`)
      mkdirSync(folder)
      const before = acknowledged
      for (let kill = 0; kill < KILLS_PER_CASE && !enough(); kill += 1) {
        await killOnce(folder, kill === 0)
        kills += 1
        acknowledged = before + lastAcknowledged(folder)
        await look(folder, tally)
      }
    }
  })
  const [lost, wrong] = [tally.of('lost'), tally.of('wrong')]
  return {
    name: 'kill -9 during commits',
    needed: `≥ ${KILLS[size]} kills, ≥ ${COMMITS[size]} acknowledged, 0 lost, every state opens`,
    measured: { kills, acknowledged, lost, wrong, recovered: tally.of('recovered') },
    held: lost + wrong === 0 && kills >= KILLS[size] && acknowledged >= COMMITS[size],
    examples: tally.examples,
  }
}

async function killOnce(folder: string, create: boolean): Promise<void> {
  const before = sizeOf(acknowledgedIn(folder))
  const trial = JSON.stringify(AS_SHIPPED)
  const given = [WORKER, folder, create ? 'create' : 'open', '1000000', trial]
  const worker = spawn(process.execPath, given, { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = exited(worker)
  const begun = async () => {
    while (worker.exitCode === null && sizeOf(acknowledgedIn(folder)) <= before) await pause(2)
  }
  await Promise.race([begun(), ended])
  await pause(Math.random() * LONGEST_WAIT)
  worker.kill('SIGKILL')
  await ended
}

async function look(folder: string, tally: Tally): Promise<void> {
  const acknowledged = lastAcknowledged(folder)
  try {
    const file = await openTrial(folder, AS_SHIPPED)
    try {
      if (file.recovery && !isQuiet(file.recovery)) tally.add('recovered')
      const thorough = acknowledged % 5 === 0
      const found = thorough ? await examine(file.handle) : commitsIn(file.handle)
      if ('wrong' in found) tally.add('wrong', found.wrong)
      else if (found.commits < acknowledged) {
        tally.add('lost', `${acknowledged} acknowledged, ${found.commits} there`)
      } else tally.add('whole')
    } finally {
      await file.close()
    }
  } catch (error) {
    tally.add('wrong', String(error))
  }
}

function acknowledgedIn(folder: string): string {
  return join(folder, 'commits.ack')
}

function lastAcknowledged(folder: string): number {
  if (sizeOf(acknowledgedIn(folder)) === 0) return 0
  // The kill may have cut the last line short; the one before it was whole.
  const lines = readFileSync(acknowledgedIn(folder), 'utf8').split('\n')
  return Number(lines.at(-2) ?? 0)
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function exited(child: ChildProcess): Promise<void> {
  return new Promise((settle) => {
    child.once('exit', () => settle())
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((settle) => {
    setTimeout(settle, milliseconds)
  })
}
