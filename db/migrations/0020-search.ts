import { type Kysely, sql } from 'kysely'

/** What is searched: the kind of the record, the table whose change makes its text stale, its id. */
const SOURCES: readonly (readonly [kind: string, table: string, id: string, columns: string])[] = [
  ['unit', 'unit', 'id', 'name, pinyin, initials'],
  ['round', 'round', 'id', 'no, purpose'],
  ['visit', 'visit', 'id', 'note, unitId'],
  ['visit', 'exposure', 'visitId', 'note, visitId'],
  ['problem', 'problem', 'id', 'what, happened, place, effect, measure'],
  ['problem', 'problemPerson', 'problemId', 'name, post, problemId'],
  ['opinion', 'opinion', 'id', 'verbatim'],
  ['rectification', 'rectItem', 'id', 'measure, ownerName, ownerPost, test'],
]

const KEPT = new Set(['unit', 'round', 'visit', 'problem', 'opinion', 'rectItem'])

/**
 * The texts of all records, as SQLite's full-text index holds them: a row of single characters per
 * record, without the text itself. It is counted from the records and belongs to no changeset;
 * triggers note what is to be read again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table searchDocument (
      id       integer primary key,
      kind     text not null,
      recordId text not null,
      unique (kind, recordId)
    ) strict
  `.execute(db)
  await sql`
    create table searchStale (
      kind     text not null,
      recordId text not null,
      primary key (kind, recordId)
    ) strict, without rowid
  `.execute(db)
  await sql`
    create virtual table searchText
    using fts5(text, content = '', contentless_delete = 1, tokenize = 'ascii')
  `.execute(db)
  // A leaf of the index fills one page of the encrypted file; the default would take two.
  await sql`insert into searchText (searchText, rank) values ('pgsz', 3900)`.execute(db)
  for (const [kind, table, id, columns] of SOURCES) {
    await noteStale(db, { kind, table, id, columns })
    await sql`
      insert or ignore into searchStale select ${sql.lit(kind)}, ${sql.ref(id)}
      from ${sql.table(table)}
    `.execute(db)
  }
}

async function noteStale(
  db: Kysely<unknown>,
  source: { readonly kind: string; readonly table: string; readonly id: string; columns: string },
): Promise<void> {
  const { kind, table, id, columns } = source
  const events = [
    ['Added', 'insert', 'new'],
    ['Changed', `update of ${columns}`, 'new'],
    ['Was', `update of ${id}`, 'old'],
    ['Removed', 'delete', 'old'],
  ] as const
  for (const [name, event, row] of events) {
    // Original words never change.
    if (name === 'Changed' && table === 'opinion') continue
    // A record that keeps its place is noted once.
    if (name === 'Was' && id === 'id') continue
    // These are kept for ever.
    if (name === 'Removed' && KEPT.has(table)) continue
    await sql`
      create trigger ${sql.raw(`search${table}${name}`)} after ${sql.raw(event)} on ${sql.table(table)}
      begin
        insert or ignore into searchStale values (${sql.lit(kind)}, ${sql.raw(`${row}.${id}`)});
      end
    `.execute(db)
  }
}
