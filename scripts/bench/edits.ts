import { copyFileSync, constants, rmSync } from 'node:fs'

import type Database from 'better-sqlite3-multiple-ciphers'
import type { z } from 'zod'

import { openDatabase } from '#db/engine/open-database.ts'
import { openCase } from '#db/open-case.ts'
import { problemContract } from '#db/problem/contract.ts'
import type { CaseService } from '#db/service.ts'

import { ask } from './opened.ts'
import { interleave, timed } from './rounds.ts'
import { benchHost, benchPassphrase, unlockBenchCase } from './store.ts'
import { FIRST_MEMBER } from './write-case.ts'

/** Middle figures in milliseconds. */
export type EditFigures = { readonly door: number; readonly plain: number }

type Edit = z.input<typeof problemContract.save.input> & { readonly id: string }

/**
 * One edit of a problem, again and again another one: through the door with capture, changeset,
 * log, counts and flush, and the same edit as bare SQL with synchronous=FULL in a copy of
 * the same encrypted file without its triggers.
 */
export async function measureEdits(folder: string, rounds: number): Promise<EditFigures> {
  const passphrase = benchPassphrase()
  const { service } = await openCase({ folder, memberId: FIRST_MEMBER, passphrase }, benchHost())
  const { rows } = await ask(service, problemContract.list, {
    filter: { states: ['lead'] },
    limit: 200,
  })
  const edits: Edit[] = []
  for (const { id } of rows) edits.push(await editOf(service, id))
  const copy = `${folder}.plain.db`
  const plain = await plainCopy(folder, copy)
  const run = bareEdit(plain)
  // Both have read what they are about to change.
  for (const { id } of edits) plain.prepare('select * from problem where id = ?').get(id)
  let doorAt = 0
  let plainAt = 0
  const next = (at: number) => {
    const edit = edits[at % edits.length]
    if (!edit) throw new RangeError('there is no problem to edit')
    return edit
  }
  const of = await interleave(rounds, {
    door: () => {
      const edit = next((doorAt += 1))
      return timed(() => ask(service, problemContract.save, edit))
    },
    plain: () => {
      const edit = next((plainAt += 1))
      return timed(() => run(edit))
    },
  })
  await service.close()
  plain.close()
  removeDatabase(copy)
  return { door: of('door'), plain: of('plain') }
}

/** The problem as it stands, with other words for what happened. */
async function editOf(service: CaseService, id: string): Promise<Edit> {
  const stands = await ask(service, problemContract.one, { id })
  const { unitId, visitId, exposureId, foundOn, problemType, wind } = stands
  const { happened, place, effect, severity, source, measure, persons } = stands
  const where = { unitId, visitId, exposureId, foundOn, problemType, wind }
  const event = { what: `${stands.what}。`, happened, place, effect, severity, source, measure }
  return { id, ...where, ...event, persons }
}

/** The database of a case beside it, without its triggers. */
async function plainCopy(folder: string, path: string): Promise<Database.Database> {
  const { databasePath, keys } = await unlockBenchCase(folder)
  removeDatabase(path)
  copyFileSync(databasePath, path, constants.COPYFILE_FICLONE)
  const handle = openDatabase(path, keys.db)
  const triggers = handle
    .prepare<[], string>(`select name from sqlite_schema where type = 'trigger'`)
    .pluck()
    .all()
  for (const name of triggers) handle.exec(`drop trigger "${name}"`)
  return handle
}

function bareEdit(handle: Database.Database): (edit: Edit) => void {
  const update = handle.prepare(`
    update problem
    set unitId = @unitId, visitId = @visitId, exposureId = @exposureId, foundOn = @foundOn,
        problemType = @problemType, wind = @wind, what = @what, happened = @happened,
        place = @place, effect = @effect, severity = @severity, source = @source,
        measure = @measure
    where id = @id`)
  const forget = handle.prepare<[string]>('delete from problemPerson where problemId = ?')
  const add = handle.prepare(
    'insert into problemPerson (id, problemId, name, post, part) values (?, ?, ?, ?, ?)',
  )
  return handle.transaction(({ persons = [], ...row }: Edit) => {
    update.run(row)
    forget.run(row.id)
    for (const [at, { name, post, part }] of persons.entries()) {
      add.run(`${row.id} ${at}`, row.id, name, post ?? '', part)
    }
  })
}

function removeDatabase(path: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(path + ending, { force: true })
}
