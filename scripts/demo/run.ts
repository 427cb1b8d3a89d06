import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join, resolve } from 'node:path'

import { casefileContract } from '#db/casefile/contract.ts'
import type { LedgerKind } from '#db/intake/contract.ts'
import { Failure } from '#db/kernel/failure.ts'
import { seal } from '#electron/seal.ts'
import { shellContract } from '#electron/shell/contract.ts'
import { PRACTICE_PASSPHRASE } from '#electron/shell/practice-passphrase.ts'

import { buildIfStale } from '../build.ts'
import { type DemoApp, startDemoApp } from './app.ts'
import type { DemoArguments } from './arguments.ts'
import { loadLedger } from './load-ledger.ts'
import { makePassphrase } from './passphrase.ts'
import { DemoRefusal } from './refusal.ts'
import { writeReport } from './report.ts'
import type { Teller } from './tell.ts'
import type { Words } from './words.ts'

/** Units first: visits and problems speak of them. Problems last: they hang on looks. */
const ORDER = [
  ['unit', 'units'],
  ['visit', 'visits'],
  ['problem', 'ledger'],
] as const satisfies readonly (readonly [LedgerKind, keyof DemoArguments])[]

type Ledger = { readonly kind: LedgerKind; readonly path: string }

/** A case file in the demo's own folder, and what opens it. */
type Made = { readonly folder: string; readonly passphrase: string }

/** What the demo was told to do, with paths made absolute. */
type Job = {
  readonly given: DemoArguments
  readonly ledgers: readonly Ledger[]
  readonly caseParent: string | null
  readonly words: Words
  readonly tell: Teller
}

/**
 * The whole job in a folder of its own: case file, import, analysis, files. Only what is finished
 * leaves that folder. Relative paths count from `from`. Throws DemoRefusal or Failure.
 */
export async function runDemo(
  given: DemoArguments,
  words: Words,
  tell: Teller,
  from: string,
): Promise<void> {
  const ledgers = ledgersOf(given, from)
  const out = resolve(from, given.out)
  const caseParent = given.caseParent === null ? null : resolve(from, given.caseParent)
  if (await build()) tell.built()
  const own = mkdtempSync(join(tmpdir(), 'xundu-demo-'))
  try {
    const files = join(own, 'files')
    mkdirSync(files)
    const app = await startDemoApp(join(own, 'data'), words.locale)
    const made = await withApp(app, async () => {
      const madeCase = await makeCase(app, { given, ledgers, caseParent, words, tell }, own)
      tell.result(await writeReport(app, files))
      return madeCase
    })
    put(files, out, 'notWritten')
    tell.files(out)
    if (caseParent === null) return
    const kept = join(caseParent, basename(made.folder))
    put(made.folder, kept, 'caseNotKept')
    tell.kept(kept, made.passphrase)
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
}

/** Quits the app whatever happens; it closes its case in order first, so that nothing holds it. */
async function withApp<T>(app: DemoApp, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    await app.close()
  }
}

/** What stands in the way of a build is told by the build itself. */
async function build(): Promise<boolean> {
  try {
    return await buildIfStale()
  } catch (error) {
    throw new DemoRefusal('notBuilt', [], { cause: error })
  }
}

function ledgersOf(given: DemoArguments, from: string): readonly Ledger[] {
  const ledgers = ORDER.flatMap(([kind, option]) => {
    const path = given[option]
    return path === null ? [] : [{ kind, path: resolve(from, path) }]
  })
  const missing = ledgers.find(
    ({ path }) => statSync(path, { throwIfNoEntry: false })?.isFile() !== true,
  )
  if (missing) throw new DemoRefusal('fileMissing', [missing.path])
  return ledgers
}

async function makeCase(app: DemoApp, job: Job, own: string): Promise<Made> {
  const practice = job.ledgers.length === 0
  const passphrase = practice ? PRACTICE_PASSPHRASE : makePassphrase()
  const parent = join(own, practice ? 'data/practice' : 'data/cases')
  if (practice) await app.ask('shell', shellContract.openPractice, {})
  else await createCase(app, job, passphrase)
  const name = readdirSync(parent).find((each) => each.endsWith('.xundu')) ?? ''
  if (job.caseParent !== null && existsSync(join(job.caseParent, name))) {
    throw new DemoRefusal('caseTaken', [join(job.caseParent, name)])
  }
  if (practice) job.tell.practice(await app.ask('call', casefileContract.summary, {}))
  else await fill(app, job)
  return { folder: join(parent, name), passphrase }
}

/** Imports the ledgers. Problems that are told whole count as confirmed by a second member. */
async function fill(app: DemoApp, { given, ledgers, words, tell }: Job): Promise<void> {
  const { defaultDate, defaultYear, strict } = given
  const { openedOn: today } = await app.ask('call', casefileContract.summary, {})
  const second = { name: words.say('case.second'), role: 'member' } as const
  const { id } = await app.ask('call', casefileContract.addMember, second)
  const always = { defaultDate, defaultYear, strict, today, confirmedBy: strict ? null : id }
  for (const ledger of ledgers) {
    const loading = loadLedger(app, { ...ledger, ...always })
    tell.loaded(await loading.catch(nameFile(ledger.path)))
  }
}

/** What the app refuses of a ledger is told with the file's name: there may be three of them. */
function nameFile(path: string) {
  return (error: unknown): never => {
    if (!(error instanceof Failure)) throw error
    throw new DemoRefusal('ofFile', [basename(path)], { cause: error })
  }
}

async function createCase(app: DemoApp, { given, ledgers, words }: Job, passphrase: string) {
  const last = basename(ledgers.at(-1)?.path ?? '')
  const name = basename(last, extname(last)).trim().slice(0, 60)
  const { recipient } = await app.ask('shell', shellContract.sealingKey, { process: 'opening' })
  await app.ask('shell', shellContract.createCase, {
    title: given.title ?? (name === '' ? words.say('case.title') : name),
    rootKind: 'province',
    groupName: words.say('case.group'),
    memberName: words.say('case.member'),
    memberRole: 'member',
    passphrase: await seal(passphrase, recipient),
    parent: null,
  })
}

/** Copies what is finished to where the person wants it. */
function put(from: string, to: string, fault: 'notWritten' | 'caseNotKept'): void {
  try {
    cpSync(from, to, { recursive: true })
  } catch {
    throw new DemoRefusal(fault, [to])
  }
}
