import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { SUM_DIGITS } from '#db/backup/layout.ts'
import { packBackup } from '#db/backup/pack.ts'
import { createCaseFolder } from '#db/engine/case-folder.ts'
import { FIRST } from '#db/engine/changeset.ts'
import { closeDatabase, openDatabase } from '#db/engine/open-database.ts'
import { type Random, randomFrom } from '#db/kernel/random.ts'
import { shortCodeOf } from '#db/verify/rules.ts'

import { type Damage, flipped, numbered, torn } from './mutate.ts'
import { withPlace } from './place.ts'
import { type Row, type Size, type Tally, tallied } from './row.ts'
import { PHRASE } from './unfit.ts'

const WORKER = join(import.meta.dirname, 'backup-worker.ts')
const FILES = { full: 10_000, short: 40 } as const
const MOST = { megabytes: 300, milliseconds: 2000 } as const
/** A derivation that takes milliseconds: it is not what is tried here. */
const COST = { memory: 8192, passes: 1, lanes: 1 } as const

type Whole = {
  readonly bytes: Buffer
  readonly keys: Buffer
  readonly database: Buffer
}

/** Restores damaged and hostile backups; whatever is in them, it is all of it or nothing. */
export function backupsRow(size: Size): Promise<Row> {
  return withPlace(async (place) => {
    const whole = await makeBackup(place)
    const tally = tallied()
    const [slowest, most] = await restoreAll(place, whole, FILES[size], tally)
    const [restored, refused] = [tally.of('restored whole'), tally.of('refused')]
    const wrong = tally.of('wrong')
    const megabytes = Math.round(most)
    const kept = restored + refused === FILES[size] && refused > 0
    return {
      name: 'fuzzed backups',
      needed: `${FILES[size]} files, 0 uncaught, ≤ 300 MB, ≤ 2 s of work each, restored whole or not at all`,
      measured: {
        'restored whole': restored,
        refused,
        wrong,
        megabytes,
        milliseconds: Math.round(slowest),
      },
      held: wrong === 0 && kept && megabytes <= MOST.megabytes,
      examples: tally.examples,
    }
  })
}

async function makeBackup(place: string): Promise<Whole> {
  const made = await createCaseFolder(join(place, 'made'), {
    caseId: 'torture',
    title: '案卷',
    practice: true,
    member: { id: 'm', name: '林若川', role: 'member' },
    passphrase: new TextEncoder().encode(PHRASE),
    cost: COST,
  })
  const { mac } = made.keys
  const handle = openDatabase(made.databasePath, Buffer.from(made.keys.db), { create: true })
  handle.exec('create table note(text); insert into note values (hex(zeroblob(30000)))')
  closeDatabase(handle)
  const keys = readFileSync(join(made.folder, 'keys.json'))
  const database = readFileSync(made.databasePath)
  const path = join(place, 'whole.xdbak')
  const part = (name: string, bytes: Buffer) => ({
    name,
    bytes: bytes.length,
    sha256: sumOf(bytes),
  })
  await packBackup(path, {
    manifest: {
      fmt: 'xundu-backup/1',
      app: '1.0.0',
      caseId: 'torture',
      title: '案卷',
      practice: true,
      at: '2014-06-11T00:00:00.000Z',
      schema: '0001-changeset',
      head: { seq: 0, hash: FIRST },
      checkpoint: { ...NOTHING_YET, code: shortCodeOf(FIRST) },
      parts: { keys: part('keys.json', keys), database: part('case-1.db', database) },
    },
    mac,
    keysText: keys,
    databasePath: made.databasePath,
  })
  return { bytes: readFileSync(path), keys, database }
}

const NOTHING_YET = {
  caseId: 'torture',
  seq: 0,
  hash: FIRST,
  changes: 0,
  at: '2014-06-11T00:00:00.000Z',
  memberId: 'nobody',
  publicKey: null,
  signature: null,
} as const

async function restoreAll(place: string, whole: Whole, files: number, tally: Tally) {
  const parent = join(place, 'cases')
  mkdirSync(parent)
  let [slowest, most] = [0, 0]
  let worker = await startWorker(parent)
  for (let file = 0; file < files; file += 1) {
    const path = join(place, 'mutant.xdbak')
    writeFileSync(path, mutant(whole, randomFrom(`backup ${file}`)))
    const answer = await worker.restore(path)
    const milliseconds = answer?.work ?? Infinity
    slowest = Math.max(slowest, milliseconds)
    most = Math.max(most, answer?.peak ?? 0)
    const outcome = outcomeOf(answer, parent, whole)
    const inTime = milliseconds <= MOST.milliseconds
    tally.add(inTime ? outcome.name : 'wrong', `backup ${file}: ${outcome.said}`)
    if (!answer) worker = await startWorker(parent)
    for (const left of readdirSync(parent)) rmSync(join(parent, left), { recursive: true })
  }
  await worker.end()
  return [slowest, most] as const
}

type Answer = {
  readonly ok: boolean
  readonly folder?: string
  readonly code?: string
  readonly fault?: string
  readonly reasons?: readonly { readonly code: string }[]
  readonly work: number
  readonly peak: number
}

async function startWorker(parent: string) {
  const child = fork(WORKER, [parent], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = new Promise<undefined>((settle) => {
    child.once('exit', () => settle(undefined))
  })
  await Promise.race([answerOf(child), ended])
  return {
    restore(path: string): Promise<Answer | undefined> {
      const answering = answerOf(child)
      child.send(path)
      return Promise.race([answering, ended])
    },
    async end() {
      child.kill()
      await ended
    },
  }
}

function answerOf(child: ChildProcess): Promise<Answer> {
  return new Promise((settle) => {
    child.once('message', (answer: Answer) => settle(answer))
  })
}

function outcomeOf(answer: Answer | undefined, parent: string, { keys, database }: Whole) {
  const left = readdirSync(parent)
  if (!answer) return { name: 'wrong', said: 'the process ended' }
  if (answer.ok) {
    const folder = answer.folder ?? ''
    const same =
      left.length === 1 &&
      sameAs(join(folder, 'keys.json'), keys) &&
      sameAs(join(folder, 'case-1.db'), database)
    return { name: same ? 'restored whole' : 'wrong', said: `restored ${same ? '' : 'altered'}` }
  }
  const code = answer.reasons?.[0]?.code
  const good = answer.code === 'refused' && code !== undefined && left.length === 0
  return { name: good ? 'refused' : 'wrong', said: `${code ?? answer.fault} ${left.join(' ')}` }
}

function sameAs(path: string, bytes: Buffer): boolean {
  return existsSync(path) && readFileSync(path).equals(bytes)
}

/** Damage by chance, or on purpose: what is altered is then given sums that fit it. */
function mutant(whole: Whole, random: Random): Buffer {
  const damage = random.pick<Damage>([flipped, torn, numbered])
  const bytes = Buffer.from(whole.bytes)
  return random.pick([
    () => damage(bytes, random),
    () => bytes.subarray(0, random.whole(0, bytes.length)),
    () => resealed(damage(bytes, random)),
    () => resealed(damagedPart(bytes, random.pick([whole.keys, whole.database]), random)),
    () => resealed(damagedText(bytes, random)),
    () => bytes,
  ])()
}

/** The end of the file says the sum of all before it. */
function resealed(bytes: Buffer): Buffer {
  if (bytes.length < SUM_DIGITS) return bytes
  const before = bytes.subarray(0, -SUM_DIGITS)
  return Buffer.concat([before, Buffer.from(sumOf(before), 'latin1')])
}

/** A part that is another, and a manifest that gives its sum. */
function damagedPart(bytes: Buffer, part: Buffer, random: Random): Buffer {
  const at = bytes.indexOf(part)
  const other = flipped(part, random)
  other.copy(bytes, at)
  bytes.write(sumOf(other), bytes.indexOf(sumOf(part)), 'latin1')
  return bytes
}

/** A manifest that says something else, at the same length. */
function damagedText(bytes: Buffer, random: Random): Buffer {
  const [from, to] = [bytes.indexOf('{'), bytes.indexOf('manifest.mac')]
  const at = random.whole(from, to - 1)
  bytes.write(random.pick(['0', '1', '"', '}', '[', 'x', '-', '\\']), at, 'latin1')
  return bytes
}

function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
