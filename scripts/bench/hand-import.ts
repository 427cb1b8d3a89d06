import { cpSync, rmSync } from 'node:fs'

import type Database from 'better-sqlite3-multiple-ciphers'

import { openDatabase } from '#db/engine/open-database.ts'

import { openBenchFolder } from './opened.ts'
import { unlockBenchCase } from './store.ts'

/** The tables that a ledger of problems fills, in the order in which they may be filled. */
const TABLES = ['problem', 'problemPerson'] as const

const PEN = `
  insert into pen (only, changeset, memberId, deviceId, command)
  select 1, 1 + max(changeset.seq), (select min(id) from member), 'bench', 'intake.commit'
  from changeset`

/**
 * What an import cannot go below on this machine: the very rows that the door imported, put by one
 * statement for each table from memory into the same encrypted file, with its indexes, its foreign
 * keys and the triggers that capture every row, under the journal that the door uses. Nothing is
 * read, checked, matched, hashed, logged or counted. Answers the milliseconds until they are
 * committed.
 */
export async function importByHand(
  folders: { readonly imported: string; readonly empty: string; readonly copy: string },
  rows: number,
): Promise<number> {
  rmSync(folders.copy, { recursive: true, force: true })
  cpSync(folders.empty, folders.copy, { recursive: true })
  const { databasePath, keys } = await unlockBenchCase(folders.copy)
  const handle = openDatabase(databasePath, keys.db)
  await takeRows(folders.imported, handle)
  handle.pragma('journal_mode = delete')
  handle.pragma('synchronous = extra')
  handle.pragma('cache_size = -49152')
  const began = performance.now()
  handle.exec('begin immediate')
  handle.exec(PEN)
  for (const table of TABLES) handle.exec(`insert into ${table} select * from temp.${table}Rows`)
  handle.exec('delete from stale')
  handle.exec('delete from pen')
  handle.exec('commit')
  const taken = performance.now() - began
  const written = handle.prepare<[], number>('select count(*) from problem').pluck().get()
  handle.close()
  rmSync(folders.copy, { recursive: true, force: true })
  if (written !== rows) throw new Error(`${written} rows were put in by hand instead of ${rows}`)
  return taken
}

/** Lays the rows of an imported case beside the tables of another one, in memory. */
async function takeRows(from: string, to: Database.Database): Promise<void> {
  const imported = await openBenchFolder(from)
  for (const table of TABLES) {
    to.exec(`create temp table ${table}Rows as select * from ${table} limit 0`)
    const rows = imported.handle.prepare<[], unknown[]>(`select * from ${table}`).raw()
    const places = rows.columns().map(() => '?')
    const add = to.prepare(`insert into temp.${table}Rows values (${places.join()})`)
    to.transaction(() => {
      for (const row of rows.iterate()) add.run(...row)
    })()
  }
  await imported.service.close()
}
