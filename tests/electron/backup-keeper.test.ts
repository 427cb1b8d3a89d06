import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import { expect, test } from 'vitest'

import { keepBackups } from '#electron/backup-keeper.ts'
import type { OpenForBackup } from '#electron/backup-maker.ts'
import { type BackupSettings, NO_BACKUPS } from '#electron/backup-settings.ts'
import type { CaseRequest } from '#electron/case-messages.ts'
import type { Reply } from '#db/kernel/failure.ts'
import { backedUp } from '#tests/fixtures/backup.ts'
import { testFolder } from '#tests/fixtures/case.ts'
import { keyedCase } from '#tests/fixtures/keys.ts'

const MINUTE = 60_000
const CASE = '01JD7X2KQZ5M8R4T6V9WABCDEF'

type Answer = (request: CaseRequest) => Promise<Reply>
type Timer = { readonly at: number; readonly call: () => void }

const made =
  (seq: number, path = ''): Answer =>
  () =>
    Promise.resolve({ ok: true, data: { path, seq, gen: 1 }, reads: [] })

/** A keeper whose clock stands until it is put on, and the requests that the case heard. */
function keeper(answer: Answer, { practice = false, bytes = 4096 } = {}) {
  const folder = join(testFolder(), '云岭省.xundu')
  mkdirSync(folder)
  writeFileSync(join(folder, 'case-1.db'), new Uint8Array(bytes))
  let now = Date.parse('2014-06-11T01:00:00.000Z')
  let settings: BackupSettings = NO_BACKUPS
  const timers = new Set<Timer>()
  const asked: CaseRequest[] = []
  const logged: string[] = []
  const own = testFolder()
  const kept = keepBackups({
    folder: own,
    version: '0.1.0',
    log: (event) => void logged.push(event),
    now: () => new Date(now),
    read: () => settings,
    write: (changed) => {
      settings = changed
    },
    after(milliseconds, call) {
      const timer = { at: now + milliseconds, call }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    tell: () => {},
  })
  const open: OpenForBackup = {
    title: '云岭省',
    practice,
    atWork: { caseId: CASE, memberId: 'm1', folder },
    ask(request) {
      asked.push(request)
      return answer(request)
    },
  }
  /** Puts the clock on, and calls what is due then. */
  async function pass(minutes: number): Promise<void> {
    now += minutes * MINUTE
    for (const timer of [...timers].filter(({ at }) => at <= now)) {
      timers.delete(timer)
      timer.call()
    }
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
  return {
    kept,
    open,
    own,
    asked,
    logged,
    pass,
    settings: () => settings,
    setOther: (other: string) => (settings = { ...settings, other }),
  }
}

test('one is made when nothing was written for two minutes, then not for a quarter of an hour', async () => {
  const { kept, open, asked, pass, settings } = keeper(made(7))
  kept.opened(open)
  await pass(1)
  kept.changed()
  await pass(1.9)
  expect(asked).toEqual([])
  await pass(0.2)
  expect(asked).toMatchObject([{ kind: 'backup', since: null, app: '0.1.0' }])
  expect(settings().cases).toMatchObject([{ caseId: CASE, seq: 7, gen: 1, otherAt: null }])
  kept.changed()
  await pass(14)
  expect(asked).toHaveLength(1)
  await pass(1)
  expect(asked).toMatchObject([{ since: null }, { since: { seq: 7, gen: 1 } }])
})

test('at a lock one is made at once; a case that is large, or for practice, waits for none', async () => {
  const small = keeper(made(7))
  small.kept.opened(small.open)
  await small.kept.closing(small.open)
  expect(small.asked).toHaveLength(1)
  await small.pass(60)
  expect(small.asked).toHaveLength(1)
  const large = keeper(made(7), { bytes: 65 * 1_048_576 })
  await large.kept.closing(large.open)
  expect(large.asked).toEqual([])
  const practice = keeper(made(7), { practice: true })
  practice.kept.opened(practice.open)
  practice.kept.changed()
  await practice.pass(60)
  await practice.kept.closing(practice.open)
  expect(practice.asked).toEqual([])
  expect(practice.settings().cases).toEqual([])
})

test('a lock waits five seconds and no longer', async () => {
  const { kept, open, pass } = keeper(() => new Promise(() => {}))
  kept.opened(open)
  let over = false
  const closing = kept.closing(open).then(() => (over = true))
  await pass(4.9 / 60)
  expect(over).toBe(false)
  await pass(0.2 / 60)
  await closing
  expect(over).toBe(true)
})

test('one that failed is told until another is made', async () => {
  const reasons = [{ code: 'disk.full' }]
  let answer: Answer = () => Promise.resolve({ ok: false, code: 'refused', reasons })
  const { kept, open, pass, logged } = keeper((request) => answer(request))
  kept.opened(open)
  await pass(2)
  expect(kept.lastFailure()).toEqual(reasons)
  expect(logged).toEqual(['backup-failed'])
  answer = made(8)
  await kept.make(open)
  expect(kept.lastFailure()).toEqual([])
})

test('a copy goes to the second place; on the same disk it is said to be no other medium', async () => {
  const { opened } = await keyedCase()
  const backup = await backedUp(opened)
  const { kept, open, setOther, settings, own } = keeper(made(7, backup.path))
  expect(kept.folder).toBe(own)
  const other = testFolder()
  setOther(other)
  expect(await kept.make(open)).toEqual({ fileName: basename(backup.path), copy: 'sameDisk' })
  expect(readdirSync(other)).toEqual([basename(backup.path)])
  expect(settings().cases).toMatchObject([{ otherAt: null }])
  setOther(join(other, 'none'))
  expect(await kept.make(open)).toMatchObject({ copy: 'missing' })
})
