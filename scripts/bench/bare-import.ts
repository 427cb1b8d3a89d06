import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'

import Database from 'better-sqlite3-multiple-ciphers'
import Papa from 'papaparse'

/** Puts a CSV file into an empty plain database without looking at it. */
export type Bare = {
  /** What does it, with its version. */
  readonly by: string
  /** Answers the milliseconds until the rows are committed. */
  run(file: string, rows: number): number
}

/**
 * The bare import that the door is compared with: `.import` of the shell of SQLite where it is
 * installed, else a loop of inserts in this process.
 */
export function bareImport(path: string): Bare {
  const { status, stdout } = spawnSync('sqlite3', ['--version'], { encoding: 'utf8' })
  if (status !== 0) return { by: 'insert loop (no sqlite3 shell)', run: (file) => loop(path, file) }
  return {
    by: `sqlite3 ${stdout.split(' ')[0] ?? ''} .import`,
    run(file, rows) {
      removeDatabase(path)
      const began = performance.now()
      const done = spawnSync('sqlite3', [path, `.import --csv ${JSON.stringify(file)} ledger`])
      const taken = performance.now() - began
      if (done.status !== 0) throw new Error(`sqlite3: ${done.stderr.toString()}`)
      refuseOtherCount(path, rows)
      return taken
    },
  }
}

function loop(path: string, file: string): number {
  removeDatabase(path)
  const began = performance.now()
  const database = new Database(path)
  const { data } = Papa.parse<string[]>(readFileSync(file, 'utf8'), { skipEmptyLines: true })
  const [heads = [], ...rows] = data
  database.exec(`create table ledger (${heads.map((_head, at) => `column${at} text`).join()})`)
  const insert = database.prepare(`insert into ledger values (${heads.map(() => '?').join()})`)
  database.transaction(() => {
    for (const row of rows) insert.run(...row)
  })()
  const taken = performance.now() - began
  database.close()
  refuseOtherCount(path, rows.length)
  return taken
}

function refuseOtherCount(path: string, rows: number): void {
  const database = new Database(path, { readonly: true })
  const count = database.prepare<[], number>('select count(*) from ledger').pluck().get()
  database.close()
  removeDatabase(path)
  if (count !== rows) throw new Error(`the bare import wrote ${count} rows instead of ${rows}`)
}

function removeDatabase(path: string): void {
  for (const name of [path, `${path}-journal`, `${path}-wal`]) rmSync(name, { force: true })
}
