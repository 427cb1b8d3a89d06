import type Database from 'better-sqlite3-multiple-ciphers'

import { CHECKPOINT_PAGES } from './open-database.ts'

/** Whether somebody outside reads the database file, which is to stay as it is meanwhile. */
export type Stillness = {
  /** Moves what waits in the journal into the database and holds that file still; for one call. */
  begin(): () => void
  readonly held: boolean
  /** Settles when nobody holds it any more. */
  ended(): Promise<unknown>
}

/** Changes go on into the journal while the file is held; only its moving into the file waits. */
export function stillnessOf(handle: Database.Database): Stillness {
  const holders = new Set<Promise<void>>()
  return {
    begin() {
      const { promise, resolve } = Promise.withResolvers<void>()
      handle.pragma('wal_autocheckpoint = 0')
      handle.pragma('wal_checkpoint(truncate)')
      holders.add(promise)
      return () => {
        holders.delete(promise)
        resolve()
        if (holders.size > 0 || !handle.open) return
        handle.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
      }
    },
    get held() {
      return holders.size > 0
    },
    ended: () => Promise.all(holders),
  }
}
