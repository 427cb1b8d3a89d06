import type Database from 'better-sqlite3-multiple-ciphers'

import { noteWrites } from '#db/engine/footprint.ts'

/** Above this many stale keys it is quicker to count everything again (0.3 s for a million). */
const RECOUNT_ALL_FROM = 2000

const COUNT = `
  insert into examination
  select problemType, level, lookedOn, unitId, selection, notice,
         count(*), sum(confirmed), sum(result = 'found' and not confirmed)
  from substantiveExposure`
const BY_KEY = 'group by problemType, unitId, lookedOn, selection, notice'

const COUNT_WEEKS = `
  insert into examinationWeek
  select problemType, level, date(lookedOn, 'weekday 0', '-6 days') as week, selection,
         count(distinct unitId), count(distinct iif(finds > 0, unitId, null))
  from examination`

type Key = { readonly unitId: string; readonly problemType: string; readonly lookedOn: string }

/**
 * Counts again what the transaction made stale, so that `examination` and `examinationWeek` are
 * always what their definition over the exposures says (domain §4.1).
 */
export function settleExaminations(handle: Database.Database): void {
  const stale = handle.prepare<[], Key>('select unitId, problemType, lookedOn from stale').all()
  if (stale.length === 0) return
  if (stale.length >= RECOUNT_ALL_FROM) recountAll(handle)
  else recount(handle, stale)
  handle.exec('delete from stale')
  noteWrites(['examination', 'examinationWeek'])
}

/** Counts every examination again from the exposures. */
export function recountAll(handle: Database.Database): void {
  handle.exec('delete from examination')
  handle.exec('delete from examinationWeek')
  handle.exec(`${COUNT} ${BY_KEY}`)
  handle.exec(`${COUNT_WEEKS} group by problemType, level, week, selection`)
}

function recount(handle: Database.Database, stale: readonly Key[]): void {
  const removed = handle.prepare<[string, string, string], { level: string }>(
    'delete from examination where problemType = ? and unitId = ? and lookedOn = ? returning level',
  )
  const counted = handle.prepare<[string, string, string], { level: string }>(
    `${COUNT} where problemType = ? and unitId = ? and lookedOn = ? ${BY_KEY} returning level`,
  )
  const weeks = new Map<string, readonly [string, string, string]>()
  for (const { problemType, unitId, lookedOn } of stale) {
    const key = [problemType, unitId, lookedOn] as const
    for (const { level } of [...removed.all(...key), ...counted.all(...key)]) {
      weeks.set(`${problemType} ${level} ${lookedOn}`, [problemType, level, lookedOn])
    }
  }
  const removedWeek = handle.prepare<[string, string, string]>(
    `delete from examinationWeek
     where problemType = ? and level = ? and week = date(?, 'weekday 0', '-6 days')`,
  )
  const countedWeek = handle.prepare<[string, string, string, string]>(
    `${COUNT_WEEKS}
     where problemType = ? and level = ?
       and lookedOn between date(?, 'weekday 0', '-6 days') and date(?, 'weekday 0')
     group by problemType, level, week, selection`,
  )
  for (const [problemType, level, lookedOn] of weeks.values()) {
    removedWeek.run(problemType, level, lookedOn)
    countedWeek.run(problemType, level, lookedOn, lookedOn)
  }
}
