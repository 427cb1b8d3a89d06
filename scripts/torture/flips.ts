import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { isQuiet, type RecoveryReport } from '#db/engine/oplog/join-log.ts'
import { verifyPages } from '#db/engine/verify/pages.ts'
import { randomFrom } from '#db/kernel/random.ts'

import { AS_SHIPPED, commit, DATABASE, databaseKey, examine, openTrial } from './case.ts'
import { withPlace } from './place.ts'
import { type Row, type Size, type Tally, tallied } from './row.ts'

const PAGE = 4096
const HEADER_BYTES = 100
const COMMITS = 45
/** Flips in the journal and in the log, spread evenly. */
const FLIPS = { full: 400, short: 6 } as const

/**
 * Flips one byte in every region of a case, one at a time: in the header of the database and in
 * each of its pages, free ones too; in a journal that a crash left; in the log.
 */
export async function flipRows(size: Size): Promise<readonly Row[]> {
  return withPlace(async (place) => [
    await pagesRow(place, size),
    await journalRow(place, size),
    await logRow(place, size),
  ])
}

/** A closed case with free pages. */
async function closedCase(folder: string): Promise<void> {
  mkdirSync(folder)
  const file = await openTrial(folder, AS_SHIPPED, true)
  for (let number = 1; number <= COMMITS; number += 1) await commit(file, number)
  file.handle.exec('create table waste(text); insert into waste values (hex(zeroblob(150000)))')
  file.handle.exec('drop table waste')
  await file.close()
}

async function pagesRow(place: string, size: Size): Promise<Row> {
  const folder = join(place, 'pages')
  await closedCase(folder)
  const path = join(folder, DATABASE)
  const whole = readFileSync(path)
  const random = randomFrom('pages')
  const tally = tallied()
  const places = [
    ...Array.from({ length: HEADER_BYTES }, (_, at) => at),
    ...Array.from(
      { length: whole.length / PAGE },
      (_, page) => page * PAGE + random.whole(0, PAGE - 1),
    ),
  ]
  for (const at of places.filter((_, index) => size === 'full' || index % 40 === 0)) {
    writeFileSync(path, flipped(whole, at, random.whole(0, 7)))
    const { bad, saltDamaged } = await verifyPages(path, databaseKey())
    const page = Math.floor(at / PAGE) + 1
    const seen = at < 16 ? saltDamaged : bad.length === 1 && bad[0] === page
    tally.add(seen ? 'detected' : 'silent', seen ? undefined : `page ${page}, byte ${at % PAGE}`)
  }
  return rowOf('database header, pages and free pages', tally)
}

/** What a crash leaves: the database as it was, and a journal that was not moved into it. */
async function crashedCase(folder: string): Promise<void> {
  await closedCase(`${folder}-made`)
  const file = await openTrial(`${folder}-made`, AS_SHIPPED)
  file.handle.pragma('wal_autocheckpoint = 0')
  for (let number = COMMITS + 1; number <= 2 * COMMITS; number += 1) await commit(file, number)
  cpSync(`${folder}-made`, folder, { recursive: true })
  await file.close()
}

async function journalRow(place: string, size: Size): Promise<Row> {
  const folder = join(place, 'journal')
  await crashedCase(folder)
  const journal = readFileSync(join(folder, `${DATABASE}-wal`))
  const tally = tallied()
  for (const at of placesIn(journal, size)) {
    const copy = copyOf(folder, place)
    writeFileSync(join(copy, `${DATABASE}-wal`), flipped(journal, at, at % 8))
    const { commits, told } = await reopened(copy)
    // Where nothing is missing the flip lies in what the journal no longer needs.
    const outcome = told ? 'recovered' : 'harmless'
    tally.add(commits === 2 * COMMITS ? outcome : 'silent', `byte ${at}: ${commits} commits`)
  }
  return rowOf('a journal left by a crash', tally)
}

async function logRow(place: string, size: Size): Promise<Row> {
  const folder = join(place, 'log')
  await closedCase(folder)
  const tally = tallied()
  for (const name of readdirSync(join(folder, 'ops'))) {
    const log = readFileSync(join(folder, 'ops', name))
    for (const at of placesIn(log, size)) {
      const damaged = flipped(log, at, at % 8)
      const beside = copyOf(folder, place)
      writeFileSync(join(beside, 'ops', name), damaged)
      const whole = await reopened(beside)
      const good = whole.told && whole.commits === COMMITS
      tally.add(good ? 'recovered' : 'silent', `byte ${at}: ${whole.commits} commits`)
      const alone = copyOf(folder, place)
      writeFileSync(join(alone, 'ops', name), damaged)
      rmSync(join(alone, DATABASE))
      const { commits, told } = await reopened(alone)
      const outcome = commits === COMMITS ? 'recovered' : 'detected'
      tally.add(told ? outcome : 'silent', `byte ${at}, log alone: ${commits} commits`)
    }
  }
  return rowOf('the operation log, with and without the database', tally)
}

function placesIn(bytes: Buffer, size: Size): readonly number[] {
  const step = bytes.length / FLIPS[size]
  return Array.from({ length: FLIPS[size] }, (_, index) => Math.floor(index * step))
}

function copyOf(folder: string, place: string): string {
  const copy = join(place, 'flipped')
  rmSync(copy, { recursive: true, force: true })
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** The commits that are there after an opening, and whether it told of anything. */
async function reopened(
  folder: string,
): Promise<{ readonly commits: number; readonly told: boolean }> {
  const file = await openTrial(folder, AS_SHIPPED, !existsSync(join(folder, DATABASE)))
  try {
    const found = await examine(file.handle)
    if ('wrong' in found) throw new Error(found.wrong)
    return { commits: found.commits, told: file.recovery !== undefined && hasToldOf(file.recovery) }
  } finally {
    await file.close()
  }
}

function hasToldOf(recovery: RecoveryReport): boolean {
  return !isQuiet(recovery) || recovery.torn > 0
}

function flipped(whole: Buffer, at: number, bit: number): Buffer {
  const bytes = Buffer.from(whole)
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at)
  return bytes
}

function rowOf(region: string, tally: Tally): Row {
  const { detected = 0, recovered = 0, harmless = 0, silent = 0 } = tally.counts
  return {
    name: `one byte flipped: ${region}`,
    needed: 'each detected or recovered, 0 silent',
    measured: { detected, recovered, harmless, silent },
    held: silent === 0 && detected + recovered > 0,
    examples: tally.examples,
  }
}
