import type Database from 'better-sqlite3-multiple-ciphers'

import { chinaDateOf } from '#db/kernel/dates.ts'
import { practiceToday } from '#db/kernel/practice-day.ts'

import type { Host } from './handlers.ts'

/** The host of a practice case: its today is that of the practice case, all else stays real. */
export function onPracticeDay(host: Host, handle: Database.Database): Host {
  const first = handle.prepare<[], { at: string }>('select at from changeset order by seq limit 1')
  const madeOn = chinaDateOf(first.get()?.at ?? host.now())
  return { ...host, today: () => practiceToday(madeOn, host.today()) }
}
