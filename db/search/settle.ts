import type Database from 'better-sqlite3-multiple-ciphers'

import { noteWrites } from '#db/engine/footprint.ts'

import { SearchKind } from './contract.ts'
import { firstRow, lastRow, tokensOf } from './rules.ts'
import { sources } from './sources.ts'

/** Texts that one transaction reads; an import leaves the rest for later. */
const AT_ONCE = 500

type Statements = ReturnType<typeof prepare>

const statements = new WeakMap<Database.Database, Statements>()

/**
 * Reads the texts of records that changed, and puts them into the index: at most a few hundred, so
 * that no change waits long. Answers true while some are left; a search reads those one by one.
 */
export function settleSearch(handle: Database.Database): boolean {
  const known = statements.get(handle) ?? prepare(handle)
  statements.set(handle, known)
  const stale = known.stale.all(AT_ONCE)
  for (const { kind, recordId } of stale) settleOne(known, SearchKind.parse(kind), recordId)
  if (stale.length > 0) noteWrites(['searchDocument'])
  return stale.length === AT_ONCE
}

function prepare(handle: Database.Database) {
  return {
    stale: handle.prepare<[number], { kind: string; recordId: string }>(
      'select kind, recordId from searchStale limit ?',
    ),
    settled: handle.prepare('delete from searchStale where kind = ? and recordId = ?'),
    document: handle.prepare<[string, string], { id: number }>(
      'select id from searchDocument where kind = ? and recordId = ?',
    ),
    last: handle.prepare<[number, number], { id: number | null }>(
      'select max(id) as id from searchDocument where id between ? and ?',
    ),
    enter: handle.prepare('insert into searchDocument values (?, ?, ?)'),
    leave: handle.prepare('delete from searchDocument where id = ?'),
    index: handle.prepare('insert into searchText (rowid, text) values (?, ?)'),
    drop: handle.prepare('delete from searchText where rowid = ?'),
    textOf: Object.fromEntries(SearchKind.options.map((kind) => [kind, textOf(handle, kind)])),
  }
}

function textOf(handle: Database.Database, kind: SearchKind) {
  const { select, id } = sources[kind]
  return handle.prepare<[string], { text: string }>(`${select} where ${id} = ?`)
}

function settleOne(known: Statements, kind: SearchKind, recordId: string): void {
  const row = known.textOf[kind]?.get(recordId)
  const document = known.document.get(kind, recordId)
  if (document) known.drop.run(document.id)
  if (row) {
    known.index.run(document?.id ?? enter(known, kind, recordId), tokensOf(row.text))
  } else if (document) {
    known.leave.run(document.id)
  }
  known.settled.run(kind, recordId)
}

/** A place in the index for a new record, behind all others of its kind. */
function enter(known: Statements, kind: SearchKind, recordId: string): number {
  const { number } = sources[kind]
  const id = (known.last.get(firstRow(number), lastRow(number))?.id ?? firstRow(number)) + 1
  known.enter.run(id, kind, recordId)
  return id
}
