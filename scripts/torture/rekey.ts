import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

import { unlockCaseFolder } from '#db/engine/case-folder.ts'
import { readKeys } from '#db/engine/keys/keys-file.ts'
import { folderDisk } from '#db/engine/oplog/disk.ts'
import { deriveLogKey } from '#db/engine/oplog/segment.ts'
import { surveyLog } from '#db/engine/oplog/survey.ts'
import { Failure } from '#db/kernel/failure.ts'
import { randomFrom } from '#db/kernel/random.ts'
import { openCase } from '#db/open-case.ts'

import { examine } from './case.ts'
import { type AfterCut, type Cut, diskModel } from './disk-model.ts'
import { withPlace } from './place.ts'
import { buildRecorder, type DiskCall, recorded } from './recorder.ts'
import { bytes, FIRST, hostFrom, SECOND, TITLE } from './rekey-case.ts'
import { type Row, type Size, type Tally, tallied } from './row.ts'

const WORKER = resolve(import.meta.dirname, 'rekey-worker.ts')
const CUTS: readonly Cut[] = ['all lost', 'random', 'random', 'all kept']
const STATES = { full: 840, short: 40 } as const
const NEEDED = { full: 800, short: 40 } as const
const FOLDER = `${TITLE}.xundu`

/** Cuts the power at many points of the removal of a member, loses what was not flushed, and looks. */
export function rekeyRow(size: Size): Promise<Row> {
  return withPlace(async (place) => {
    const recorder = buildRecorder(place)
    if ('skipped' in recorder) return rowOf(size, tallied(), recorder.skipped)
    const folder = join(place, 'recorded')
    mkdirSync(folder)
    const calls = recorded(recorder.library, folder, WORKER, [folder])
    const tally = tallied()
    const points = pointsIn(calls, STATES[size] / CUTS.length)
    const random = randomFrom('rekey cuts')
    const model = diskModel()
    const done = acknowledgements(calls)[1]
    for (const [index, call] of calls.entries()) {
      model.take(call)
      if (!points.has(index)) continue
      for (const cut of CUTS) {
        await look(
          folder,
          model.cut(cut, () => random.next()),
          done?.commit ?? 0,
          tally,
        )
      }
    }
    return rowOf(size, tally)
  })
}

type Acknowledgement = Extract<DiskCall, { kind: 'acknowledged' }>

/** Before the removal, after it, and after the first change under the new keys. */
function acknowledgements(calls: readonly DiskCall[]): readonly Acknowledgement[] {
  return calls.flatMap((call) => (call.kind === 'acknowledged' ? [call] : []))
}

/** From the last moment before the removal on: half where names change or are flushed. */
function pointsIn(calls: readonly DiskCall[], count: number): ReadonlySet<number> {
  const random = randomFrom('rekey points')
  const from = calls.findIndex(({ kind }) => kind === 'acknowledged')
  const since = [...calls.keys()].slice(from)
  const names = since.filter((index) => calls[index]?.kind !== 'write')
  const points = new Set(random.shuffle(names).slice(0, Math.ceil(count / 2)))
  for (const index of random.shuffle(since)) {
    if (points.size >= count) break
    points.add(index)
  }
  return points
}

async function look(
  folder: string,
  { files, acknowledged }: AfterCut,
  removed: number,
  tally: Tally,
): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, content] of files) {
    const path = join(folder, relative(folder, name))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  tally.add('states')
  try {
    const found = await openedAfter(join(folder, FOLDER), acknowledged, acknowledged >= removed)
    tally.add(found)
  } catch (error) {
    tally.add('wrong', error instanceof Failure ? JSON.stringify(error.reasons) : String(error))
  }
}

/** Opens what is left: with which members it opens, and whether database and log hold everything. */
async function openedAfter(
  folder: string,
  acknowledged: number,
  isRemoved: boolean,
): Promise<'old' | 'new' | 'lost'> {
  const { members, epoch } = readKeys(folder).file
  const [first] = members
  const passphrase = bytes(FIRST.passphrase)
  const opening = { folder, memberId: first?.id ?? '', passphrase }
  const opened = await openCase(opening, hostFrom('open'))
  const seen = await examine(opened.handle)
  const hashes = opened.handle.prepare<[], string>('select hash from changeset').pluck().all()
  await opened.service.close()
  if ('wrong' in seen) throw new Error(seen.wrong)
  if (hashes.length < acknowledged) return 'lost'

  const { keys, caseId, file } = await unlockCaseFolder(folder, opening.memberId, passphrase)
  const log = surveyLog(
    folderDisk(join(folder, 'ops')),
    deriveLogKey(keys.log, caseId),
    () => false,
  )
  const logged = new Set(log.flatMap(({ entries }) => entries.map(({ hash }) => hash)))
  if (hashes.some((hash) => !logged.has(hash))) throw new Error('the log misses a changeset')
  if (log.some(({ foreign }) => foreign)) throw new Error('a part of the log has other keys')
  if (file.epoch !== epoch) throw new Error('an opening changed the keys')

  const isNew = epoch > 1
  if (isRemoved && !isNew) throw new Error('the removal was told and is undone')
  await tryRemoved(folder, isNew)
  if (isNew && existsSync(join(folder, 'case-1.db'))) throw new Error('the old database is there')
  return isNew ? 'new' : 'old'
}

/** The member who is removed opens the case before the switch, and after it nothing. */
async function tryRemoved(folder: string, isNew: boolean): Promise<void> {
  const { members } = readKeys(folder).file
  const found = members.find(({ name }) => name === SECOND.name)
  if ((found === undefined) !== isNew) throw new Error('old members under new keys')
  const passphrase = bytes(SECOND.passphrase)
  if (found) {
    await unlockCaseFolder(folder, found.id, passphrase)
    return
  }
  for (const { id } of members) {
    const opened = await unlockCaseFolder(folder, id, passphrase).catch(() => undefined)
    if (opened) throw new Error('the removed member opens the case')
  }
}

function rowOf(size: Size, tally: Tally, skipped?: string): Row {
  const [states, old, fresh] = [tally.of('states'), tally.of('old'), tally.of('new')]
  const [lost, wrong] = [tally.of('lost'), tally.of('wrong')]
  const whole = lost + wrong === 0 && old > 0 && fresh > 0 && states >= NEEDED[size]
  return {
    name: 'power loss, a member is removed',
    needed: `≥ ${NEEDED[size]} states, each opens with the old or the new members, 0 lost, log included`,
    measured: { states, old, new: fresh, lost, wrong },
    held: skipped !== undefined || whole,
    ...(skipped === undefined ? {} : { skipped }),
    examples: tally.examples,
  }
}
