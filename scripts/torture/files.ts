import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

import type Database from 'better-sqlite3-multiple-ciphers'
import { Kysely } from 'kysely'

import { installCapture } from '#db/engine/capture.ts'
import { type CaseFile, openCaseFile } from '#db/engine/case-file.ts'
import { createCaseFolder, unlockCaseFolder } from '#db/engine/case-folder.ts'
import { inspectCase } from '#db/engine/inspect-case.ts'
import { CaseDialect } from '#db/engine/dialect.ts'
import { migrateToLatest } from '#db/engine/migrate.ts'
import { closeDatabase, openDatabase } from '#db/engine/open-database.ts'
import { folderDisk } from '#db/engine/oplog/disk.ts'
import { isQuiet, joinLog } from '#db/engine/oplog/join-log.ts'
import { deriveLogKey } from '#db/engine/oplog/segment.ts'
import { Failure } from '#db/kernel/failure.ts'
import { migrations } from '#db/migrations/index.ts'
import { recountAll, settleExaminations } from '#db/prevalence/settle.ts'

import { commit, examine } from './case.ts'
import { withPlace } from './place.ts'
import { type Row, tallied } from './row.ts'
import { PHRASE, UNFIT, type Unfit } from './unfit.ts'

/** A derivation that takes milliseconds: it is not what is tried here. */
const COST = { memory: 8192, passes: 1, lanes: 1 } as const
const COMMITS = 3

/** Opens cases in which a file is wrong, empty, short, foreign, older or newer. */
export async function filesRow(): Promise<Row> {
  const tally = tallied()
  await withPlace(async (place) => {
    const [made, other] = [await makeCase(place, '甲'), await makeCase(place, '乙')]
    for (const unfit of [...UNFIT, ...schemas()]) {
      const folder = join(place, 'tried')
      rmSync(folder, { recursive: true, force: true })
      cpSync(made, folder, { recursive: true })
      await unfit.spoil(folder, other)
      const before = contentsOf(folder)
      const found = await tryOpen(folder, unfit)
      const untouched = before === contentsOf(folder)
      const good = found === unfit.expected && (isCode(unfit.expected) ? untouched : true)
      const said = `${unfit.name}: ${found}${untouched ? '' : ', written'}`
      tally.add(good ? 'as it must be' : 'wrong', said)
    }
  })
  const kinds = UNFIT.length + schemas().length
  return {
    name: 'wrong, empty, short, foreign, older and newer files',
    needed: 'each its own code, nothing written',
    measured: { kinds, 'as it must be': tally.of('as it must be'), wrong: tally.of('wrong') },
    held: tally.of('as it must be') === kinds,
    examples: tally.examples,
  }
}

function isCode(expected: string): boolean {
  return expected.includes('.')
}

async function makeCase(place: string, title: string): Promise<string> {
  const made = await createCaseFolder(place, {
    caseId: `case-${title}`,
    title,
    practice: true,
    member: { id: 'm', name: '林若川', role: 'member' },
    passphrase: new TextEncoder().encode(PHRASE),
    cost: COST,
  })
  const handle = openDatabase(made.databasePath, made.keys.db, { create: true })
  const file = await joined(made.folder, made.caseId, made.keys.log, handle)
  for (let number = 1; number <= COMMITS; number += 1) await commit(file, number)
  await file.close()
  return made.folder
}

function joined(
  folder: string,
  caseId: string,
  key: Buffer,
  handle: Database.Database,
): Promise<CaseFile> {
  return openCaseFile(handle, [settleExaminations], placeOf(folder, caseId, key))
}

function placeOf(folder: string, caseId: string, key: Buffer) {
  return {
    disk: folderDisk(join(folder, 'ops')),
    key: deriveLogKey(key, caseId),
    caseId,
    deviceId: 'device',
    schema: Object.keys(migrations).at(-1) ?? '',
    recount: recountAll,
    pastGaps: false,
    whole: false,
  }
}

/** Opens as the app does; answers the code, or how it opened. */
async function tryOpen(folder: string, { member = 'm', passphrase = PHRASE }: Unfit) {
  try {
    inspectCase(folder)
    const phrase = new TextEncoder().encode(passphrase)
    const { databasePath, keys, caseId } = await unlockCaseFolder(folder, member, phrase)
    const handle = openDatabase(databasePath, keys.db)
    try {
      const { handle: open, recovery } = await joined(folder, caseId, keys.log, handle)
      const found = await examine(open)
      const all = 'commits' in found && found.commits === COMMITS
      return !all ? 'something is missing' : recovery && isQuiet(recovery) ? 'quiet' : 'told'
    } finally {
      closeDatabase(handle)
    }
  } catch (error) {
    return error instanceof Failure ? (error.reasons[0]?.code ?? 'no code') : String(error)
  }
}

/** A file that a newer version of the app upgraded, and one of an older version. */
function schemas(): readonly Unfit[] {
  return [
    {
      name: 'schema: newer',
      expected: 'case.newer-schema',
      spoil: (folder) =>
        pastTheDoor(folder, async (handle) => {
          handle.exec(`insert into kysely_migration values ('9999-later', '2036-01-01')`)
        }),
    },
    { name: 'schema: older', expected: 'quiet', spoil: makeOlder },
  ]
}

/** Makes the database anew as the version before this one would, from the log. */
async function makeOlder(folder: string): Promise<void> {
  const { databasePath, keys, caseId } = await unlock(folder)
  rmSync(databasePath)
  const handle = openDatabase(databasePath, keys.db, { create: true })
  const older = Object.entries(migrations).slice(0, -1)
  const db = new Kysely({ dialect: new CaseDialect(handle) })
  await migrateToLatest(db, Object.fromEntries(older))
  installCapture(handle)
  const place = placeOf(folder, caseId, keys.log)
  const { log } = joinLog(handle, place, { ...place, recount: () => undefined })
  log.close()
  closeDatabase(handle)
}

function unlock(folder: string) {
  return unlockCaseFolder(folder, 'm', new TextEncoder().encode(PHRASE))
}

async function pastTheDoor(
  folder: string,
  work: (handle: Database.Database) => Promise<void>,
): Promise<void> {
  const { databasePath, keys } = await unlock(folder)
  const handle = openDatabase(databasePath, keys.db)
  await work(handle)
  closeDatabase(handle)
}

/** Names and sums of all files, to see whether anything was written. */
function contentsOf(folder: string): string {
  if (!existsSync(folder)) return ''
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => {
      const sum = createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')
      return `${name} ${sum}`
    })
    .join('\n')
}
