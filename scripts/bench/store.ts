import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'

import { type CaseFile, openCaseFile } from '#db/engine/case-file.ts'
import { unlockCaseFolder, type UnlockedFolder } from '#db/engine/case-folder.ts'
import { openDatabase } from '#db/engine/open-database.ts'
import type { Host } from '#db/engine/handlers.ts'
import { folderDisk } from '#db/engine/oplog/disk.ts'
import { deriveLogKey } from '#db/engine/oplog/segment.ts'
import { handOf } from '#db/engine/signing.ts'
import { createCase } from '#db/open-case.ts'
import { recountAll, settleExaminations } from '#db/prevalence/settle.ts'

import { settleSearch } from '#db/search/settle.ts'

import { FIRST_MEMBER, SECOND_MEMBER, writeCase } from './write-case.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const TITLE = 'bench'

/** A fresh copy of the passphrase, which whoever opens the case wipes. */
export function benchPassphrase(): Uint8Array {
  return new TextEncoder().encode('bench: nothing in here is secret')
}

/** The least work that a keys file may ask for: opening is measured without the derivation. */
const COST = { memory: 8192, passes: 1, lanes: 1 } as const

/** What decides how a built case looks: another text of these files, another case. */
const SOURCES = [
  'db/migrations/*.ts',
  'db/engine/{bulk,capture,case-file,changeset}.ts',
  'db/prevalence/settle.ts',
  'db/search/{rules,settle,sources}.ts',
  'db/practice/rules/{problems,texts}.ts',
  'scripts/bench/{fieldwork,ledger,places,store,write-case}.ts',
]

export type BenchCase = { readonly units: number; readonly problems: number }
type Tell = (line: string) => void

/** The folder of the cases that these very sources build; those of other sources are removed. */
export function openStore(parent: string, tell: Tell): string {
  claim(parent)
  const digest = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: ROOT }).toSorted((a, b) => a.localeCompare(b))) {
    digest.update(`${file}\n`).update(readFileSync(join(ROOT, file)))
  }
  const store = join(parent, digest.digest('hex').slice(0, 16))
  for (const name of existsSync(parent) ? globSync('*', { cwd: parent }) : []) {
    if (join(parent, name) === store || name === 'app' || name === 'running') continue
    tell(`removing ${name}, built by other sources`)
    rmSync(join(parent, name), { recursive: true, force: true })
  }
  mkdirSync(store, { recursive: true })
  return store
}

/** One run at a time: another one would take away what this one builds. */
function claim(parent: string): void {
  mkdirSync(parent, { recursive: true })
  const mark = join(parent, 'running')
  const other = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0
  if (isRunning(other)) throw new Error(`another bench runs as process ${other}`)
  writeFileSync(mark, String(process.pid))
  process.once('exit', () => rmSync(mark, { force: true }))
}

function isRunning(id: number): boolean {
  try {
    return id > 0 && process.kill(id, 0)
  } catch {
    return false
  }
}

/** The folder of one case; it is built when it is not there yet, and moved in when it is whole. */
export async function caseOf(store: string, given: BenchCase, tell: Tell): Promise<string> {
  const name = `${given.units}-${given.problems}`
  const kept = join(store, name)
  const folder = join(kept, `${TITLE}.xundu`)
  if (existsSync(kept)) return folder
  const began = performance.now()
  const beside = join(store, `${name}.part`)
  rmSync(beside, { recursive: true, force: true })
  mkdirSync(beside)
  await build(beside, given, (done, total) => {
    const seconds = Math.round((performance.now() - began) / 1000)
    tell(
      `building ${given.problems} problems: ${Math.round((100 * done) / total)} % (${seconds} s)`,
    )
  })
  renameSync(beside, kept)
  return folder
}

/** Takes the keys of a built case out of its keys file, so that opening needs no derivation. */
export async function unlockBenchCase(folder: string): Promise<UnlockedFolder> {
  return unlockCaseFolder(folder, undefined, benchPassphrase())
}

/** The clock of the bench stands after its fieldwork; ids count up. */
export function benchHost(): Host {
  let made = 0
  return {
    deviceId: 'bench',
    now: () => '2015-01-05T02:00:00.000Z',
    today: () => '2015-01-05',
    newId: () => `bench-${(made += 1)}`,
    report: (error) => {
      throw error
    },
  }
}

async function build(
  parent: string,
  given: BenchCase,
  tell: (done: number, total: number) => void,
): Promise<void> {
  const host = benchHost()
  const ids = ['bench-case', FIRST_MEMBER]
  const { folder, service } = await createCase(
    {
      parent,
      title: TITLE,
      rootKind: 'province',
      groupName: TITLE,
      practice: true,
      member: { name: '林若川', role: 'member' },
      passphrase: benchPassphrase(),
      cost: COST,
    },
    { ...host, newId: () => ids.shift() ?? SECOND_MEMBER },
  )
  const second = await service.call('casefile.addMember', { name: '沈秋实', role: 'deputy' })
  if (!second.ok) throw new Error('the second member was refused')
  await service.close()
  const file = await openToWrite(await unlockBenchCase(folder), host)
  await writeCase(file, given, tell)
  while (file.unsettled) await file.settleMore()
  await file.close()
}

/** The case file itself, which the app keeps behind its door: with its log and signed changesets. */
function openToWrite(
  { folder, databasePath, keys, caseId, memberId, signKey }: UnlockedFolder,
  { deviceId }: Host,
): Promise<CaseFile> {
  const log = {
    disk: folderDisk(join(folder, 'ops')),
    key: deriveLogKey(keys.log, caseId),
    caseId,
    deviceId,
    recount: recountAll,
    pastGaps: false,
    whole: false,
  }
  const handle = openDatabase(databasePath, keys.db)
  return openCaseFile(
    handle,
    [settleExaminations, settleSearch],
    log,
    handOf(caseId, memberId, signKey),
  )
}
