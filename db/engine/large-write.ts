import type Database from 'better-sqlite3-multiple-ciphers'

/** In KiB, negative as SQLite wants it: rows that were written are not looked at again. */
const LARGE_CACHE = -49_152

/**
 * Lets one transaction write straight into the database, with a rollback journal, instead of
 * through the write-ahead log: what is written by the hundred megabytes is then encrypted once and
 * not, for the log and out of it again, three times. `extra` makes the journal's end last as well,
 * and stays for as long as the journal does.
 *
 * An error on the way there goes to `describe`. One on the way back only does so too and is not
 * thrown: what was written is saved, and the file is as safe as before.
 */
export async function pastTheLog<T>(
  handle: Database.Database,
  transact: () => Promise<T>,
  describe: (error: unknown) => unknown,
): Promise<T> {
  const usual = {
    cacheSize: handle.pragma('cache_size', { simple: true }),
    synchronous: handle.pragma('synchronous', { simple: true }),
  }
  try {
    handle.pragma('journal_mode = delete')
    handle.pragma('synchronous = extra')
    handle.pragma(`cache_size = ${LARGE_CACHE}`)
  } catch (error) {
    goBack(handle, usual, describe)
    throw describe(error)
  }
  try {
    return await transact()
  } finally {
    goBack(handle, usual, describe)
  }
}

function goBack(
  handle: Database.Database,
  { cacheSize, synchronous }: { readonly cacheSize: unknown; readonly synchronous: unknown },
  describe: (error: unknown) => unknown,
): void {
  try {
    handle.pragma(`cache_size = ${String(cacheSize)}`)
    const mode: unknown = handle.pragma('journal_mode = wal', { simple: true })
    if (mode === 'wal') handle.pragma(`synchronous = ${String(synchronous)}`)
    // Behind a check of the whole file SQLite forgets here that it has stopped reading, and would
    // refuse the checkpoint of closing; the next statement reminds it.
    handle.prepare('select 1 from sqlite_schema').get()
  } catch (error) {
    describe(error)
  }
}
